from tests.builders.guards import a_rule
from tracker.rules import Action
from tracker.rules.stopping import stopped_page
from tracker.taxonomy import Category


def test_the_page_names_host_rule_and_way_out_escaped_but_not_what_the_rule_says() -> None:
    rule = a_rule(Action.BLOCK, Category.EMAIL_ADDRESS, id="r<7>", sites=frozenset({"<b>.test"}))
    page = stopped_page("<px>.test", rule, "fr")
    assert "<strong>&lt;px&gt;.test</strong>" in page
    assert "<code>tracker rules off r&lt;7&gt;</code>" in page
    assert "&lt;b&gt;.test" not in page
    assert 'lang="fr"' in page
    assert "<px>" not in page
