import json

from tests.builders.edits import ADDRESS, OTHER, an_edit, body, found, held


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
