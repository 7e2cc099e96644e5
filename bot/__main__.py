"""The command line: `partnerdialog`, the same as `python -m bot`. Decides nothing itself."""

from __future__ import annotations

import argparse
import gc
import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.settings import Settings

WENT_WRONG, CANNOT_START, INTERRUPTED = 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command: 0 when it went well, 2 and one line on stderr when it cannot start."""
    chosen = _parser().parse_args(arguments)
    # Imported only now, so that --help answers at once.
    from bot.logs import start_logging
    from bot.settings import WrongSetting
    from bot.store.errors import StoreRefused

    start_logging("WARNING", secrets=())
    try:
        given = {name: value for name, value in vars(chosen).items() if name != "command"}
        return COMMANDS[chosen.command](**given)
    except (WrongSetting, StoreRefused) as refused:
        print(refused, file=sys.stderr)
        return CANNOT_START
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception:
        # Through the log, which redacts: a bare traceback may quote an address with the token in it.
        logging.getLogger("bot").critical("stopped by an error", exc_info=True)
        return WENT_WRONG


def run() -> int:
    """Run the bot until it is told to stop."""
    settings = _settings()
    # What is imported stays for good: looking for garbage in it, now or later, only takes time.
    gc.disable()
    from bot.app import run as run_bot

    gc.freeze()
    gc.enable()
    run_bot(settings)
    return 0


def invite_staff() -> int:
    """Print a one-time link for the first staff admin."""
    settings = _settings()
    from bot.app import invite_staff as invite

    print(invite(settings))
    return 0


def migrate() -> int:
    """Bring the database's tables up to date."""
    from bot.settings import environment, read_database_url
    from bot.store.database import migrate as migrate_database

    migrate_database(read_database_url(environment()))
    print("The database is up to date.")
    return 0


def check() -> int:
    """Read the settings, say how the bot would run, and change nothing."""
    print(_settings())
    return 0


def template(file: Path, *, check: bool) -> int:
    """Write the built-in template of the agreement to a file that can be changed, or check such a file."""
    if check:
        return _check_template(file)
    from bot.reports.word import BUILT_IN

    try:
        with file.open("xb") as written:
            written.write(BUILT_IN.read_bytes())
    except OSError as error:
        print(f"{file}: {error.strerror}", file=sys.stderr)
        return CANNOT_START
    print(f"{file} is written. docs/agreement-template.md explains what may be changed in it.")
    return 0


def _check_template(file: Path) -> int:
    wrong = _wrong_template(file)
    print(f"{file}: {wrong or 'can be used as the template.'}", file=sys.stderr if wrong else sys.stdout)
    return CANNOT_START if wrong else 0


def _wrong_template(file: Path) -> str:
    """What is wrong with it, in English; nothing when all is well."""
    from bot.i18n import language
    from bot.reports.template import check

    why = check(file)
    return language("en").say(why) if why else ""


def version() -> int:
    """Print the version."""
    from importlib.metadata import version as installed

    print(installed("partnerdialog"))
    return 0


COMMANDS: dict[str, Callable[..., int]] = {
    "run": run,
    "invite-staff": invite_staff,
    "migrate": migrate,
    "check": check,
    "template": template,
    "version": version,
}


def _settings() -> Settings:
    """Read once, and every log line from here on is kept free of their secrets."""
    from bot.logs import start_logging
    from bot.settings import WrongSetting, environment, read_settings

    settings = read_settings(environment())
    start_logging(settings.log_level, secrets=settings.secrets)
    if settings.agreement_template and (wrong := _wrong_template(settings.agreement_template)):
        raise WrongSetting("AGREEMENT_TEMPLATE", f"names {settings.agreement_template}, which cannot be used. {wrong}")
    return settings


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="partnerdialog",
        description="A Telegram bot that walks two partner organisations through honest talks.",
        epilog="Settings come from the environment or a .env file; .env.example explains each.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    for name, command in COMMANDS.items():
        own = commands.add_parser(name, help=command.__doc__, description=command.__doc__)
        if command is template:
            own.add_argument("file", type=Path, help="the file to write, or to check")
            own.add_argument("--check", action="store_true", help="change nothing; say whether the file can be used")
    return parser


if __name__ == "__main__":
    sys.exit(main())
