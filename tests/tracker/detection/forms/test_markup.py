import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from tracker.detection.forms.markup import MAX_TOKENS, Tag, is_custom_field, tokens_of


def tags(text: str) -> list[Tag]:
    return [token for token in tokens_of(text) if not isinstance(token, str)]


def texts(text: str) -> list[str]:
    return [token for token in tokens_of(text) if isinstance(token, str)]


@pytest.mark.parametrize(
    ("markup", "attributes"),
    [
        ("<input name=a>", {"name": "a"}),
        ("<INPUT NAME='a b' Value=\"c>d\"/>", {"name": "a b", "value": "c>d"}),
        ("<input name=a name=b>", {"name": "a"}),
        ("<input\nname = a\n>", {"name": "a"}),
        ("<input required>", {"required": ""}),
        ("<input value=a&amp;b>", {"value": "a&b"}),
        ("<input value=it's>", {"value": "it's"}),
        ("<input>", {}),
    ],
)
def test_attributes_are_read_as_browsers_do(markup: str, attributes: dict[str, str]) -> None:
    assert tags(markup) == [Tag("input", False, attributes)]


@pytest.mark.parametrize(
    ("markup", "attributes"),
    [
        ("<p id=a>", {"id": "a"}),
        ("<p class=x id='a'>", {"id": "a"}),
        ('<p ID = "a" title=id>', {"id": "a"}),
        ("<p id=b>", {}),
        ("<p data-id=a>", {}),
        ("<p id=''>", {}),
        ("<p>", {}),
    ],
)
def test_of_other_elements_only_ids_that_are_asked_for_are_told(markup: str, attributes: dict[str, str]) -> None:
    assert list(tokens_of(markup, frozenset({"a"}))) == [Tag("p", False, attributes)]
    assert tags(markup) == [Tag("p", False, {})]


def test_fields_of_the_pages_own_are_read() -> None:
    assert tags("<ion-input label=City>") == [Tag("ion-input", False, {"label": "City"})]
    assert tags("<div contenteditable role=textbox>")[0].attributes == {"contenteditable": "", "role": "textbox"}
    assert tags("<my-card label=City>") == [Tag("my-card", False, {})]


@pytest.mark.parametrize(
    ("name", "is_field"),
    [("ion-input", True), ("md-outlined-text-field", True), ("x-select-v2", True), ("x-input-group", False)],
)
def test_elements_are_fields_by_the_end_of_their_name(name: str, is_field: bool) -> None:
    assert is_custom_field(name) is is_field


@pytest.mark.parametrize(
    "markup",
    [
        "<!-- <input> -->",
        "<!-- <input>",
        "<!doctype html><?php <input ?>",
        "</ <input>",
        "</ <input",
        "<input name='a",
        "<script>'<input>'</script>",
        "<script><input>",
        "<TITLE><input></TITLE >",
        "<textarea><input></textareas></textarea>",
        "a < b",
        "<",
        "<input",
        "</input name=a",
    ],
)
def test_what_is_no_tag_is_not_taken_for_one(markup: str) -> None:
    assert not [tag for tag in tags(markup) if tag.name == "input"]


def test_the_pages_title_is_text_without_tags() -> None:
    assert list(tokens_of("<title>a <b> c</title>d")) == [
        Tag("title", False, {}),
        "a <b> c",
        Tag("title", True, {}),
        "d",
    ]


def test_markup_goes_on_after_what_is_no_tag() -> None:
    assert texts("a<!--b-->c<script>d</script>e&lt;") == ["a", "c", "e<"]


def test_a_page_of_many_attributes_and_tags_is_cut() -> None:
    many = " ".join(f"a{n}=1" for n in range(100))
    assert len(tags(f"<input {many}>")[0].attributes) == 40
    assert len(tags("<b>" * (MAX_TOKENS + 10))) == MAX_TOKENS


@given(st.text(alphabet="<>/!-= '\"ainputscripte&;\n", max_size=300))
def test_no_markup_is_too_strange(text: str) -> None:
    assert sum(len(token) for token in tokens_of(text) if isinstance(token, str)) <= len(text)


ELEMENTS = st.sampled_from(
    [
        *("<input name=n{}>", "<div>", "</div>", "<p>text", "<label>", "</label>", "<form>", "</form>", "<b x='>'>"),
        *("<br/>", "<!-- <input> -->", "<script>'<input>'</script>", "<textarea name=n{}>x</textarea>", "a < b"),
    ]
)


@given(st.lists(ELEMENTS, max_size=30))
def test_controls_are_those_that_a_browsers_parser_finds(parts: list[str]) -> None:
    page = "<!doctype html><body>" + "".join(part.format(n) for n, part in enumerate(parts))
    tree = LexborHTMLParser(page)
    expected = [node.attributes.get("name") for node in tree.css("input, textarea")]
    assert [
        tag.attributes.get("name") for tag in tags(page) if tag.name in ("input", "textarea") and not tag.is_end
    ] == expected


HOSTILE = {
    "deep": "<div>" * 100_000,
    "unclosed": "<a " * 500_000,
    "quotes": "<a x='" * 250_000,
    "less": "<" * 1_500_000,
    "comments": "<!--" * 300_000,
    "scripts": "<script>" * 150_000,
    "attributes": "<input " + " ".join(f"a{n}" for n in range(200_000)) + ">",
    "equals": "<a " + "=" * 1_400_000 + ">",
}


@pytest.mark.parametrize("page", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_page_of_five_megabytes_gives_a_bounded_number_of_tokens(page: str) -> None:
    whole = page * (1 + 5_000_000 // len(page))
    assert sum(1 for _ in tokens_of(whole)) <= 3 * MAX_TOKENS
