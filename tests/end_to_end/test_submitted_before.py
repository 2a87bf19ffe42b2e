"""A rule for what leaves before it is submitted knows what was submitted long before it was switched on."""

import http.client
from pathlib import Path

from tests.builders.commands import done_program
from tests.builders.programs import Origin
from tests.end_to_end.test_cloaking import a_proxy

GIVEN, TYPED = "marie.dupont%40courriel.test", "marie.martin%40courriel.test"
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Origin": "http://www.shop.test"}
SUBMITTED = FORM | {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
RELAYED = FORM | {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"}


def sent(port: int, host: str, address: str, headers: dict[str, str]) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("POST", f"http://{host}/collect", f"email={address}&size=38", headers)
        return connection.getresponse().status
    finally:
        connection.close()


def test_what_was_submitted_before_the_rule_may_be_passed_on_and_nothing_else(tmp_path: Path) -> None:
    nobody = "tracker_name_servers=127.0.0.1:9"
    with Origin() as origin:
        with a_proxy(tmp_path, origin, nobody) as port:
            assert sent(port, "www.shop.test", GIVEN, SUBMITTED) == 200
        assert done_program(tmp_path, "rules", "preset", "nothing-before-submit").returncode == 0
        with a_proxy(tmp_path, origin, nobody) as port:
            for address in (GIVEN, TYPED):
                assert sent(port, "px.adreach.test", address, RELAYED) == 200
        given, typed = (body.decode() for _, _, body in origin.received[-2:])
    assert GIVEN in given
    assert TYPED not in typed
    assert "size=38" in typed
