"""Tesseract as the system installs it, with its Spanish model."""

import shutil
import subprocess

from benchmarks.peers import decline, serve

HINT = "not installed: apt-get install tesseract-ocr tesseract-ocr-spa"


def main() -> None:
    program = shutil.which("tesseract")
    if program is None or "spa" not in _run(program, "--list-langs").split():
        decline(HINT)
        return
    version = _run(program, "--version").split()[1]
    serve(version, lambda path: _run(program, str(path), "-", "-l", "spa"))


def _run(program: str, *arguments: str) -> str:
    return subprocess.run([program, *arguments], check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    main()
