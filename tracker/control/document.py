"""What the person decided, as bytes and back. What a later version wrote beside it is kept."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import orjson

from tracker.control.choices import Aliasing, AliasService, Control, Signals
from tracker.disclosure import Manner, Party
from tracker.rules import Action, Otherwise, Rule
from tracker.taxonomy import Category

VERSION = 1


class LaterVersionError(ValueError):
    """The bytes are of a version that is not known here."""


def to_bytes(control: Control, before: bytes | None = None) -> bytes:
    """Return the choices as bytes; with what `before` has beside them, earlier bytes, that is not known here."""
    document = _document(control)
    return orjson.dumps(_merged(document, orjson.loads(before)) if before else document)


def from_bytes(data: bytes) -> Control:
    """Return the choices. Raises ValueError for other bytes, LaterVersionError where a later version made them."""
    try:
        document = orjson.loads(data)
        if document["version"] > VERSION:
            raise LaterVersionError(f"version {document['version']}")
        return _control(document)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("no choices") from error


def _document(control: Control) -> dict[str, Any]:
    paused = control.paused_until
    return {
        "version": VERSION,
        "rules": [rule.told() for rule in control.rules],
        "signals": control.signals._asdict(),
        "aliasing": {**control.aliasing._asdict(), "service": control.aliasing.service._asdict()},
        "private_sites": sorted(control.private_sites),
        "paused_until": paused.astimezone(UTC).isoformat() if paused else None,
        "passed_hosts": sorted(control.passed_hosts),
        "read_hosts": sorted(control.read_hosts),
        "mark": control.mark,
        "secret": control.secret.hex(),
        "made": control.made,
        "unmarked_sites": sorted(control.unmarked_sites),
    }


def _control(document: Mapping[str, Any]) -> Control:
    paused = document["paused_until"]
    return Control(
        rules=tuple(map(_rule, document["rules"])),
        signals=Signals(**_known(Signals, document["signals"])),
        aliasing=_aliasing(document["aliasing"]),
        private_sites=frozenset(document["private_sites"]),
        paused_until=datetime.fromisoformat(paused) if paused else None,
        passed_hosts=frozenset(document["passed_hosts"]),
        read_hosts=frozenset(document["read_hosts"]),
        mark=document["mark"],
        secret=bytes.fromhex(document["secret"]),
        made=document["made"],
        unmarked_sites=frozenset(document.get("unmarked_sites", ())),  # what earlier versions wrote has none
    )


def _rule(entry: Mapping[str, Any]) -> Rule:
    known = _known(Rule, entry)
    sets = {name: frozenset(known[name]) for name in ("vendors", "kinds", "sites")}
    return Rule(
        **{
            **known,
            **sets,
            "action": Action(known["action"]),
            "party": None if known["party"] is None else Party(known["party"]),
            "categories": frozenset(map(Category, known["categories"])),
            "manner": None if known["manner"] is None else Manner(known["manner"]),
            "otherwise": Otherwise(known["otherwise"]),
        }
    )


def _aliasing(entry: Mapping[str, Any]) -> Aliasing:
    known = _known(Aliasing, entry)
    service = AliasService(**_known(AliasService, known.get("service", {})))
    return Aliasing(**{**known, "known": tuple((key, alias) for key, alias in known["known"]), "service": service})


def _known(kind: type[Rule | Signals | Aliasing | AliasService], entry: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if name in kind._fields}


def _merged(document: dict[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """The document, with what an earlier one has beside it."""
    rules = {rule["id"]: rule for rule in before["rules"]}
    return {
        **before,
        **document,
        "signals": {**before["signals"], **document["signals"]},
        "aliasing": {**before["aliasing"], **document["aliasing"]},
        "rules": [{**rules.get(rule["id"], {}), **rule} for rule in document["rules"]],
    }
