"""Word files as a flow of blocks. Runs in the process that opens files."""

import io
import zipfile
from typing import Any

from function.reading.files.archive import MAX_PART, keep_picture, open_archive
from function.reading.files.flow import Flow
from function.reading.files.messages import FileRequest
from function.reading.files.web_page import PAGE_BREAK, read_html

# Word's internal names of styles, which are the same in every language.
STYLES = f"""
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
br[type='page'] => hr.{PAGE_BREAK}
"""
MAX_TEXT = MAX_PART // 4


def read_word(request: FileRequest) -> Flow:
    """Return the text of the file. Raises the InputErrors of `open_archive`."""
    import mammoth

    kept = Flow()

    def keep(picture: Any) -> dict[str, str]:
        keep_picture(kept, lambda: _read(picture))
        return {}

    with open_archive(request) as archive:
        _check_size(archive)
        converted = mammoth.convert_to_html(
            io.FileIO(request.path),
            style_map=STYLES,
            convert_image=mammoth.images.img_element(keep),
            external_file_access=False,
        )
        flow = read_html(converted.value.encode())
    flow.pictures, flow.notes = kept.pictures, [*flow.notes, *kept.notes]
    return flow


def _read(picture: Any) -> bytes:
    with picture.open() as file:
        return bytes(file.read(MAX_PART))


def _check_size(archive: zipfile.ZipFile) -> None:
    """Raise MemoryError for long texts: parsed, a text takes forty times its size."""
    if any(e.file_size > MAX_TEXT for e in archive.infolist() if e.filename.endswith((".xml", ".rels"))):
        raise MemoryError
