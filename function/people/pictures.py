"""Pictures of pages: the file is fetched as the person who asks, and drawn in a process that opens files."""

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import msgspec
import structlog

from function.database.pool import Database
from function.document.media_type import MediaType
from function.document.person import Person
from function.errors import (
    DocumentNotFoundError,
    EncryptedFileError,
    NoFileError,
    PageNotFoundError,
    TooManyRequestsError,
)
from function.intake.sniff import sniff
from function.machine.scratch import open_scratch, remove_abandoned
from function.people.files import Files
from function.reading.files.messages import FileRequest, PictureRequest
from function.reading.files.process import FileProcess
from function.settings import Settings

log = structlog.get_logger()

# The kind of the folder with the files of documents that are being looked at.
SCRATCH = "pictures"
# A page of 1,600 pixels has 150 KB; of a book that somebody leafs through, the last two hundred.
MAX_PICTURES_BYTES = 32 * 2**20
# One for each of the people who look at the same time.
MAX_FILES = 20
MAX_FILES_BYTES = 500 * 2**20
# A drawn page takes a tenth of a second; whoever comes after as many waits for more than ten.
MAX_WAITING = 100
# The process has 100 MB when idle.
REST_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture that may be looked at; `etag` changes whenever the picture does."""

    document_id: UUID
    number: int
    width: int
    rotation: int
    file_url: str
    sha256: str | None
    etag: str
    person: Person | None


@dataclass(frozen=True, slots=True)
class _KeptFile:
    path: Path
    size: int
    media_type: MediaType


class Pictures:
    """Draws one page at a time. Used on the event loop."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        files: Files,
        read_passwords: Callable[[UUID], Sequence[str]],
    ) -> None:
        self._max_pages = settings.max_pages
        self._database = database
        self._files = files
        self._read_passwords = read_passwords
        self._process = FileProcess()
        self._drawing = asyncio.Lock()
        self._waiting = 0
        self._resting: asyncio.TimerHandle | None = None
        self._scratch = ExitStack()
        self._folder: Path | None = None
        self._kept: OrderedDict[tuple[object, ...], _KeptFile] = OrderedDict()
        self._pictures: OrderedDict[tuple[object, ...], bytes] = OrderedDict()
        self._names = 0

    async def close(self) -> None:
        if self._resting:
            self._resting.cancel()
        await asyncio.to_thread(self._process.close)
        await asyncio.to_thread(self._scratch.close)

    async def find(self, person: Person | None, document_id: UUID, number: int, width: int) -> Wanted:
        """Return the picture as this person may see it. Raises DocumentNotFoundError, PageNotFoundError, NoFileError."""
        database = self._database.seen_by(person)
        parameters = {"document_id": document_id, "page_number": number}
        row = await asyncio.to_thread(database.fetch_one, "read_picture", parameters)
        if row is None:
            raise DocumentNotFoundError(document_id)
        if row["rotation"] is None:
            raise PageNotFoundError(f"Document {document_id} has no page {number} yet, or never.")
        if not row["file_url"]:
            raise NoFileError(f"Document {document_id} has no file.")
        content = f"{document_id} {row['file_url']} {row['file_sha256']} {number} {width} {row['rotation']}"
        etag = hashlib.sha256(content.encode()).hexdigest()[:32]
        return Wanted(
            document_id,
            number,
            width,
            row["rotation"],
            row["file_url"],
            row["file_sha256"],
            f'"{etag}"',
            person,
        )

    async def draw(self, wanted: Wanted) -> bytes:
        """Return the picture, as WebP. Raises what fetching and opening a file raise, and TooManyRequestsError."""
        # Another person's file is never theirs, although the rows say so: Storage has its own policies.
        key = (wanted.person and wanted.person.id, wanted.etag)
        if picture := self._pictures.get(key):
            self._pictures.move_to_end(key)
            return picture
        if self._waiting >= MAX_WAITING:
            raise TooManyRequestsError(
                "Too many pictures are being drawn already; try again in a few seconds."
            )
        self._waiting += 1
        try:
            async with self._drawing:
                picture = self._pictures.get(key) or await self._draw(wanted)
        finally:
            self._waiting -= 1
        self._keep_picture(key, picture)
        return picture

    async def _draw(self, wanted: Wanted) -> bytes:
        kept = await self._fetch(wanted)
        self._rest_later()
        file = FileRequest(str(kept.path), str(kept.media_type), str(wanted.document_id), self._max_pages)
        request = PictureRequest(file, wanted.number, wanted.width, wanted.rotation)
        try:
            return await asyncio.to_thread(self._process.draw, request)
        except EncryptedFileError:
            passwords = tuple(await asyncio.to_thread(self._read_passwords, wanted.document_id))
            if not passwords:
                raise
        unlocked = msgspec.structs.replace(file, passwords=passwords)
        return await asyncio.to_thread(self._process.draw, msgspec.structs.replace(request, file=unlocked))

    async def _fetch(self, wanted: Wanted) -> _KeptFile:
        key = (wanted.person and wanted.person.id, wanted.document_id, wanted.file_url, wanted.sha256)
        if kept := self._kept.get(key):
            self._kept.move_to_end(key)
            return kept
        path = await self._new_path()
        name = str(wanted.document_id)
        stored = self._files.locate(wanted.file_url, name)
        try:
            async with self._files.open(stored, wanted.person, name) as delivered:
                size = await _write(path, delivered.pieces)
            media_type = await asyncio.to_thread(sniff, path, name)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        self._kept[key] = _KeptFile(path, size, media_type)
        self._forget_files()
        return self._kept[key]

    async def _new_path(self) -> Path:
        if self._folder is None:
            await asyncio.to_thread(remove_abandoned, SCRATCH)
            self._folder = await asyncio.to_thread(self._scratch.enter_context, open_scratch(SCRATCH))
        self._names += 1
        return self._folder / f"file-{self._names}"

    def _forget_files(self) -> None:
        """Remove the files that were looked at longest ago, but never the last."""
        while len(self._kept) > 1 and (
            len(self._kept) > MAX_FILES or sum(file.size for file in self._kept.values()) > MAX_FILES_BYTES
        ):
            _, forgotten = self._kept.popitem(last=False)
            forgotten.path.unlink(missing_ok=True)

    def _keep_picture(self, key: tuple[object, ...], picture: bytes) -> None:
        self._pictures[key] = picture
        self._pictures.move_to_end(key)
        while sum(map(len, self._pictures.values())) > MAX_PICTURES_BYTES:
            self._pictures.popitem(last=False)

    def _rest_later(self) -> None:
        if self._resting:
            self._resting.cancel()
        self._resting = asyncio.get_running_loop().call_later(REST_SECONDS, self._rest)

    def _rest(self) -> None:
        """End the process and forget the files, unless a page is being drawn, which will come back here."""
        if self._drawing.locked():
            self._rest_later()
            return
        self._process.close()
        while self._kept:
            _, forgotten = self._kept.popitem()
            with suppress(OSError):
                forgotten.path.unlink(missing_ok=True)


async def _write(path: Path, pieces: AsyncIterator[bytes]) -> int:
    size = 0
    with path.open("wb") as file:
        async for piece in pieces:
            size += len(piece)
            await asyncio.to_thread(file.write, piece)
    return size
