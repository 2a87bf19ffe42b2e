"""A real proxy, a real keeper and a name server on loopback: who hides behind a shop's own name is uncovered."""

import asyncio
import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.builders.commands import done_program
from tests.builders.name_servers import NameServer, chain, message, name_in, name_server
from tests.builders.programs import ROOT, Origin, a_free_port, a_program, listens, soon
from tracker.resolving import Server

CLOAKED, PLAIN = "metrics.shop.test", "img.shop.test"
HOPS = ["shop.eulerian.net", "eu.edge.test"]
CHAINS = {CLOAKED: chain(CLOAKED, *HOPS), PLAIN: chain(PLAIN, "x.cloudfront.net")}


@contextmanager
def serving_names() -> Iterator[tuple[Server, NameServer]]:
    """A name server that runs while the test does other things."""
    loop, ready, end = asyncio.new_event_loop(), threading.Event(), asyncio.Event()
    made: list[tuple[Server, NameServer]] = []

    async def serve() -> None:
        async with name_server(lambda asked: [message(asked, CHAINS.get(name_in(asked), ()))]) as running:
            made.append(running)
            ready.set()
            await end.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    ready.wait(10)
    try:
        yield made[0]
    finally:
        loop.call_soon_threadsafe(end.set)
        thread.join()
        loop.close()


def asked_through(port: int, host: str) -> int:
    """Send a form to a host through the proxy, by plain HTTP; return the status."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": "http://www.shop.test"}
        connection.request("POST", f"http://{host}/collect", "email=marie.dupont%40courriel.test", headers)
        return connection.getresponse().status
    finally:
        connection.close()


def rows(home: Path) -> list[dict[str, object]]:
    done = done_program(home, "export")
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    return [row for row in found if row["category"] == "email_address"]


@contextmanager
def a_proxy(home: Path, origin: Origin, option: str) -> Iterator[int]:
    """A real proxy on its way to that server; its port."""
    port = a_free_port()
    routes = ("-s", f"{ROOT}/addons/demo_routes.py", "--set", f"demo_port={origin.server_address[1]}")
    listening = ("--listen-host", "127.0.0.1", "-p", str(port), "--set", f"confdir={home}")
    program = a_program(home, "-m", "addons", *listening, *routes, "--set", option)
    try:
        assert soon(lambda: listens(port))
        yield port
    finally:
        program.terminate()
        program.communicate(timeout=30)


def test_a_cloaked_host_is_laid_at_the_door_of_the_company_behind_it(tmp_path: Path) -> None:
    with (
        Origin() as origin,
        serving_names() as (server, names),
        a_proxy(tmp_path, origin, f"tracker_name_servers={server.host}:{server.port}") as port,
    ):
        for host in (CLOAKED, PLAIN, CLOAKED, "www.shop.test"):
            assert asked_through(port, host) == 200
        assert soon(lambda: {CLOAKED, PLAIN} <= set(names.asked))
        assert soon(lambda: {CLOAKED, PLAIN} <= {row["host"] for row in rows(tmp_path) if row["aliases"]})
    assert sorted(names.asked) == [PLAIN, CLOAKED]
    told = {row["host"]: (row["vendor"], row["aliases"], row["party"]) for row in rows(tmp_path)}
    assert told == {
        CLOAKED: ("eulerian-technologies", HOPS, "first"),
        PLAIN: (None, ["x.cloudfront.net"], "first"),
        "www.shop.test": (None, None, "first"),
    }


def test_what_was_found_out_holds_for_a_new_proxys_first_request(tmp_path: Path) -> None:
    quoted = b"marie.dupont%40courriel.test"
    with Origin() as origin, serving_names() as (server, _):
        with a_proxy(tmp_path, origin, f"tracker_name_servers={server.host}:{server.port}") as port:
            assert asked_through(port, CLOAKED) == 200
            assert soon(lambda: bool([row for row in rows(tmp_path) if row["aliases"]]))
        assert quoted in origin.received[-1][2]
        assert not (tmp_path / "experience.sealed").exists()
        assert done_program(tmp_path, "rules", "preset", "no-contact-data").returncode == 0
        assert (tmp_path / "experience.sealed").exists()
        with a_proxy(tmp_path, origin, "tracker_name_servers=127.0.0.1:9") as port:  # nobody answers there
            assert asked_through(port, CLOAKED) == 200
            assert quoted not in origin.received[-1][2]
            assert b"example.invalid" in origin.received[-1][2]
            assert asked_through(port, PLAIN) == 200
            assert quoted in origin.received[-1][2]
        tried = done_program(tmp_path, "rules", "try", "--format", "jsonl")
        assert [row["slug"] for row in json.loads(tried.stdout)["by_company"]] == ["eulerian-technologies"]
        assert done_program(tmp_path, "forget", "--all").returncode == 0
        assert not (tmp_path / "experience.sealed").exists()
