"""The `tracker` command. One command is one module here, loaded only when it is called: `--help` must be quick."""

import importlib
import sys
from collections.abc import Sequence

import click

from tracker.errors import TrackerError

COMMANDS = {
    "aliases": "E-mail addresses that only one company gets.",
    "api-token": "Let other programs read the dashboard's data as JSON, or no more.",
    "browse": "Open an isolated browser that goes through the running proxy.",
    "catalog": "Update what is known of companies, or correct it.",
    "dashboard": "Show the dashboard alone, on the ledger as it is.",
    "demo": "Watch a made-up shop share made-up data, on this machine only.",
    "detect": "Find personal data in capture files; touches no ledger.",
    "doctor": "Check the set-up and say how to mend it.",
    "export": "Print what was recorded, one disclosure a row.",
    "forget": "Erase for good.",
    "forms": "Say what each form on a page asks for.",
    "ignore": "Pass a host's connections through unread; or show those hosts.",
    "import": "Record the disclosures in capture files.",
    "mark": "Show a small mark on pages that says what the site has of you; or not.",
    "notifications": "Be told on your desktop, at once, of what is grave; or not.",
    "passwords": "Say which sites were given the same password, or a weak one.",
    "pause": "Record nothing for a while.",
    "private": "Record nothing on a site; or show those sites.",
    "profile": "Your own values to look for.",
    "rate": "Say what you get out of a company, and note what you think.",
    "report": "Write a report to print or to send: of a period, or of a company.",
    "resume": "Record again, after a pause.",
    "retention": "Keep disclosures for so many days only, or for good.",
    "rules": "Decide what each company may get.",
    "signals": "Tell companies your wishes, and less of where you are.",
    "start": "Run the proxy and the dashboard, until Ctrl-C.",
    "status": "Say what was recorded, what deserves attention, and what is running.",
    "trail": "Follow one of your data from site to company.",
    "uninstall": "Remove every trace of Tracker.",
    "vendor": "Tell what a company has of you, how risky that is, and who it is.",
    "whois": "Say which company stands behind a host.",
}


class LazyGroup(click.Group):
    """A group that knows its commands' names and first lines without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"tracker.cli.{cmd_name.replace('-', '_')}_command")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tracker")
def group() -> None:
    """Who got which of my personal data, and what can I do about it?

    Everything is kept under TRACKER_HOME (default: the platform's user-data folder), on this machine only.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status: 0 done, 1 the work failed, 2 the command line was wrong."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    if any(map(_is_broken, given)):
        return _said("an argument is not text in UTF-8; see `tracker --help`", 2)
    try:
        result = group.main(args=given, prog_name="tracker", standalone_mode=False)
    except (click.ClickException, click.Abort, TrackerError, OSError) as error:
        return _told(error)
    return result if isinstance(result, int) else 0


def _told(error: Exception) -> int:
    """Say in one line what is wrong and what to do; return the exit status."""
    match error:
        case click.exceptions.NoArgsIsHelpError():
            error.show()
            return error.exit_code
        case click.UsageError():
            path = error.ctx.command_path if error.ctx else "tracker"
            return _said(f"{error.format_message().rstrip('.')}; see `{path} --help`", error.exit_code)
        case click.ClickException():
            return _said(error.format_message(), error.exit_code)
        case BrokenPipeError():
            sys.stderr.close()  # the reader of our output is gone: nothing is left to say
        case TrackerError():  # before OSError, which some of them are too: theirs is the whole message
            return _said(str(error), 1)
        case OSError():
            return _said(f"{error.filename or 'this machine'}: {error.strerror or error}", 1)
    return 1


def _is_broken(argument: str) -> bool:
    """Whether it has bytes that are no text, which Python keeps as lone surrogates."""
    return any("\ud800" <= character <= "\udfff" for character in argument)


def _said(message: str, status: int) -> int:
    click.echo(f"tracker: {' '.join(message.split())}", err=True)
    return status
