"""`python -m function COMMAND`, which the image runs. Each command imports only its own module."""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from function.machine.allocator import set_tunables


def serve(arguments: argparse.Namespace) -> NoReturn:  # noqa: ARG001  all commands have the same signature
    become_gunicorn()


def work(arguments: argparse.Namespace) -> NoReturn:  # noqa: ARG001
    become_gunicorn("function.app:create_app(pulls=True)")


def become_gunicorn(*application: str) -> NoReturn:
    """Replace this process, so that gunicorn gets the signals."""
    # Else gunicorn would restart itself for them.
    set_tunables()
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", *application])  # noqa: S606


def examine(arguments: argparse.Namespace) -> int:
    from function.doctor.command import run

    return run(as_json=arguments.json)


def bring_up_to_date(arguments: argparse.Namespace) -> int:
    from function.migrate import run

    return run(
        status=arguments.status,
        dry_run=arguments.dry_run,
        again=arguments.again,
        export=arguments.export,
        function_url=arguments.function_url,
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m function", description="Kairo OCR.")
    commands = parser.add_subparsers(dest="command", required=True)
    add_command(commands, "serve", serve, "answer requests (gunicorn)")
    add_command(commands, "worker", work, "answer requests, and also pull documents from the queue")
    doctor = add_command(
        commands, "doctor", examine, "check every link, and say what to do about each failure"
    )
    doctor.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    add_migrate_options(
        add_command(
            commands,
            "migrate",
            bring_up_to_date,
            "install or upgrade what the function needs in the database",
        )
    )
    arguments = parser.parse_args()
    command: Callable[[argparse.Namespace], int] = arguments.run
    return command(arguments)


def add_migrate_options(migrate: argparse.ArgumentParser) -> None:
    instead = migrate.add_mutually_exclusive_group()
    instead.add_argument(
        "--status",
        action="store_true",
        help="only list what is installed; exit code 1 if something is missing",
    )
    instead.add_argument("--dry-run", action="store_true", help="only check, and list what would be applied")
    instead.add_argument(
        "--export",
        type=Path,
        metavar="DIRECTORY",
        help="write them as migrations of your own project, instead of applying them",
    )
    instead.add_argument(
        "--again", action="store_true", help="apply all, even what is installed: repairs what was dropped"
    )
    migrate.add_argument(
        "--function-url",
        metavar="URL",
        help="also tell the database where the function is, and FUNCTION_TOKEN",
    )


def add_command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    run: Callable[[argparse.Namespace], int],
    meaning: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=meaning, description=meaning[0].upper() + meaning[1:] + ".")
    parser.set_defaults(run=run)
    return parser


if __name__ == "__main__":
    sys.exit(main())
