"""The demonstration as a whole: its world, a ledger of its own, and the real proxy and dashboard on top."""

import contextlib
import dataclasses
from collections.abc import Callable, Iterator
from importlib.util import find_spec

from tracker.demo.certificates import make_certificates
from tracker.demo.names import COMPANY, Names
from tracker.demo.person import MARIE
from tracker.demo.world import HOSTS, SHOP, World
from tracker.errors import TrackerError
from tracker.keys import load_or_create
from tracker.settings import Settings
from tracker.supervision import Plan, supervise
from tracker.upstream import corrections
from tracker.vendors.fetched import FOLDER

START_PAGE = f"https://{SHOP}/"


def settings_of_demo(settings: Settings) -> Settings:
    """Return the settings of the demonstration: all under a folder of its own, so that made-up data stay apart."""
    return dataclasses.replace(settings, home=settings.home / "demo", database_url=None, home_is_default=False)


def run(settings: Settings, plan: Plan, say: Callable[[str], None], ready: Callable[[Plan, World], None]) -> None:
    """Run the demonstration until a signal asks for the end. `settings` are the demonstration's own.

    Raises TrackerError when it cannot be started.
    """
    introduce(settings)
    with world(settings) as made_up, names() as name_server:
        options = (*plan.options, *proxy_options(settings, made_up.port), *name_server_options(name_server.port))
        routed = dataclasses.replace(plan, options=options)
        supervise(settings, routed, say, lambda: ready(routed, made_up))


def introduce(settings: Settings) -> None:
    """Make the demonstration's ledger, tell it the made-up person's values, and who the company is that hides."""
    from tracker.ledger.opening import open_ledger
    from tracker.ledger.profiles import add, set_country
    from tracker.ledger.publishing import publish

    keys = load_or_create(settings)
    with open_ledger(settings, keys) as ledger:
        with ledger.session() as session:
            for value in MARIE.values:
                add(session, keys, value)
            set_country(session, MARIE.country)
        publish(ledger, settings, keys)
    corrections.add(settings.home / FOLDER, *COMPANY)


@contextlib.contextmanager
def world(settings: Settings) -> Iterator[World]:
    """The servers of the demonstration, for as long as the context lasts."""
    certificates = make_certificates(HOSTS, settings.home / "world")
    made_up = World(certificates)
    made_up.start()
    try:
        yield made_up
    finally:
        made_up.stop()


@contextlib.contextmanager
def names() -> Iterator[Names]:
    """The name server of the demonstration, for as long as the context lasts."""
    made_up = Names()
    made_up.start()
    try:
        yield made_up
    finally:
        made_up.stop()


def name_server_options(port: int) -> tuple[str, ...]:
    """Return what lets the proxy ask the demonstration's name server, and no other."""
    return ("--set", f"tracker_name_servers=127.0.0.1:{port}")


def proxy_options(settings: Settings, port: int) -> tuple[str, ...]:
    """Return what leads the proxy to the made-up hosts, and lets it trust them: nothing else is trusted by it."""
    found = find_spec("addons.demo_routes")
    if found is None or found.origin is None:
        raise TrackerError("this installation lacks addons/demo_routes.py: install Tracker anew")
    trusted = settings.home / "world" / "authority.pem"
    return (
        *("-s", found.origin),
        *("--set", f"demo_port={port}"),
        *("--set", f"ssl_verify_upstream_trusted_ca={trusted}"),
    )
