"""What detection costs for requests that are made to break it: `python -m tests.bench.hostile`.

Each is put to a person without a profile, to one whose address is what is repeated, and to one with many values.
Prints milliseconds of processor time for those above the first limit; fails when one is above the second.
"""

import base64
import gzip
import json
import random
import sys
import time
from collections.abc import Iterator
from urllib.parse import quote

from tests.builders.requests import a_request
from tracker.detection import detect, knowledge_of
from tracker.profile import EMPTY, Profile, Value
from tracker.taxonomy import Category
from tracker.traffic import Request

ADDRESS = "jeanne.martin@post.test"
FORM, JSON, TEXT = "application/x-www-form-urlencoded", "application/json", "text/plain"
SHOWN, ALLOWED = 60.0, 200.0  # milliseconds
PROFILES = {
    "nothing": EMPTY,
    "address": Profile((Value(Category.EMAIL_ADDRESS, ADDRESS),)),
    "many": Profile(
        (
            Value(Category.EMAIL_ADDRESS, ADDRESS),
            Value(Category.FIRST_NAME, "Jeanne"),
            Value(Category.LAST_NAME, "Martin"),
            Value(Category.PHONE_NUMBER, "+33698765432"),
            Value(Category.POSTAL_ADDRESS, "3 place du Marché"),
            Value(Category.POSTAL_CODE, "69001"),
            Value(Category.CITY, "Lyon"),
            Value(Category.BIRTH_DATE, "1979-11-23"),
            Value(Category.USERNAME, "jeanne_m79"),
            Value(Category.PASSWORD, "corne-de-brume-4"),
            Value(Category.CARD_NUMBER, "4012888888881881"),
            Value(Category.BANK_ACCOUNT, "FR1420041010050500013M02606"),
            Value(Category.USER_ID, "u-7f3c9a1e5b2d4f60"),
        ),
        "FR",
    ),
}


def bodies() -> Iterator[tuple[str, str, bytes]]:
    """Yield names, content types and bodies."""
    noise = random.Random(7)
    plain, packed = ADDRESS.encode(), base64.b64encode(ADDRESS.encode())
    yield "address repeated", TEXT, plain * 90_000
    yield "address, line by line", TEXT, (plain + b"\n") * 90_000
    yield "addresses' beginnings", TEXT, b"jeanne." * 300_000
    yield "addresses in base64", TEXT, packed * 90_000
    yield "addresses in hex", TEXT, plain.hex().encode() * 40_000
    yield "addresses escaped", FORM, b"".join(b"%%%02x" % byte for byte in plain) * 20_000
    yield "documents in a row", JSON, json.dumps({"mail": ADDRESS}).encode() * 20_000
    yield "documents within documents", JSON, _nested(40)
    yield "list of addresses", JSON, json.dumps([ADDRESS] * 60_000).encode()
    yield "objects with one key each", JSON, json.dumps([{f"k{n}": f"v{n}"} for n in range(60_000)]).encode()
    yield "names that are addresses", JSON, json.dumps({f"{n}{ADDRESS}": n for n in range(30_000)}).encode()
    yield "very long names", FORM, b"&".join(b"n" * 4000 + b"%d=1" % n for n in range(500))
    yield "queries in queries", FORM, _quoted(6)
    yield "phone numbers", FORM, b"&".join(b"t%d=%%2B336987%05d" % (n, n) for n in range(30_000))
    yield "first names", TEXT, b"Jeanne Martin " * 120_000
    yield "postal codes", FORM, b"&".join(b"z%d=69001" % n for n in range(60_000))
    yield "spaces and signs", TEXT, b" @ ." * 500_000
    yield "brackets", TEXT, b"[(<{" * 500_000
    yield "quotes", JSON, b'"' * 1_500_000
    yield "backslashes", JSON, b'{"a":"' + b"\\" * 1_500_000
    yield "escaped quotes", JSON, b'{"a":"' + b'\\"' * 700_000 + b'"}'
    yield "numbers", JSON, json.dumps(list(range(10**12, 10**12 + 90_000))).encode()
    yield "URLs", FORM, b"&".join(b"u=https%%3A%%2F%%2Fa%d.test%%2F%%3Fq%%3D1" % n for n in range(30_000))
    yield "tokens", FORM, b"&".join(b"t=eyJ" + noise.randbytes(30).hex().encode() for _ in range(20_000))
    yield "random text", TEXT, base64.b64encode(noise.randbytes(1_400_000))
    yield "random bytes", "application/octet-stream", noise.randbytes(2_000_000)
    yield "random characters", TEXT, "".join(map(chr, noise.choices(range(0x4E00, 0x9FFF), k=600_000))).encode()
    yield "tags", "text/xml", b"<a>" * 400_000
    yield "attributes", "text/xml", b"<a " + b" ".join(b'b%d="%s"' % (n, plain) for n in range(20_000)) + b"/>"
    yield "packed a hundredfold", JSON, gzip.compress(json.dumps([ADDRESS] * 200_000).encode())
    yield "packed values", FORM, b"&".join(b"p=" + _packed(n) for n in range(4000))
    yield "cards", TEXT, b"4012888888881881," * 100_000
    yield "accounts", TEXT, b"FR14 2004 1010 0505 0001 3M02 606 " * 50_000
    yield "dates", FORM, b"&".join(b"d%d=1979-11-23" % n for n in range(50_000))
    yield "parts", "multipart/form-data; boundary=x", _parts(20_000)


def _nested(depth: int) -> bytes:
    text = ADDRESS
    for _ in range(depth):
        text = json.dumps({"a": text, "b": ADDRESS})[:400_000]
    return text.encode()


def _quoted(depth: int) -> bytes:
    text = "&".join(f"f{number}={ADDRESS}" for number in range(3000))
    for _ in range(depth):
        text = f"q={quote(text, safe='')}"[:1_500_000]
    return text.encode()


def _packed(number: int) -> bytes:
    return quote(base64.b64encode(gzip.compress(f"mail{number}={ADDRESS}".encode(), mtime=0))).encode()


def _parts(count: int) -> bytes:
    part = f'--x\r\nContent-Disposition: form-data; name="mail"\r\n\r\n{ADDRESS}\r\n'
    return part.encode() * count + b"--x--\r\n"


def requests() -> Iterator[tuple[str, Request]]:
    """Yield every body as a request and as a WebSocket message; and what is hostile elsewhere."""
    for name, content_type, body in bodies():
        yield name, a_request("https://shop.test/x", body=body, content_type=content_type)
        yield f"{name}, by WebSocket", a_request("https://shop.test/x", body=body, is_websocket=True)
    tokens = "; ".join(f"c{number}={random.Random(number).randbytes(12).hex()}" for number in range(3000))
    addresses = "; ".join(f"m{number}={number}{ADDRESS}" for number in range(3000))
    yield "headers", a_request(headers=[(f"X-Header-{number}", ADDRESS) for number in range(4000)])
    yield "one long header", a_request(headers={"X-Mail": f"{ADDRESS}, " * 20_000})
    yield "fresh cookies", a_request(headers={"Cookie": tokens})
    yield "addresses in cookies", a_request(headers={"Cookie": addresses})
    yield "many cookie headers", a_request(headers=[("Cookie", f"{number}={ADDRESS}") for number in range(4000)])
    yield "long referrer", a_request(headers={"Referer": "https://a.test/?" + f"mail={ADDRESS}&" * 4000})
    yield "long path", a_request("https://shop.test/" + f"{ADDRESS}/" * 4000)
    yield "long query", a_request("https://shop.test/?" + f"mail={quote(ADDRESS)}&" * 20_000)
    yield "slashes and colons", a_request("https://shop.test/" + "//:" * 20_000 + "?" + "http://" * 20_000)


def main() -> int:
    """Print what is slow; return whether anything is too slow."""
    worst = 0.0
    for profile, values in PROFILES.items():
        knowledge = knowledge_of(values)
        for name, request in requests():
            begin = time.process_time()
            detect(request, knowledge)
            taken = (time.process_time() - begin) * 1000
            worst = max(worst, taken)
            if taken > SHOWN:
                sys.stdout.write(f"{profile:8} {name:40} {taken:6.0f} ms\n")
    sys.stdout.write(f"worst {worst:.0f} ms\n")
    return int(worst > ALLOWED)


if __name__ == "__main__":
    sys.exit(main())
