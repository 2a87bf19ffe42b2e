from tests.tracker.detection.test_merging import a_finding
from tracker.detection.cookies import Owner
from tracker.detection.syncs import sentence, with_sentences
from tracker.disclosure import Finding, Method
from tracker.taxonomy import Category
from tracker.traffic import Location

HERE = (Location.QUERY, "email")
SAID = sentence([Owner("ads.test", "uid")])


def test_the_sentence_names_every_cookie_by_domain() -> None:
    owners = [Owner("ads.test", "uid"), Owner("dsp.test", "x"), Owner("ads.test", "uid2"), Owner("ads.test", "uid3")]
    assert SAID == "The value is, or holds, that of the cookie uid of ads.test."
    assert sentence(owners) == (
        "The value is, or holds, that of the cookie uid (and uid2, uid3) of ads.test"
        " and that of the cookie x of dsp.test."
    )


def test_the_sentence_says_in_which_form_the_value_travels() -> None:
    owners = [Owner("ads.test", "uid", "MD5 hash"), Owner("dsp.test", "x")]
    assert sentence(owners) == (
        "The value is, or holds, the MD5 hash of the cookie uid of ads.test and that of the cookie x of dsp.test."
    )
    assert "an alternative spelling of the cookie uid" in sentence([Owner("ads.test", "uid", "alternative spelling")])


def test_a_cookie_s_name_shows_no_address() -> None:
    assert "marie@mail.test" not in sentence([Owner("ads.test", "marie@mail.test")])


def test_whoever_speaks_at_the_place_tells_of_the_sync() -> None:
    (told,) = with_sentences([a_finding(method=Method.ADAPTER)], {HERE: SAID})
    assert told.evidence.reasoning == f"{SAID} So it is."
    assert (told.evidence.method, told.evidence.confidence) == (Method.ADAPTER, 0.9)


def test_what_is_said_after_the_sync_begins_with_a_capital() -> None:
    finding = a_finding()
    told = finding.evidence
    small = Finding(finding.category, finding.value, told._replace(reasoning="its name says “uid”: so it is"))
    (said,) = with_sentences([small], {HERE: SAID})
    assert said.evidence.reasoning == f"{SAID} Its name says “uid”: so it is"


def test_the_identifier_tells_before_others_at_the_place() -> None:
    search, identifier = a_finding(Category.SEARCH_QUERY), a_finding(Category.USER_ID)
    for findings in ([search, identifier], [identifier, search]):
        told = {finding.category: finding.evidence.reasoning for finding in with_sentences(findings, {HERE: SAID})}
        assert told == {Category.SEARCH_QUERY: "So it is.", Category.USER_ID: f"{SAID} So it is."}


def test_other_places_say_nothing_of_it() -> None:
    findings = (a_finding(path="x"), a_finding(location=Location.FORM))
    assert with_sentences(findings, {HERE: SAID}) == findings


def test_the_sentence_is_said_once() -> None:
    (told,) = with_sentences([a_finding()], {HERE: "So it is."})
    assert told == a_finding()
