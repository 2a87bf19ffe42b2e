"""The pages of the made-up shop. What was typed is escaped: even a demonstration shows how it is done."""

from html import escape
from importlib.resources import files
from string import Template

from tracker.demo.person import MARIE
from tracker.taxonomy import Category

_MARIE = {value.category: value.value for value in MARIE.values}
_GOODS = (
    ("Linen shirt", "39.00", "#8fb8de"),
    ("Red shoes", "79.00", "#d1495b"),
    ("Straw hat", "24.50", "#edae49"),
    ("Wool scarf", "32.00", "#66a182"),
)


def home(_values: dict[str, str]) -> str:
    """Return the start page: goods, search and newsletter."""
    return _page("Boutique", f"<h1>New this week</h1>{_goods(_GOODS)}{_NEWSLETTER}")


def search(values: dict[str, str]) -> str:
    """Return the goods whose name holds the search terms."""
    wanted = values.get("q", "")
    words = wanted.lower().split()
    found = [item for item in _GOODS if any(word in item[0].lower() for word in words)]
    heading = f"<h1>Results for “{escape(wanted)}”</h1>"
    return _page("Search", heading + (_goods(tuple(found)) if found else "<p>Nothing found. Try “shoes”.</p>"))


def register(_values: dict[str, str]) -> str:
    """Return the registration form."""
    return _page(
        "Create an account",
        _form(
            "/register",
            "Create an account",
            _input("first_name", "First name", "given-name", "Marie"),
            _input("last_name", "Last name", "family-name", "Dupont"),
            _input("email", "E-mail address", "email", _MARIE[Category.EMAIL_ADDRESS], "email"),
            _input("birth_date", "Date of birth", "bday", _MARIE[Category.BIRTH_DATE]),
            _input("password", "Password", "new-password", "lilas-et-roses-88", "password"),
        ),
    )


def login(_values: dict[str, str]) -> str:
    """Return the log-in form."""
    return _page(
        "Log in",
        _form(
            "/login",
            "Log in",
            _input("email", "E-mail address", "email", _MARIE[Category.EMAIL_ADDRESS], "email"),
            _input("password", "Password", "current-password", "lilas-et-roses-88", "password"),
        ),
    )


def checkout(_values: dict[str, str]) -> str:
    """Return the order form. The card number is the well-known one for tests."""
    return _page(
        "Checkout",
        _form(
            "/checkout",
            "Pay 79.00 €",
            _input("name", "Full name", "name", _MARIE[Category.FULL_NAME]),
            _input("email", "E-mail address", "email", _MARIE[Category.EMAIL_ADDRESS], "email"),
            _input("phone", "Phone", "tel", _MARIE[Category.PHONE_NUMBER], "tel"),
            _input("address", "Address", "street-address", _MARIE[Category.POSTAL_ADDRESS]),
            _input("postal_code", "Postal code", "postal-code", "69003"),
            _input("city", "City", "address-level2", "Lyon"),
            _input("card_number", "Card number", "cc-number", "4242 4242 4242 4242"),
            _input("card_cvc", "Security code", "cc-csc", "123"),
        ),
    )


def registered(values: dict[str, str]) -> str:
    """Return the page after registration; it tells the advertiser, as many shops do."""
    return _thanks("Welcome!", "Your account is ready.", "CompleteRegistration", values)


def logged_in(values: dict[str, str]) -> str:
    """Return the page after log-in."""
    return _thanks("Welcome back!", "You are logged in.", "Login", values)


def paid(values: dict[str, str]) -> str:
    """Return the page after payment."""
    return _thanks("Thank you!", "Your red shoes are on their way.", "Purchase", values)


def subscribed(values: dict[str, str]) -> str:
    """Return the page after subscription to the newsletter."""
    return _thanks("Thank you!", "You will hear from us.", "Subscribe", values)


def not_found(_values: dict[str, str]) -> str:
    """Return the page for addresses that the shop does not have."""
    return _page("Not found", "<h1>There is no such page</h1>")


def _thanks(heading: str, text: str, event: str, values: dict[str, str]) -> str:
    told = f'<div id="conversion" data-event="{event}" data-email="{escape(values.get("email", ""))}"></div>'
    return _page(heading, f"<h1>{heading}</h1><p>{text}</p>{told}")


def _goods(goods: tuple[tuple[str, str, str], ...]) -> str:
    cards = "".join(
        f'<li><svg viewBox="0 0 100 70" role="img" aria-label="{name}"><rect width="100" height="70" rx="8" '
        f'fill="{colour}"/></svg><h2>{name}</h2><p>{price} €</p><a href="/checkout">Buy</a></li>'
        for name, price, colour in goods
    )
    return f'<ul class="goods">{cards}</ul>'


def _form(action: str, button: str, *inputs: str) -> str:
    return (
        f'<h1>{button}</h1><form method="post" action="{action}">{"".join(inputs)}'
        f'<div class="buttons"><button type="button" class="typist">Type for me</button>'
        f"<button>{button}</button></div></form>"
    )


def _input(name: str, label: str, autocomplete: str, example: str, kind: str = "text") -> str:
    return (
        f'<label>{label}<input name="{name}" type="{kind}" autocomplete="{autocomplete}" '
        f'data-example="{escape(example)}" required></label>'
    )


_NEWSLETTER = (
    '<section class="newsletter"><form method="post" action="/newsletter"><label>Our news, once a month'
    f'<input name="email" type="email" data-example="{escape(_MARIE[Category.EMAIL_ADDRESS])}" '
    'placeholder="Your e-mail address" required></label><div class="buttons">'
    '<button type="button" class="typist">Type for me</button><button>Subscribe</button></div></form></section>'
)


def _page(title: str, content: str) -> str:
    frame = files("tracker").joinpath("data/demo/page.html").read_text(encoding="utf-8")
    return Template(frame).substitute(title=title, content=content)
