"""Changes of one text and of what is nested in its values, each level held against how detection reads it."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from tracker.detection.decode import opened
from tracker.detection.limits import MAX_VALUE
from tracker.rewriting.edit import Reason
from tracker.rewriting.nested import is_same_place, nested_slots
from tracker.rewriting.signatures import signed
from tracker.rewriting.slots import Key, Row, Slot, key_of
from tracker.rewriting.splices import Splice, cut, moved, spliced
from tracker.rewriting.wishes import Wishes
from tracker.traffic import Field

_SIGNED = "jwt"


class Changes(NamedTuple):
    """How a text changes, and what its fields say then; None: they are gone."""

    splices: list[Splice]
    news: dict[Key, str | None]


class Rewriting:
    """One attempt to make wishes true. `is_blank`: leave the names of what is taken out, as they may be needed."""

    def __init__(self, wishes: Wishes, *, is_blank: bool = False) -> None:
        self._wishes = wishes
        self._is_blank = is_blank

    def known(self, fields: Iterable[Field]) -> dict[Key, Field]:
        """Return the fields of a text that are wished for, or in which something is."""
        wishes = self._wishes
        return {key_of(field): field for field in fields if wishes.of(field) or wishes.beneath(field)}

    def changes(self, text: str, slots: Iterable[Slot], known: Mapping[Key, Field]) -> Changes:
        """Return how a text is to be changed; what cannot be done is noted in the wishes."""
        made = Changes([], {})
        gone: dict[Row, set[int]] = {}
        for slot in slots:
            field = known.get(slot.key)
            if field is None:
                continue
            wish = self._wishes.of(field)
            if wish and wish.is_out:
                is_done = self._take_out(slot, field, made, gone)
            else:
                is_done = self._replace(text, slot, field, made, gone)
            if is_done and slot.row and (twins := slot.row.twins.get(slot.number)):
                gone.setdefault(slot.row, set()).update(twins)
        for row, numbers in gone.items():
            made.splices.extend(cut(row.spans, numbers))
        return made

    def _take_out(self, slot: Slot, field: Field, made: Changes, gone: dict[Row, set[int]]) -> bool:
        if slot.row and not (self._is_blank and slot.blank is not None):
            gone.setdefault(slot.row, set()).add(slot.number)
        elif slot.blank is not None:
            made.splices.append(Splice(slot.start - slot.around, slot.end + slot.around, slot.blank))
        else:
            self._wishes.fail(self._at_stake(field), Reason.SEGMENT)
            return False
        self._tell(slot, None, made)
        return True

    def _replace(self, text: str, slot: Slot, field: Field, made: Changes, gone: dict[Row, set[int]]) -> bool:
        wish = self._wishes.of(field)
        splices = wish.splices(slot.value) if wish else self._within(field, slot.value)
        if not splices:
            return False
        new = spliced(slot.value, splices)
        if not new and not wish:
            return self._take_out(slot, field, made, gone)
        written = slot.codec.through(text[slot.start : slot.end], slot.value, splices)
        if written is None:
            self._wishes.fail(self._at_stake(field), Reason.UNWRITABLE, field)
            return False
        made.splices.extend(moved(written, slot.start))
        self._tell(slot, new, made)
        return True

    def _at_stake(self, field: Field) -> list[Key]:
        return [key_of(field)] if self._wishes.of(field) else self._wishes.beneath(field)

    def _tell(self, slot: Slot, new: str | None, made: Changes) -> None:
        made.news[slot.key] = new
        if slot.key in self._wishes.all:
            self._wishes.succeed(slot.key)

    def _within(self, field: Field, value: str) -> list[Splice]:
        """The changes of a value in which something nested is wished for."""
        inner = opened(field) if len(value) <= MAX_VALUE else []
        keys = self._wishes.beneath(field)
        if not inner:
            self._wishes.fail(keys, Reason.UNREADABLE, field)
            return []
        known = self.known(inner)
        if inner[0].encoding[len(field.encoding)] == _SIGNED or signed(inner, known.values()):
            self._wishes.fail(keys, Reason.SIGNED, field)
            return []
        slots = nested_slots(field, inner, {path for path, _, _ in known})
        return self._held(field, inner, slots, known)

    def _held(self, field: Field, inner: list[Field], slots: list[Slot], known: dict[Key, Field]) -> list[Splice]:
        """The changes that detection reads as it should."""
        keys = self._wishes.beneath(field)
        for is_blank in (self._is_blank, True):
            attempt = Rewriting(self._wishes, is_blank=is_blank)
            made = attempt.changes(field.value, slots, known)
            if not made.splices:
                failed = self._wishes.failed
                self._wishes.fail([key for key in keys if key not in failed], Reason.UNREADABLE, field)
                return []
            new = spliced(field.value, made.splices)
            if new is not None and _is_as_wished(field, new, inner, made.news):
                return made.splices
        self._wishes.fail(keys, Reason.UNWRITABLE, field)
        return []


def _is_as_wished(field: Field, new: str, inner: list[Field], news: Mapping[Key, str | None]) -> bool:
    """Whether detection finds in the new value what it should; what needs no packing any more is not packed."""
    said = expected(inner, news)
    if list(map(key_of, opened(field._replace(value=new)))) == said:
        return True
    return len(inner) == 1 and is_same_place(field, inner[0]) and [key[1] for key in said] == [new]


def expected(fields: Iterable[Field], news: Mapping[Key, str | None]) -> list[Key]:
    """Return what fields are to say once they are changed: nothing where they are gone or empty."""
    said: list[Key] = []
    for field in fields:
        key = key_of(field)
        new = news.get(key, field.value)
        if new:
            said.append((field.path, new[:MAX_VALUE], field.encoding))
    return said
