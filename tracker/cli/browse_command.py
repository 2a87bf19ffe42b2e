"""`tracker browse`: an isolated browser through the running proxy."""

import click


@click.command()
@click.argument("url", default="about:blank", callback=lambda _context, _parameter, url: _address(url))
def command(url: str) -> None:
    """Open an isolated browser, on URL, that goes through the running proxy.

    It has a profile of its own and trusts the proxy's certificate authority, and only it does: nothing is installed
    anywhere. Your usual browser stays as it is.
    """
    from tracker import settings as all_settings
    from tracker.browsing import AUTHORITY, has_display, open_browser
    from tracker.errors import TrackerError
    from tracker.supervision import running

    settings = all_settings.load()
    now = running(settings)
    if now is None:
        raise TrackerError("no proxy is running: start it with `tracker start`, then try again")
    if now.proxy is None:
        raise TrackerError(f"the proxy runs as {', '.join(now.modes)}, which no browser can be pointed at")
    authority = settings.certificate_folder / AUTHORITY
    if not has_display():
        way = f"point a browser of your own at the proxy {now.proxy} and let it trust {authority}"
        raise TrackerError(f"there is no display here to open a window on (DISPLAY is not set): {way}")
    browser = open_browser(now.proxy, url, authority, settings.browser_folder)
    click.echo(f"{browser.name} is open, with a profile of its own, and goes through the proxy {now.proxy}.")


def _address(url: str) -> str:
    if url.startswith("-"):
        raise click.BadParameter(f"{url!r} is an option, not an address")
    return url
