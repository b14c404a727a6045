"""The output of native libraries stays out of the log: it is not JSON and may quote the document."""

import io
import json
import random
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image

from function.errors import CorruptFileError
from function.observability.logs import configure_logging
from function.reading.files.messages import FileRequest, PageRequest
from function.reading.files.process import FileProcess
from tests.support.settings import settings

pytestmark = pytest.mark.integration


def damaged_tiff(compression: str) -> bytes:
    """A TIFF with pixels that do not decode, which makes libtiff complain on standard error."""
    written = io.BytesIO()
    Image.linear_gradient("L").save(written, "TIFF", compression=compression)
    content = bytearray(written.getvalue())
    content[100:140] = random.Random(1).randbytes(40)
    return bytes(content)


@pytest.mark.parametrize("compression", ["tiff_lzw", "tiff_adobe_deflate", "packbits"])
def test_a_damaged_tiff_leaves_only_json_in_the_log(
    compression: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    configure_logging(settings(log_level="DEBUG"))
    path = tmp_path / "damaged.tif"
    path.write_bytes(damaged_tiff(compression))
    file = FileRequest(str(path), "image/tiff", "doc-1", 10)
    process = FileProcess()
    try:
        process.open(file)
        # It may be read in part or refused; only the output matters here.
        with suppress(CorruptFileError):
            process.read_page(PageRequest(file, 1, False))
    finally:
        process.close()
    out, err = capfd.readouterr()
    for line in (out + err).splitlines():
        json.loads(line)
