"""`python -m local run`: the whole stack on this machine, as `make run` starts it."""

import argparse
import sys

from local.errors import StackError
from local.run import run


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m local")
    commands = parser.add_subparsers(dest="command", required=True)
    start = commands.add_parser("run", help="start everything, read the samples, serve until Ctrl-C")
    start.add_argument("--port", type=int, help="the function's port (default: 8080 or the next free one)")
    start.add_argument("--once", action="store_true", help="stop when the samples are done")
    arguments = parser.parse_args()
    try:
        return run(port=arguments.port, once=arguments.once)
    except StackError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
