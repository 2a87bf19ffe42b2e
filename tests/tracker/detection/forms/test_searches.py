import pytest

from tracker.detection.forms import forms_of


def asked(markup: str) -> list[str | None]:
    return [field.verdict.category.value if field.verdict else None for field in forms_of(markup)]


@pytest.mark.parametrize(
    ("markup", "categories"),
    [
        ("<form role=search><input name=w>", ["search_query"]),
        ("<form><input name=w><button>Rechercher</button>", ["search_query"]),
        ("<form class=searchbox><input type=checkbox><input name=w>", [None, "search_query"]),
        ("<form role=search><input name=city>", ["city"]),
        ("<form role=search><input name=w><input name=x>", [None, None]),
        ("<form><input name=w><button>Go</button>", [None]),
    ],
)
def test_the_only_text_field_of_a_search_form_takes_search_terms(markup: str, categories: list[str | None]) -> None:
    assert asked(markup) == categories
