"""What translators are given of a data file: each sentence that a reader sees, and nothing else of it."""

import io
import tomllib

import pytest

from dashboard.gathering import knowledge

ADAPTER = """
name = "Ads"
reasoning = "not of a datum"
[[datum]]
path = "uid"
reasoning = "Ads is told here who."
[[datum]]
path = "em"
reasoning = "Ads is told here an address."
[[example]]
reasoning = "of an example"
"""
COOKIES = """
[[group]]
owner = "Ads"
sources = ["https://ads.example/cookies"]
[group.client_id]
uid = "recognises a browser"
sid = "recognises a visit"
[[group]]
owner = "Shop"
[group.nobody]
lang = "keeps the language"
"""
RULES = """
[about]
source = "not told"
[[preset]]
slug = "calm"
name = "Calm"
text = "Nothing happens."
[[untouched]]
reason = "Without it nothing works."
"""
REASONINGS = ["Ads is told here who.", "Ads is told here an address."]
PURPOSES = ["recognises a browser", "recognises a visit", "keeps the language"]


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (ADAPTER, REASONINGS),
        (COOKIES, PURPOSES),
        (ADAPTER + COOKIES, [*REASONINGS, *PURPOSES]),
        (RULES, ["Calm", "Nothing happens.", "Without it nothing works."]),
        ('name = "Neither"', []),
        ('[[group]]\nowner = "Ads"', []),
        ("datum = []\ngroup = []", []),
        ("", []),
    ],
    ids=["adapter", "cookies", "both", "rules", "neither", "a-group-of-no-cookies", "empty-lists", "empty"],
)
def test_only_what_readers_see_is_gathered(data: str, texts: list[str]) -> None:
    found = list(knowledge(io.BytesIO(data.encode()), (), (), options={}))
    assert [text for _, _, text, _ in found] == texts
    assert {(line, function, tuple(comments)) for line, function, _, comments in found} <= {(1, None, ())}


@pytest.mark.parametrize(
    ("data", "error"),
    [(b'[[datum]]\npath = "uid"', KeyError), (b"[[datum]", tomllib.TOMLDecodeError)],
    ids=["a-datum-without-reasoning", "no-toml"],
)
def test_a_broken_file_stops_the_gathering(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        list(knowledge(io.BytesIO(data)))
