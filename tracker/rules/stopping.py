"""What a page says in place of one that a rule stopped. Names in it are strangers': they are escaped here.

The rule is named by its id alone, for the site may read the page: what it says may speak of other companies.
"""

from html import escape

from tracker.phrasing import gettext
from tracker.rules.rule import Rule

_PAGE = """<!doctype html>
<html lang="{language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>body{{max-width:38em;margin:3em auto;padding:0 1em;font:1rem/1.5 system-ui,sans-serif;color-scheme:light dark}}
code{{overflow-wrap:anywhere}}</style>
<h1>{title}</h1>
<p>{said}</p>
<p>{way}</p>
</html>
"""


def stopped_page(host: str, rule: Rule, language: str = "en") -> str:
    """Return the page, in the language that is spoken just now."""
    name = escape(rule.id)
    said = gettext(
        "Nothing of this request has reached %(host)s. It was the rule %(rule)s: the page Rules of Tracker's "
        "dashboard, and %(command)s, say what it does.",
        host=f"<strong>{escape(host)}</strong>",
        rule=f"<code>{name}</code>",
        command="<code>tracker rules list</code>",
    )
    way = gettext(
        "To let it through, turn the rule off there, or with %(command)s, then load this page again.",
        command=f"<code>tracker rules off {name}</code>",
    )
    title = gettext("Stopped by a rule of yours")
    return _PAGE.format(language=escape(language), title=escape(title), said=said, way=way)
