"""`python -m function COMMAND`: what the image runs."""

import argparse
import os
import sys
from typing import NoReturn


def serve(arguments: argparse.Namespace) -> NoReturn:  # noqa: ARG001  every command takes its arguments
    become_gunicorn()


def work(arguments: argparse.Namespace) -> NoReturn:  # noqa: ARG001
    become_gunicorn("function.app:create_app(pulls=True)")


def become_gunicorn(*application: str) -> NoReturn:
    """In this process's place, so that it gets the signals."""
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", *application])  # noqa: S606


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m function", description="Kairo OCR.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, run, meaning in (
        ("serve", serve, "read the documents that requests bring"),
        ("worker", work, "take documents from the queue, where the database cannot reach this machine"),
    ):
        commands.add_parser(name, help=meaning).set_defaults(run=run)
    arguments = parser.parse_args()
    status: int = arguments.run(arguments)
    return status


if __name__ == "__main__":
    sys.exit(main())
