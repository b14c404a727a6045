"""`pdftotext` as the system installs it; with `layout`, it keeps the places of words on the page."""

import re
import shutil
import subprocess
import sys

from benchmarks.peers import decline, serve


def main(options: list[str]) -> None:
    program = shutil.which("pdftotext")
    if program is None:
        decline("not installed: apt-get install poppler-utils")
        return
    found = re.search(r"version (\S+)", _run(program, "-v").stderr)
    serve(f"poppler {found[1] if found else ''}", lambda path: _run(program, *options, str(path), "-").stdout)


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, check=True, capture_output=True, text=True)


if __name__ == "__main__":
    main(["-layout"] if sys.argv[1:] == ["layout"] else [])
