"""Whether any request makes detection raise or dawdle: `python -m tests.bench.fuzz --minutes 10`.

Half of the time goes to atheris (libFuzzer, led by coverage; left out where it is not installed), half to a mutator of
our own, which makes larger requests. Prints each exception once, and each request that takes more than a quarter of a
second when it is put again; the bytes of both are kept in a folder, and `--again FOLDER` puts them once more.
"""

import argparse
import base64
import contextlib
import gzip
import importlib
import json
import random
import subprocess
import sys
import tempfile
import time
import traceback
import zlib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from tests.bench.hostile import PROFILES, bodies
from tests.builders.requests import TIME
from tracker.detection import Knowledge, detect, knowledge_of
from tracker.traffic import Request

SLOW = 0.25  # seconds of processor time
LONGEST = 1 << 20  # bytes of a request that our own mutator makes
ATHERIS_LONGEST = 1 << 14
TYPES = (
    *("", "application/json", "application/x-www-form-urlencoded", "text/plain", "text/xml", "application/graphql"),
    *("multipart/form-data; boundary=B", "application/octet-stream", "application/x-protobuf", "application/msgpack"),
    *("application/cbor", "application/grpc-web-text", "text/plain; charset=utf-16", "text/html; charset=koi8-r"),
)
CODINGS = ("", "gzip", "deflate", "br", "zstd", "gzip, br")
HEADERS = ("Cookie", "Referer", "Authorization", "X-Client-Data", "User-Agent", "Origin", "X-Forwarded-For")
WORDS = (
    *(
        b"%25",
        b"%40",
        b"\\u0040",
        b"&#64;",
        b'{"',
        b'":"',
        b'"}',
        b"[[",
        b"]]",
        b"eyJ",
        b"<a>",
        b"</a>",
        b"?a=",
        b"&b=",
    ),
    *(
        b"\r\n\r\n",
        b"--B\r\n",
        b"Content-Disposition: form-data; name=",
        b"\x0a\x08",
        b"\x81\xa4",
        b"\xa1\x64",
        b"\xff",
    ),
    *(b"jeanne.martin@post.test", b"Jeanne", b"69001", b"+33698765432", b"FR14", b"1979-11-23", b"://", b"@", b"\x00"),
)


class Trial(NamedTuple):
    """What came of one request."""

    seconds: float
    error: str


def request_of(data: bytes) -> Request:
    """Return the request that the bytes make: three of choice, two lengths, a target, headers, a body."""
    choice, rest = data[:7].ljust(7, b"\0"), data[7:]
    target_size, header_size = int.from_bytes(choice[3:5]) % 4096, int.from_bytes(choice[5:7]) % 4096
    target = "/" + rest[:target_size].decode("utf-8", "replace")
    header = rest[target_size : target_size + header_size].decode("latin-1")
    headers = tuple((HEADERS[number % len(HEADERS)], line) for number, line in enumerate(header.split("\n")[:60]))
    body = rest[target_size + header_size :]
    host = "mariedupont.shop.test" if choice[2] & 2 else f"{target[1:40]}.ads.test"
    return Request(
        "fuzz",
        TIME,
        "POST",
        "https",
        host,
        443,
        target,
        (*headers, ("Content-Type", TYPES[choice[0] % len(TYPES)]), ("Content-Encoding", CODINGS[choice[1] % 6])),
        body or None,
        len(body) + (choice[2] & 4),
        "https://shop.test/" if choice[2] & 8 else None,
        is_websocket=bool(choice[2] & 1),
    )


def seeds() -> Iterator[bytes]:
    """Yield requests of every kind of body to begin with."""
    person = {"email": "jeanne.martin@post.test", "user": {"tel": "+33698765432", "n": ["Jeanne", 1.5, None]}}
    text = json.dumps(person).encode()
    kinds = [text, gzip.compress(text), zlib.compress(text), base64.b64encode(text), text.hex().encode()]
    kinds += [
        b"email=jeanne.martin%40post.test&d=" + base64.b64encode(gzip.compress(text)),
        text.decode().encode("utf-16"),
    ]
    kinds += [b'--B\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\nx\r\n--B--', b"<a b='&#64;'>c</a>"]
    kinds += [b"\x0a\x17jeanne.martin@post.test\x10\x80\x01", b"\x82\xa5email\xa1a\xa1b\x93\x01\xc0\xc3"]
    kinds += [b"\xa1\x65email\x61a", b'query { user(email: "a@b.test") { id } }', b"eyJhIjoxfQ.eyJiIjoyfQ.x"]
    kinds += [body[:3000] for _, _, body in bodies()]
    for number, body in enumerate(kinds):
        target = b"u/jeanne_m79?em=jeanne.martin%40post.test&x=" + base64.b64encode(text[:30])
        header = b"a=1; uid=7f3c9a1e5b2d4f60\nhttps://a.test/?q=" + text[:20]
        sizes = len(target).to_bytes(2) + len(header).to_bytes(2)
        yield bytes([number % len(TYPES), 0, number % 16]) + sizes + target + header + body


def tried(data: bytes, knowledge: Knowledge) -> Trial:
    """Return how long detection takes for the request, and how it fails, if it does."""
    request = request_of(data)
    begin = time.process_time()
    try:
        detect(request, knowledge)
    except Exception:  # noqa: BLE001 - whatever it is, it is what we look for
        return Trial(time.process_time() - begin, traceback.format_exc())
    return Trial(time.process_time() - begin, "")


def kept(data: bytes, trial: Trial, folder: Path, seen: set[str]) -> None:
    """Keep what fails, each way once, and what is slow."""
    way = trial.error.rpartition("\n  File")[2] if trial.error else ""
    if (trial.error and way not in seen) or (not trial.error and trial.seconds > SLOW and len(seen) < 1000):
        seen.add(way or str(len(seen)))
        (folder / sha256(data).hexdigest()[:16]).write_bytes(data)
        if trial.error:
            sys.stdout.write(trial.error + "\n")


def mutated(chance: random.Random, pool: list[bytes]) -> bytes:
    """Return a change of one request of the pool, or of several."""
    data = bytearray(chance.choice(pool))
    for _ in range(chance.choice((1, 1, 2, 4, 8))):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(7):
            case 0:
                data[at:at] = chance.choice(WORDS) * chance.choice((1, 1, 2, 50, 3000))
            case 1:
                del data[at : at + chance.choice((1, 4, 60))]
            case 2:
                data[at : at + 1] = bytes([chance.randrange(256)])
            case 3:
                other = chance.choice(pool)
                data[at:] = other[chance.randrange(len(other) + 1) :]
            case 4:
                piece = data[at : at + chance.choice((2, 9, 70))]
                data[at:at] = piece * chance.choice((1, 3, 400, 20_000))
            case 5:
                size = chance.choice((40, 4000))
                pack = chance.choice((base64.b64encode, zlib.compress, gzip.compress))
                data[at : at + size] = pack(bytes(data[at : at + size]))
            case _:
                data[: len(data[:7])] = chance.randbytes(len(data[:7]))
        del data[LONGEST:]
    return bytes(data)


def by_mutation(seconds: float, folder: Path, seed: int) -> int:
    """Put changed requests for so long; return how many."""
    chance, pool, seen, count = random.Random(seed), list(seeds()), set[str](), 0
    known = [knowledge_of(profile) for profile in PROFILES.values()]
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        data = mutated(chance, pool)
        kept(data, tried(data, chance.choice(known)), folder, seen)
        if len(data) < 20_000 and not chance.randrange(20):
            pool.append(data)
            del pool[:-3000]
        count += 1
    return count


def by_atheris(seconds: float, folder: Path) -> None:
    """Put requests that libFuzzer makes, in this process, which ends with it."""
    atheris = importlib.import_module("atheris")
    knowledge, seen = knowledge_of(PROFILES["many"]), set[str]()
    corpus = folder / "corpus"
    corpus.mkdir()
    for number, data in enumerate(seeds()):
        (corpus / str(number)).write_bytes(data)
    options = [f"-max_total_time={int(seconds)}", f"-max_len={ATHERIS_LONGEST}", "-verbosity=0", "-timeout=60"]
    atheris.instrument_all()
    atheris.Setup([sys.argv[0], *options, str(corpus)], lambda data: kept(data, tried(data, knowledge), folder, seen))
    atheris.Fuzz()


def again(folder: Path) -> int:
    """Put what was kept once more; return how many requests fail or are slow."""
    known = {name: knowledge_of(profile) for name, profile in PROFILES.items()}
    for knowledge, data in zip(known.values(), [*seeds()][:3], strict=True):
        tried(data, knowledge)  # what is loaded once is not counted
    bad = 0
    for path in sorted(path for path in folder.iterdir() if path.is_file()):
        for name, knowledge in known.items():
            trial = tried(path.read_bytes(), knowledge)
            if trial.error or trial.seconds > SLOW:
                bad += 1
                last = trial.error.strip().rpartition("\n")[2]
                sys.stdout.write(f"{path} {name:8} {trial.seconds * 1000:6.0f} ms {last}\n")
    return bad


def main() -> int:
    """Fuzz for so many minutes; return whether anything was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--again", type=Path)
    parser.add_argument("--atheris", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.atheris:
        by_atheris(options.minutes * 60, options.atheris)
    if options.again:
        return int(again(options.again) > 0)
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    half = options.minutes * 30
    with contextlib.suppress(ModuleNotFoundError):
        importlib.import_module("atheris")
        command = [sys.executable, "-m", "tests.bench.fuzz", "--atheris", str(folder), "--minutes", str(half / 60)]
        subprocess.run(command, check=False)
    sys.stdout.write(f"seed {options.seed}: {by_mutation(half, folder, options.seed)} requests\n")
    bad = again(folder)
    sys.stdout.write(f"{bad} of what was kept in {folder} fails or is slow\n")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
