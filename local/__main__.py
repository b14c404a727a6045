"""`python -m local run` starts the whole stack, as `make run` does; `python -m local doctor` checks it."""

import argparse
import sys

from function.errors import MigrationError
from local.doctor import run_doctor
from local.errors import StackError
from local.run import run


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m local")
    commands = parser.add_subparsers(dest="command", required=True)
    start = commands.add_parser("run", help="start everything, read the samples, serve until Ctrl-C")
    start.add_argument("--port", type=int, help="the function's port (default: 8080 or the next free one)")
    start.add_argument("--once", action="store_true", help="stop when the samples have been read")
    doctor = commands.add_parser(
        "doctor", help="check every link of the running stack, or of the settings in the environment"
    )
    doctor.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    arguments = parser.parse_args()
    try:
        if arguments.command == "doctor":
            return run_doctor(as_json=arguments.json)
        return run(port=arguments.port, once=arguments.once)
    except (StackError, MigrationError) as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
