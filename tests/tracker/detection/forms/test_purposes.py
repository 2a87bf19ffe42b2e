import pytest

from tracker.detection.forms import forms_of

PW = "<input type=password name=p>"
EMAIL = "<input type=email name=e>"
NAMES = "<input name=first_name><input name=last_name>"


def purpose(markup: str) -> str:
    return forms_of(markup)[0].purpose.value


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (EMAIL + PW, "sign-in"),
        (f"{EMAIL}{PW}<button>Anmelden</button>", "sign-in"),
        (f"{EMAIL}{PW}<button>Войти</button>", "sign-in"),
        (f"{EMAIL}{PW}<button>ログイン</button>", "sign-in"),
        (f"<form id=signinForm>{EMAIL}{PW}<a href=/>Create account</a>", "sign-in"),
        (f"{EMAIL}{PW}<button>Log in</button><button>Forgot password?</button>", "sign-in"),
        (f"{EMAIL}{PW}<button>Log in</button><button>Sign up with Google</button>", "sign-in"),
        (f"{EMAIL}{PW}<input type=checkbox> Remember me", "sign-in"),
        (f"{EMAIL}<input type=password autocomplete=current-password><button>Go</button>", "sign-in"),
        (f"{EMAIL}<input type=password style='display:none'><input type=password><button>Log in</button>", "sign-in"),
        (f"<form>{EMAIL}{PW}{EMAIL}{PW}<button>Log in</button>", "sign-in"),
        (f"<title>Log in</title><form>{EMAIL}<button>Continue</button>", "sign-in"),
        (f"<h1>Se connecter</h1><form>{EMAIL}<button>Suivant</button>", "sign-in"),
        ("<input autocomplete=username type=email><button>Next</button>", "sign-in"),
        (f"{EMAIL}<a href=/>Forgot your password?</a><button>Next</button>", "sign-in"),
        (EMAIL + PW + PW, "sign-up"),
        (f"{EMAIL}{PW}<button>Sign up</button>", "sign-up"),
        (f"{EMAIL}{PW}<button>Créer un compte</button><a>Se connecter</a>", "sign-up"),
        (f"{NAMES}{EMAIL}{PW}<button>Submit</button>", "sign-up"),
        (f"<input name=username>{EMAIL}{PW}", "sign-up"),
        (f"{EMAIL}<input type=password autocomplete=new-password><button>Go</button>", "sign-up"),
        (f"{EMAIL}<input type=password placeholder='At least 8 characters'><button>Register</button>", "sign-up"),
        (f"<h1>Register</h1><form>{NAMES}{EMAIL}<button>Go</button>", "other"),
        (f"<h2>Forgot your password?</h2>{EMAIL}<button>Send</button>", "forgotten password"),
        ("<h2>Reset password</h2><input type=password name=newpassword><button>Reset password</button>",
         "forgotten password"),
        (f"{EMAIL}<button>Subscribe</button>", "newsletter"),
        (f"<form class=newsletter-signup><h3>Newsletter</h3>{EMAIL}", "newsletter"),
        ("<input name=card_number><input name=cvv>", "checkout"),
        (f"{NAMES}<input name=card_number>{PW}<button>Place order</button>", "checkout"),
        ("<input type=search name=q>", "search"),
        (f"{NAMES}{EMAIL}<textarea name=message></textarea>", "contact"),
        ("<input name=otp><button>Verify</button>", "one-time code"),
        (EMAIL, "other"),
        ("<input name=login_email>", "other"),
        ("<input name=colour>", "other"),
    ],
)  # fmt: skip
def test_a_form_is_told_by_its_fields_and_words(markup: str, expected: str) -> None:
    assert purpose(markup) == expected


def test_forms_of_one_page_are_told_apart() -> None:
    page = f"<h2>Log in</h2><form>{EMAIL}{PW}</form><h2>Register</h2><form>{EMAIL}{PW}{PW}</form><form>{EMAIL}</form>"
    assert [field.purpose.value for field in forms_of(page) if field.type == "email"] == ["sign-in", "sign-up", "other"]
