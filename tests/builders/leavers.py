"""What leaves through a running demonstration's proxy, without a browser."""

import http.client
import ssl

SHOP = "https://www.boutique.test"
ADDRESS = "marie.dupont@courriel.test"


def leave(proxy: str, host: str) -> None:
    """Let an address leave for a host of the demonstration, as a page of its shop sends it."""
    connection = http.client.HTTPSConnection(proxy, context=ssl._create_unverified_context(), timeout=120)
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": SHOP, "Connection": "close"}
    connection.set_tunnel(host, 443)
    connection.request("POST", "/taken", f"email={ADDRESS}", headers)
    answer = connection.getresponse()
    connection.close()
    if answer.status >= 400:
        raise AssertionError(f"{host} answered {answer.status}")
