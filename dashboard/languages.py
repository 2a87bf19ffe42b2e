"""Which language a reader is answered in, and how that language says numbers and dates.

The language is the one that the reader chose (by the footer's form, or `?language=fr` in any address; a cookie keeps
it), else the first that their browser prefers and we have. Its manner of writing is the browser's: of Canada, of
Switzerland. docs/dashboard.md says how to write text for translation, and how to add a language.
"""

import re
from datetime import date
from functools import cache, lru_cache
from gettext import NullTranslations
from urllib.parse import quote, urlencode

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal
from flask import Flask, g, request
from flask import Response as FlaskResponse
from flask_babel import Babel, force_locale, get_locale, get_translations
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape
from werkzeug.wrappers import Response

from tracker import phrasing
from tracker.phrasing import Words, gettext, message, ngettext

__all__ = ["ARGUMENT", "COOKIE", "LANGUAGES", "Spoken", "Words", "as_said", "choose", "filled", "gettext", "locale",
           "message", "ngettext", "settle", "spoken_in"]  # fmt: skip

LANGUAGES = {"en": "English", "fr": "Français"}
"""The languages that there are, by their code (ISO 639-1), each with its own name for itself."""
_USUAL = {"en": "en_GB", "fr": "fr_FR"}
"""Whose manner of writing is taken, where the browser names no country."""
COOKIE = "tracker-language"
ARGUMENT = "language"
_CATALOGUES = ("messages", "knowledge")
"""What the program says, and what our data says: adapters and the list of cookies."""
_FIRST = re.compile(r"\b1(?=\s\D)")
_YEAR = 365 * 24 * 3600
_OPEN = frozenset({"static", "plotly"})


class Spoken(phrasing.Voice):
    """A language with its catalogue, in the manner of a country."""

    def __init__(self, manner: Locale, catalogue: NullTranslations) -> None:
        self.locale, self._catalogue = manner, catalogue

    def message(self, text: str) -> str:
        return _message(self._catalogue, text) if text else ""  # the catalogue has its own header there

    def counted_message(self, one: str, many: str, count: int) -> str:
        return self._catalogue.ngettext(one, many, count)

    def number(self, value: int) -> str:
        return str(value) if 0 <= value < 1000 else _number(value, self.locale)

    def day(self, value: date) -> str:
        return _day(value, self.locale)

    def retold(self, text: str) -> str:
        from dashboard.retelling import retold  # which asks here for the language

        with phrasing.speaking(self):
            return retold(text).striptags()

    def masked(self, preview: str) -> str:
        from dashboard.retelling import preview as in_words  # which asks here for the language

        with phrasing.speaking(self):
            return in_words(preview)

    def country(self, code: str) -> str:
        return str(self.locale.territories.get(code, code))


@lru_cache(8192)  # a page says thousands, the same ones again and again
def _message(catalogue: NullTranslations, text: str) -> str:
    return catalogue.gettext(text)


@lru_cache(4096)
def _number(value: int, manner: Locale) -> str:
    return format_decimal(value, locale=manner)


@lru_cache(4096)
def _day(value: date, manner: Locale) -> str:
    return as_said(format_date(value, "long", locale=manner), value, manner)


def as_said(written: str, value: date, manner: Locale) -> str:
    """Return a date as it is said: the first of a month is an ordinal number in French, `1er mars`."""
    return _FIRST.sub("1er", written, 1) if value.day == 1 and manner.language == "fr" else written


@cache
def _default() -> Locale:
    return Locale.parse(_USUAL["en"])


def locale() -> Locale:
    """Return the manner of writing of the moment."""
    spoken = phrasing.voice()
    return spoken.locale if isinstance(spoken, Spoken) else _default()


def settle(app: Flask) -> None:
    """Have each request of an application answered in its reader's language. Before all else that answers."""
    Babel(
        app,
        default_locale=_USUAL["en"],
        locale_selector=_chosen,
        default_domain=";".join(_CATALOGUES),
        default_translation_directories=";".join("translations" for _ in _CATALOGUES),
    )
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.newstyle_gettext = True  # type: ignore[attr-defined]
    app.jinja_env.globals.update(
        {"_": _template_gettext, "gettext": _template_gettext, "ngettext": _template_ngettext},
        languages=LANGUAGES,
        locale=locale,
        here=_here,
    )
    app.before_request(_speak)
    app.after_request(_told)
    app.teardown_request(_be_silent)


def spoken_in(language: str) -> Spoken:
    """Return one of the languages for a text of its own, in the reader's manner where it is theirs."""
    manner = locale() if locale().language == language else Locale.parse(_USUAL[language])
    with force_locale(manner):
        return Spoken(manner, get_translations())


def choose(response: Response, language: str) -> None:
    """Have the browser keep a language for its reader."""
    response.set_cookie(COOKIE, language, max_age=_YEAR, httponly=True, samesite="Lax")


def _here() -> str:
    """The address of this page, without the language that it may ask for."""
    left = [(name, value) for name, value in request.args.items(multi=True) if name != ARGUMENT]
    return f"{quote(request.path)}?{urlencode(left)}" if left else quote(request.path)


def _speak() -> None:
    phrasing.speak(Spoken(get_locale(), get_translations()))


def _be_silent(_error: BaseException | None) -> None:
    phrasing.speak(None)


def _told(response: FlaskResponse) -> FlaskResponse:
    if request.endpoint not in _OPEN:
        response.headers["Content-Language"] = locale().language
        if (asked := g.get("language")) is not None:
            choose(response, asked)
    return response


def _chosen() -> Locale:
    """The reader's own choice, else what their browser prefers."""
    asked = request.args.get(ARGUMENT)
    if asked in LANGUAGES:
        g.language = asked
    own = asked if asked in LANGUAGES else request.cookies.get(COOKIE)
    preferred = _preferred()
    if own in LANGUAGES:
        return next((one for one in preferred if one.language == own), Locale.parse(_USUAL[own]))
    return next(iter(preferred), _default())


def _preferred() -> list[Locale]:
    """What the browser prefers and we have, the first first."""
    found = (_parsed(tag) for tag, quality in request.accept_languages if quality > 0)
    return [one for one in found if one is not None]


@lru_cache(256)
def _parsed(tag: str) -> Locale | None:
    try:
        found = Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        language = tag.partition("-")[0].lower()
        return Locale.parse(_USUAL[language]) if language in LANGUAGES else None
    if found.language not in LANGUAGES:
        return None
    return found if found.territory else Locale.parse(_USUAL[found.language])


def filled(text: str, **parts: str) -> Markup:
    """Return a message with markup for its parameters, such as links."""
    return escape(text) % parts


@pass_context
def _template_gettext(context: Context, text: str, /, **parameters: object) -> str:
    """What `{{ _('…') }}` and `{% trans %}` say."""
    said = phrasing.voice().message(text)
    if "%" not in said and context.eval_ctx.autoescape:  # most: nothing is to be filled in
        return Markup(said)  # noqa: S704 - no stranger's text
    return _filled(context, said, parameters)


@pass_context
def _template_ngettext(context: Context, one: str, many: str, number: int, /, **parameters: object) -> str:
    """What `{% trans count=… %}…{% pluralize %}…{% endtrans %}` says; `count` is written in the reader's manner."""
    spoken = phrasing.voice()
    text = spoken.counted_message(one, many, number)
    return _filled(context, text, {**parameters, "count": spoken.number(number)})


def _filled(context: Context, text: str, parameters: dict[str, object]) -> str:
    """The catalogue's own text may hold markup; its parameters are escaped."""
    return (Markup(text) if context.eval_ctx.autoescape else text) % parameters  # noqa: S704 - no stranger's text
