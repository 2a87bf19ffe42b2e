"""What searches and titles tell: as many that look like a topic and are none as that are one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.topics import topic_verdicts
from tracker.detection.topics.lexicon import builtin
from tracker.taxonomy import Category

H, R, P = Category.HEALTH, Category.RELIGION, Category.POLITICAL_OPINION
S, E, U = Category.SEXUAL_LIFE, Category.ETHNICITY, Category.TRADE_UNION
TOLD = {
    "type 2 diabetes diet": H,
    "Crohn's disease flare up": H,
    "living with multiple sclerosis": H,
    "breast cancer stage 2": H,
    "cancer treatment side effects": H,
    "depression symptoms in men": H,
    "am i pregnant test": H,
    "16 weeks pregnant": H,
    "early signs of pregnancy": H,
    "je suis enceinte": H,
    "signes de grossesse": H,
    "breast cancer support dog": H,
    "flu symptoms": H,
    "HIV test near me": H,
    "sertraline 50mg": H,
    "abortion clinic": H,
    "sympt\u00f4mes d\u00e9pression": H,
    "diab\u00e8te de type 2": H,
    "maladie d'Alzheimer": H,
    "cancers du sein": H,
    "retard de regles 5 jours": H,
    "sida d\u00e9pistage": H,
    "ivg d\u00e9lai": H,
    "prayer times london": R,
    "sunday mass times": R,
    "bar mitzvah gifts": R,
    "convert to islam": R,
    "church parish near me": R,
    "horaires des messes": R,
    "messe dimanche": R,
    "mosqu\u00e9e de paris": R,
    "se faire d\u00e9baptiser": R,
    "how to join the labour party": P,
    "donate democratic party": P,
    "white nationalist forum": P,
    "adh\u00e9sion parti socialiste": P,
    "voter \u00e0 gauche": P,
    "am i gay": S,
    "gay bar berlin": S,
    "trans dating": S,
    "erectile dysfunction": H,
    "rencontre lesbienne": S,
    "club libertin": S,
    "ancestry dna": E,
    "interracial dating": E,
    "origine alg\u00e9rienne": E,
    "union dues": U,
    "how to unionize": U,
    "unison membership": U,
    "adh\u00e9rer \u00e0 un syndicat": U,
    "cgt cotisation": U,
}
NOTHING = [
    *("black friday", "mass effect 3", "mass market paperback", "left join sql", "join union", "select union all"),
    *("european union", "western union near me", "credit union rates", "student union bar", "union jack flag"),
    *("labour day 2026", "labor market statistics", "gay lussac law", "virus scanner", "computer virus removal"),
    *("church street", "temple run", "shirley temple", "prayer rug", "cancer horoscope today", "tropic of cancer"),
    *("tropical depression", "great depression", "four stroke engine", "brush stroke photoshop", "heat stroke engine"),
    *("std vector push_back", "std::string", "roof shingles cost", "hearing aids", "first aids kit", "suicide squad"),
    *("christian dior", "christian bale", "judas priest", "kosher salt", "quaker oats", "tea party dress"),
    *("ford escort", "kinky boots", "sex and the city", "counter strike", "strike price option", "lightning strike"),
    *("jeep cherokee", "apache kafka", "gypsy moth", "trans siberian railway", "trans fat", "bipolar transistor"),
    *("labour party", "republican party", "trade winds", "unite", "gay", "sage", "mass", "union", "cancer", "temple"),
    *("autism movie", "lesbian film", "lupus definition", "prozac song lyrics", "pregnant meme", "the hindu"),
    *("diabetic dog", "pregnant cat weeks", "chien diab\u00e9tique", "enceinte bluetooth", "horse arthritis"),
    *("ms support", "ms office", "als ik kan", "gerd", "snes games", "pain au chocolat", "mal de mer", "rom android"),
    *(
        "d\u00e9pression m\u00e9t\u00e9o",
        "union europ\u00e9enne",
        "horoscope cancer",
        "r\u00e8gles du jeu",
        "main gauche",
        "rive gauche",
    ),
    *(
        "syndicat de copropri\u00e9t\u00e9",
        "syndicat d'initiative",
        "rue du temple",
        "place de l'\u00e9glise",
        "fracture num\u00e9rique",
    ),
    *(
        "traitement de texte",
        "n\u00e4sta sida",
        "zona industriale",
        "cuisine asiatique",
        "emirats arabes unis",
        "grippe",
    ),
    *("green dress", "red running shoes", "chaussures rouges", "weather lyon", "iphone 15 case", "used cars", ""),
    *("face id not working", "fingerprint reader driver", "webauthn", "iris flowers"),
]


@pytest.mark.parametrize(("text", "category"), TOLD.items(), ids=[f"told{index}" for index in range(len(TOLD))])
def test_words_that_speak_of_a_special_category_are_told(text: str, category: Category) -> None:
    assert {verdict.category for verdict in topic_verdicts(text)} == {category}


@pytest.mark.parametrize("text", NOTHING, ids=[f"nothing{index}" for index in range(len(NOTHING))])
def test_words_that_only_look_like_it_are_not(text: str) -> None:
    assert topic_verdicts(text) == ()


def test_there_are_more_negatives_than_positives() -> None:
    assert len(NOTHING) > len(TOLD)


def test_spellings_of_one_topic_have_one_value() -> None:
    texts = ("type 1 diabetes", "Type-1 DIABETES!", "my type 1 diabetes diet")
    assert {verdict.value for text in texts for verdict in topic_verdicts(text)} == {"type 1 diabetes"}
    assert [verdict.value for verdict in topic_verdicts("schizophrenic")] == ["schizophrenia"]


def test_the_confidence_grows_with_what_agrees() -> None:
    texts = ("depression symptoms", "asthma", "multiple sclerosis", "multiple sclerosis and asthma")
    assert [topic_verdicts(text)[0].confidence for text in texts] == [0.55, 0.6, 0.7, 0.8]


def test_beside_a_work_of_art_only_several_signs_count() -> None:
    assert topic_verdicts("asthma movie") == ()
    assert topic_verdicts("cancer doctor movie") == ()
    assert [verdict.confidence for verdict in topic_verdicts("multiple sclerosis movie")] == [0.6]


def test_another_term_of_the_category_settles_an_ambiguous_word() -> None:
    assert [verdict.value for verdict in topic_verdicts("cancer biopsy")] == ["cancer", "biopsy"]


def test_a_context_that_is_far_away_does_not_settle_it() -> None:
    assert topic_verdicts("cancer one two three four five six seven symptoms") == ()


def test_the_reasoning_names_the_list_and_never_the_topic() -> None:
    words = [topic_verdicts(text)[0].reasoning for text in ("my secret ASTHMA", "d\u00e9pression et m\u00e9decin")]
    assert words == [
        "Words of it are in the English list of topics on health.",
        "Words of it are in the French list of topics on health, beside one that settles what is meant.",
    ]


def test_at_most_four_topics_are_told() -> None:
    assert len(topic_verdicts("asthma, lupus, psoriasis, epilepsy, malaria, autism")) == 4


@given(st.text())
def test_no_text_raises(text: str) -> None:
    assert all(0.5 <= verdict.confidence <= 0.8 for verdict in topic_verdicts(text))


@given(st.lists(st.sampled_from(sorted(builtin().phrases)), max_size=60))
def test_no_run_of_the_lexicons_words_gives_more_than_four_topics(words: list[str]) -> None:
    found = topic_verdicts(" ".join(words))
    assert len(found) <= 4
    assert len({(verdict.category, verdict.value) for verdict in found}) == len(found)


def test_a_long_text_is_looked_at_in_part() -> None:
    assert topic_verdicts("a " * 1500 + "asthma") == ()
