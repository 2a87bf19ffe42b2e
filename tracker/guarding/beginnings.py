"""What somebody is about to type, by its field's name: values that are not recognised, since they have no shape yet.

Recorders send each key: `marie.dup` is no address, `4242 42` no card. Nothing is claimed of them, and nothing recorded:
they are what a rule for premature data keeps back beside what is recognised. Names are read as detection reads them.
"""

import re
from collections.abc import Iterable, Mapping

from tracker.detection.fields import fields_of
from tracker.detection.names import Setting, name_verdict
from tracker.detection.plausibility import is_plausible
from tracker.detection.surroundings import place_of, settings_of
from tracker.detection.typicality import WEAK
from tracker.detection.verdict import Verdict
from tracker.disclosure import Evidence, Finding, Method
from tracker.manner import ADDED
from tracker.taxonomy import TAXONOMY, Category, Group
from tracker.traffic import Field, Location, Request

SELDOM_TYPED = frozenset({Category.COUNTRY, Category.REGION, Category.PURCHASE})
_GROUPS = frozenset({Group.CONTACT, Group.IDENTITY, Group.CREDENTIALS, Group.FINANCIAL})
_TYPED = frozenset(category for category, term in TAXONOMY.items() if term.group in _GROUPS) - ADDED - SELDOM_TYPED
_OF_FORMS = frozenset({Location.FORM, Location.MULTIPART, Location.JSON, Location.QUERY, Location.WEBSOCKET})
_BESIDE = "value"  # what is called so is named by what stands beside it, as in `{"field": "tel", "value": "+33"}`
_LONGEST_FLAG = 2
_FLAGS = frozenset({"y", "n", "t", "f", "no", "on"})
_REFERENCE = re.compile(
    r"[0-9a-fA-F]{32,128}|[A-Za-z0-9+/_-]{43}=?|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
)
_MASKS = frozenset("xX")
_WORD = re.compile(r"\S{1,320}")
_NUMBER = re.compile(r"[+\d\s()./-]{1,40}")
_CODE = re.compile(r"(?=\D{0,39}\d)[\w\s./-]{1,40}")
_BY_NAME: dict[Category, re.Pattern[str]] = {Category.EMAIL_ADDRESS: _WORD, Category.PHONE_NUMBER: _NUMBER}
"""How values begin where one vague word (`mail`, `tel`) says what they are. What stands in a street's or a name's field
is recognised from its first letter; an `exp` of ten digits is a moment, a `zc` a company's own.
"""
_BY_FORM: dict[Category, re.Pattern[str]] = _BY_NAME | {
    **dict.fromkeys((Category.CARD_NUMBER, Category.CARD_SECURITY_CODE), _NUMBER),
    **dict.fromkeys((Category.BIRTH_DATE, Category.POSTAL_CODE, Category.BANK_ACCOUNT, Category.TAX_ID), _CODE),
    **dict.fromkeys((Category.NATIONAL_ID, Category.PASSPORT_NUMBER, Category.DRIVING_LICENCE), _CODE),
}
"""The same where only a form of the site has such a control: others may use its name for something else."""


def beginnings(request: Request, found: Iterable[Finding], forms: Mapping[str, Verdict]) -> list[Finding]:
    """Return what fields hold whose names say that somebody types them, where nothing is `found`. Work is bounded.

    `forms` is what the forms of the page's site said of fields, by their names.
    """
    fields = fields_of(request).fields
    known = {finding.evidence[:2] for finding in found}
    settings = settings_of(fields, request)
    return [
        begun
        for field in fields
        if field[0] in _OF_FORMS
        and field[:2] not in known
        and (begun := _beginning(field, forms, settings.get(place_of(field), Setting.UNKNOWN)))
    ]


def _beginning(field: Field, forms: Mapping[str, Verdict], setting: Setting) -> Finding | None:
    form = forms.get(field.path) or forms.get(field.name)
    named = _named(field, setting)
    verdict = form or named
    if verdict is None or verdict.category not in _TYPED or not _may_be_typed(field.value):
        return None
    is_clear = named is not None and named.confidence > WEAK and named.category is verdict.category
    shape = (_BY_FORM if form else _BY_NAME).get(verdict.category)
    if not is_clear and (shape is None or shape.fullmatch(field.value.strip()) is None):
        return None
    method = Method.FORM if form else Method.NAME
    evidence = Evidence(field.location, field.path, method, verdict.confidence, verdict.reasoning, field.encoding)
    return Finding(verdict.category, field.value, evidence)


def _named(field: Field, setting: Setting) -> Verdict | None:
    """What the name says. One that stands beside its value is a control's, and no part of the list of events around."""
    is_beside = field.name != _BESIDE and field.path.rpartition(".")[2] == _BESIDE
    return name_verdict(field.name, field.parents, setting) or (name_verdict(field.name) if is_beside else None)


def _may_be_typed(value: str) -> bool:
    """Whether it is no flag, mask, gap of a template, hash or reference."""
    text = value.strip()
    if len(text) <= _LONGEST_FLAG and (text.isdecimal() or text.lower() in _FLAGS):
        return False
    if not any(map(str.isalnum, text)) or _MASKS.issuperset(text) or _REFERENCE.fullmatch(text):
        return False
    return is_plausible(Category.TEXT, text)
