"""`python -m local.notices`: writes THIRD_PARTY.md, the licences of the locked packages in the image."""

import re
from collections.abc import Iterator, Mapping
from importlib.metadata import metadata
from pathlib import Path

from function.models.manifest import MODELS

CHECKOUT = Path(__file__).parent.parent
LOCKS = ("requirements/runtime.txt", "requirements/headless.txt")
_PIN = re.compile(r"^([a-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
_TORCH = re.compile(r'"(torch)==([^"]+)"')

# Names of one licence, as packages write them before PEP 639, without capitals.
SPDX: Mapping[str, str] = {
    "apache 2": "Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "apache 2.0 license": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "3-clause bsd license": "BSD-3-Clause",
    "isc license (iscl)": "ISC",
    "isc license": "ISC",
    "mit license": "MIT",
    "the mit license (mit)": "MIT",
    "lgpl": "LGPL-2.1-or-later",
    "gnu library or lesser general public license (lgpl)": "LGPL-3.0-or-later",
    "osi approved :: apache software license": "Apache-2.0",
    "dual licensed - gnu affero gpl 3.0 or artifex commercial license": "AGPL-3.0 or commercial",
}
# Longer than a licence's name: its text.
LONGEST = 70

HEAD = """# Third parties

What the image installs, made from the locks by `python -m local.notices`; the licence texts are in the packages'
`*.dist-info` folders. The bill of materials of a release (CycloneDX, by `make sbom`) has the same with every hash.

## What binds you

- **PyMuPDF** is under the AGPL-3.0, or a commercial licence of Artifex. It opens and writes PDFs, so Kairo OCR as a whole is
  under the AGPL-3.0-or-later: whoever lets others use a modified version over a network offers them its source. An
  application that calls the function over HTTP or SQL is not affected.
- **pillow-heif**'s wheel contains x265 (GPL-2.0-or-later), libde265 and libheif (LGPL-3.0-or-later). Together with the AGPL
  this changes nothing. Whoever has PyMuPDF under a commercial licence still has the GPL of x265, as long as HEIC photos are
  read; libheif without x265, which only encodes, has to be built by oneself.
- **psycopg**, **python-bidi**, **python-stdnum** and **crc32c** are under the LGPL, as are FFmpeg's libraries in OpenCV's
  wheel. They are used unchanged, as files of their own that can be replaced.

Without PyMuPDF: pypdfium2 (BSD-3-Clause and Apache-2.0) is in the image already, for files that MuPDF cannot open. Its
characters are the same: in 43 public PDFs (128 pages, 44,578 words) 1.3 % of MuPDF's words have no equal, all seen were
dotted leaders, ligatures and hyphens at the end of a line, and it takes 0.42 of the time. It is still not offered as an
engine (`PDF_ENGINE`): drawings, by which tables and boxes to tick are found, and form fields are only in its raw interface,
and it writes no invisible text layer into searchable copies, so most of the reading of PDFs would have to be written anew.

## Packages

| package | version | licence |
| --- | --- | --- |
"""
WEIGHTS = """
## Weights

| model | licence |
| --- | --- |
"""


def write_notices() -> str:
    packages = "".join(f"| {name} | {version} | {find_licence(name)} |\n" for name, version in read_pins())
    weights = "".join(f"| {model.name} | {model.licence} |\n" for model in MODELS)
    return HEAD + packages + WEIGHTS + weights


def read_pins() -> Iterator[tuple[str, str]]:
    for lock in LOCKS:
        yield from _PIN.findall((CHECKOUT / lock).read_text())
    # Not in the lock (requirements/README.md).
    yield from _TORCH.findall((CHECKOUT / "pyproject.toml").read_text())


def find_licence(package: str) -> str:
    """Return what the installed package says of itself, as an SPDX expression as far as it can be told."""
    told = metadata(package)
    for expression in told.get_all("License-Expression", []):
        return str(expression)
    first = "".join(told.get_all("License", [])).strip().partition("\n")[0]
    if first and len(first) < LONGEST and "copyright" not in first.lower():
        return SPDX.get(first.lower(), first)
    classifiers = [
        line.rpartition(" :: ")[2] for line in told.get_all("Classifier", []) if line.startswith("License ")
    ]
    names = [SPDX.get(name.lower(), name) for name in classifiers if name != "OSI Approved"]
    return " or ".join(names) or "see the package"


if __name__ == "__main__":
    (CHECKOUT / "THIRD_PARTY.md").write_text(write_notices())
