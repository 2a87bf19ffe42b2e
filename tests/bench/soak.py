"""A week of browsing through the live proxy: `python -m tests.bench.soak FOLDER [--requests 1000000]`.

Starts mitmdump with our addon on a new installation in the folder, an origin, and people who browse. After each
twentieth of the requests it prints what proxy and keeper take of memory (resident, MB), the proxy's open files and
threads, the ledger's and the journal's size (MB), and how many requests failed. At the end: how many forms arrived in
the ledger, and how memory grew from half of the way on: before that, what is remembered up to a bound still fills up.
Exit status 1 where it grew by more than a tenth, a request failed, or a form is missing.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

import psutil

from tests.builders.programs import ROOT, a_free_port, listens, soon
from tracker.demo.certificates import make_certificates

STEPS = 20
_WARM = STEPS // 2 - 1
_MOST_GROWTH = 1.1
_REDIRECT = """
asked = {{}}

def server_connect(data):
    asked[data.server.id] = data.server.address
    data.server.address = ("127.0.0.1", {secure} if data.server.address[1] == 443 else {plain})

def server_connected(data):
    vars(data.server)["address"] = asked.pop(data.server.id)  # else nothing would be asked over it again
"""


class Reading(NamedTuple):
    """What was read after a step. Memory and sizes are in MB."""

    requests: int
    rate: float
    failed: int
    proxy: float
    keeper: float
    files: int
    threads: int
    ledger: float
    journal: float


class World:
    """The processes of a soak."""

    def __init__(self, home: Path, proxy: int, process: "subprocess.Popen[bytes]") -> None:
        self.home, self.proxy = home, proxy
        self._proxy = psutil.Process(process.pid)

    def read(self, requests: int, rate: float, failed: int) -> Reading:
        """Return what the processes take now."""
        keeper = sum(child.memory_info().rss for child in self._proxy.children(recursive=True))
        return Reading(
            requests,
            rate,
            failed,
            _mb(self._proxy.memory_info().rss),
            _mb(keeper),
            self._proxy.num_fds(),
            self._proxy.num_threads(),
            _mb(_size(self.home / "ledger.db")),
            _mb(_size(self.home / "journal")),
        )


@contextmanager
def running(folder: Path) -> Iterator[World]:
    """The origin and the proxy over a new installation, for as long as the context lasts."""
    home, plain, secure, proxy = folder / "home", a_free_port(), a_free_port(), a_free_port()
    certificate = make_certificates(("shop.test",), folder).server
    redirect = folder / "redirect.py"
    redirect.write_text(_REDIRECT.format(plain=plain, secure=secure))
    environment = os.environ | {"TRACKER_HOME": str(home), "TRACKER_ALIASES": "off", "PYTHONPATH": ROOT}
    origin = [sys.executable, "-m", "tests.bench.soaking", "serve", str(plain), str(secure), str(certificate)]
    addons = [f"--scripts={script}" for script in (Path(ROOT) / "addons" / "capture.py", redirect)]
    options = ["--quiet", "--listen-host=127.0.0.1", f"--listen-port={proxy}", "--set=ssl_insecure=true"]
    options.append(f"--set=confdir={home / 'ca'}")
    with ExitStack() as stack:
        program = [str(Path(sys.executable).parent / "mitmdump"), *options, *addons]
        started = [subprocess.Popen(command, env=environment, cwd=ROOT) for command in (origin, program)]
        for process in started:
            stack.callback(_ended, process)
        if not all(soon(lambda port=port: listens(port)) for port in (plain, secure, proxy)):  # type: ignore[misc]
            raise SystemExit("proxy or origin does not listen")
        yield World(home, proxy, started[1])


def soak(folder: Path, requests: int) -> Iterator[Reading]:
    """Yield what was read after each step, and print it. Raises SystemExit where a form is missing at the end."""
    print("  ".join(f"{name:>9}" for name in Reading._fields))
    done = failed = forms = 0
    with running(folder) as world:
        for step in range(STEPS):
            begun = time.monotonic()
            told = _browsed(world.proxy, requests // STEPS, step)
            done, failed, forms = done + told["answered"], failed + told["failed"], forms + told["forms"]
            reading = world.read(done, told["answered"] / (time.monotonic() - begun), failed)
            print("  ".join(f"{value:>9.0f}" for value in reading), flush=True)
            yield reading
        home = world.home
    found = _forms_in_ledger(home)
    print(f"{forms} forms were answered, {found} are in the ledger")
    if found < forms:
        raise SystemExit(1)


def _browsed(proxy: int, requests: int, seed: int) -> dict[str, int]:
    command = [sys.executable, "-m", "tests.bench.soaking", "browse", str(proxy), str(requests), str(seed)]
    told: dict[str, int] = json.loads(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout)
    return told


def _forms_in_ledger(home: Path) -> int:
    command = [sys.executable, "-m", "tracker", "export", "--category", "email_address", "--manner", "submitted"]
    environment = os.environ | {"TRACKER_HOME": str(home)}
    with subprocess.Popen([*command, "--format", "jsonl"], cwd=ROOT, env=environment, stdout=subprocess.PIPE) as export:
        return len({json.loads(line)["entry"] for line in export.stdout or ()})


def _ended(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(60)
    except subprocess.TimeoutExpired:
        process.kill()


def _size(path: Path) -> int:
    return sum(file.stat().st_size for file in (path.rglob("*") if path.is_dir() else [path]) if file.is_file())


def _mb(size: int) -> float:
    return size / (1 << 20)


def main() -> None:
    """Soak, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--requests", type=int, default=1_000_000)
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    readings = list(soak(asked.folder, asked.requests))
    warm, last = readings[min(_WARM, len(readings) - 1)], readings[-1]
    growth = {"proxy": last.proxy / warm.proxy, "keeper": last.keeper / warm.keeper}
    print("  ".join(f"{name}: {value:.2f} of what it was" for name, value in growth.items()))
    sys.exit(max(growth.values()) > _MOST_GROWTH or last.failed > 0)


if __name__ == "__main__":
    main()
