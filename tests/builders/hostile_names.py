"""Names that strangers chose to do harm: of companies, of fields, and of rules that act on what goes there."""

from pathlib import Path

from tests.builders.services import KEY
from tracker.control import Aliasing, AliasService, change
from tracker.keys import load_or_create
from tracker.ledger.opening import open_ledger
from tracker.notifying.choice import set_on
from tracker.rules import Action, Rule
from tracker.settings import Settings
from tracker.taxonomy import Category
from tracker.upstream import corrections
from tracker.vendors.compiling import slug_of
from tracker.vendors.fetched import FOLDER

SCRIPT, FORMULA, IMAGE = "<script>alert(1)</script>", "=cmd|' /C calc'!A0", '"><img src=x onerror=alert(1)>'
TEMPLATE = "{{ 7*7 }} <b>La Boutique</b>"
COMPANIES = {"adreach.test": SCRIPT, "measurely.test": IMAGE, "replayer.test": FORMULA, "boutique.test": TEMPLATE}
FIELDS = {
    FORMULA: "marie.dupont@courriel.test",
    SCRIPT: "+33 6 39 98 12 34",
    IMAGE: "12 rue des Lilas",
    "@SUM(1+1)": "4242424242424242",
    "full_name": IMAGE,
    "-2+3": "1988-04-23",
    "q": f"{SCRIPT} {FORMULA}",
}
STEERING = "\x1b]0;owned\x07\u202egpj"
"""What would rename the window of a terminal, and turn the direction of what comes after it."""
SHOWN = "\ufffd]0;owned\ufffd\ufffdgpj"
"""What is recorded of that."""
FIELDS[STEERING] = "m.dupont@travail.test"
ONLY = frozenset({"datapool.test"})
"""The rules hold on this site alone: what goes to the companies from the shop is left to them."""
RULES = (
    Rule("r1", Action.ALIAS, frozenset({slug_of(FORMULA)}), sites=ONLY, categories=frozenset({Category.EMAIL_ADDRESS})),
    Rule("r2", Action.MASK, frozenset({slug_of(FORMULA)}), sites=ONLY, name=FORMULA),
    Rule("r3", Action.STRIP, frozenset({slug_of(SCRIPT)}), sites=ONLY, name=SCRIPT),
    Rule("r4", Action.BLOCK, frozenset({slug_of(IMAGE)}), sites=ONLY, name=IMAGE),
    Rule("r5", Action.WARN, frozenset({slug_of(TEMPLATE)}), sites=ONLY, name=TEMPLATE),
)
HOSTS = ("px.adreach.test", "stats.measurely.test", "rec.replayer.test", "www.boutique.test")
PASSING_ON = """([hosts, fields]) => Promise.allSettled(hosts.map((host) => fetch(`https://${host}/newsletter`, {
  method: "POST", mode: "no-cors", body: new URLSearchParams(fields),
})))"""
SENDING = """([action, method, fields]) => {
  const form = Object.assign(document.createElement("form"), { action, method });
  for (const [name, value] of Object.entries(fields)) {
    form.append(Object.assign(document.createElement("input"), { name, value }));
  }
  document.body.append(form);
  form.submit();
}"""


def named_so(home: Path, service: str) -> None:
    """Make an installation in which companies are called so, with the rules, the mark, notifications, and an account
    at a service for aliases of that address.
    """
    settings = Settings(home, key_store="file")
    keys = load_or_create(settings)
    for domain, name in COMPANIES.items():
        corrections.add(settings.home / FOLDER, domain, name)
    with open_ledger(settings, keys) as ledger, ledger.session() as session:
        set_on(session, is_on=True)
    aliasing = Aliasing(service=AliasService("simplelogin", KEY, service))
    change(settings, keys, lambda now: now._replace(rules=RULES, aliasing=aliasing, mark=True))
