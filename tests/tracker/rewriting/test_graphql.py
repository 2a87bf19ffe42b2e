import json

from tests.builders.edits import ADDRESS, OTHER, an_edit, body, found, held
from tracker.detection.fields import fields_of


def test_graphql_variables_and_values_in_the_query_are_rewritten() -> None:
    query = 'mutation { login(email: "marie@mail.test") { id } }'
    request = body(json.dumps({"query": query, "variables": {"email": ADDRESS, "id": 7}}))
    done = held(
        request,
        [
            an_edit(found(request, path, *steps), OTHER)
            for path, steps in (("query.email", ["graphql"]), ("variables.email", []))
        ],
    )
    expected = {"query": query.replace(ADDRESS, OTHER), "variables": {"email": OTHER, "id": 7}}
    assert json.loads(done.body or b"") == expected


def test_a_number_stays_a_number() -> None:
    request = body("mutation {a(n: 12)}", "application/graphql")
    field = next(field for field in fields_of(request).fields if field.path == "query.n")
    assert held(request, [an_edit(field, "7")]).body == b"mutation {a(n: 7)}"
    assert not held(request, [an_edit(field, "x")]).done
