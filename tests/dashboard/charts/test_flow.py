from dashboard.charts import flow
from dashboard.charts.flow import Stream
from tests.builders.figures import plotted
from tracker.disclosure import Manner, Party
from tracker.taxonomy import Category


def a_stream(
    category: Category = Category.EMAIL_ADDRESS,
    site: str | None = "boutique.example",
    slug: str = "adpix",
    party: Party = Party.THIRD,
    manner: Manner = Manner.RELAYED,
    encoding: tuple[str, ...] = ("sha256",),
    times: int = 3,
) -> Stream:
    return Stream(category, site, slug, slug.title(), party, manner, encoding, times)


GIVEN = a_stream(slug="boutique", party=Party.FIRST, manner=Manner.SUBMITTED, encoding=())


def test_bands_lead_from_data_through_sites_to_companies() -> None:
    trace = plotted(flow.figure([a_stream(), GIVEN])).data[0]
    assert list(trace.node.label) == ["E-mail address", "boutique.example", "Adpix", "Boutique"]
    ends = list(zip(trace.link.source, trace.link.target, trace.link.value, strict=True))
    assert ends == [(0, 1, 2.6), (0, 1, 2.6), (1, 2, 2.6), (1, 3, 2.6)]
    assert list(trace.link.label) == ["", "", "sha256", ""]
    assert list(trace.node.customdata) == [
        "/data?category=email_address",
        "/log?site=boutique.example",
        "/vendors/adpix",
        "/vendors/boutique",
    ]


def test_as_much_leaves_a_node_as_came_to_it() -> None:
    rows = [
        a_stream(
            list(Category)[n % 30], f"s{n % 17}.example", f"v{n % 23}", times=n * n + 1, manner=list(Manner)[n % 4]
        )
        for n in range(400)
    ]
    trace = plotted(flow.figure(rows)).data[0]
    came: dict[int, float] = {}
    left: dict[int, float] = {}
    for source, target, value in zip(trace.link.source, trace.link.target, trace.link.value, strict=True):
        left[source] = left.get(source, 0) + value
        came[target] = came.get(target, 0) + value
    sites = set(came) & set(left)
    assert len(sites) == 9
    assert all(abs(came[site] - left[site]) < 0.1 * len(rows) ** 0.5 for site in sites)


def test_few_enough_nodes_are_left_to_be_read() -> None:
    rows = [a_stream(list(Category)[n % 40], f"s{n}.example", f"v{n}", times=n + 1) for n in range(300)]
    labels = plotted(flow.figure(rows)).data[0].node.label
    assert len(labels) == 8 + 9 + 12
    assert {"33 more kinds", "292 more sites", "289 more companies"} <= set(labels)


def test_what_says_most_is_never_gathered_away() -> None:
    rows = [a_stream(category, times=10_000) for category in list(Category)[40:48]]
    rows += [a_stream(Category.HEALTH, times=1), *(a_stream(one) for one in (Category.CITY, Category.REGION))]
    assert "Health" in plotted(flow.figure(rows)).data[0].node.label


def test_the_title_tells_of_the_most_sensitive_that_others_got() -> None:
    rows = [GIVEN, a_stream(), a_stream(slug="metrica", site=None), a_stream(Category.CITY, slug="x")]
    assert flow.chart(rows).title == "Your e-mail address went to 2 companies from 2 sites"
    assert flow.chart([GIVEN]).title == "Your data went to 1 site, and to nobody else"


def test_the_title_of_some_of_all_streams_does_not_count_them_as_all() -> None:
    assert flow.chart([GIVEN, a_stream()], is_cut=True).title == "Where your data went most"
    assert flow.chart([GIVEN], is_cut=True).title == "Where your data went most"


def test_what_is_gathered_of_some_of_all_streams_is_not_counted() -> None:
    rows = [a_stream(one, slug=f"v{place}", site=f"s{place}.test") for place, one in enumerate([*Category][:40])]
    counted, uncounted = (plotted(flow.figure(rows, is_cut=cut)).data[0].node.label for cut in (False, True))
    assert not {"other kinds", "other sites", "other companies"} & set(counted)
    assert {"other kinds", "other sites", "other companies"} <= set(uncounted)


def test_pages_that_are_unknown_are_said() -> None:
    chart = flow.chart([a_stream(site=None)])
    assert "page unknown" in plotted(chart.figure).data[0].node.label
    assert chart.table.rows[0][1].text == "page unknown"


def test_the_table_has_the_most_sensitive_first_and_leads_to_the_log() -> None:
    chart = flow.chart([a_stream(Category.CITY), a_stream(times=1234)], since="2026-03-01")
    first = chart.table.rows[0]
    assert [cell.text for cell in first] == [
        "E-mail address",
        "boutique.example",
        "Adpix",
        "passed on by the page",
        "hashed (sha256)",
        "1,234",
    ]
    assert first[-1].amount == 1234
    assert first[-1].address == (
        "/log?since=2026-03-01&category=email_address&site=boutique.example&vendor=adpix&manner=relayed"
    )
    assert chart.table.rest == ""


def test_a_very_long_table_says_how_much_is_left_out() -> None:
    chart = flow.chart([a_stream(slug=f"v{place}") for place in range(101)])
    assert len(chart.table.rows) == 100
    assert chart.table.rest == "1 more way is in the log."


def test_where_disguises_were_not_asked_for_none_is_told() -> None:
    chart = flow.chart([a_stream()._replace(encoding=None)])
    assert chart.table.head == ("Data", "From", "To", "How", "Times")
    assert len(chart.table.rows[0]) == 5
    assert "hash" not in chart.note
    assert "hash" in flow.chart([a_stream()]).note
