"""Buckets and objects as rows of storage.buckets and storage.objects, without their content."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

import psycopg
from psycopg.errors import ForeignKeyViolation, InsufficientPrivilege, UniqueViolation
from psycopg.rows import class_row, dict_row
from psycopg.types.json import Jsonb
from psycopg_pool import AsyncConnectionPool

from function.database.queries import load_queries
from local import SQL
from local.storage.errors import (
    access_denied,
    bucket_not_empty,
    bucket_not_found,
    duplicate,
    object_not_found,
)

QUERIES = load_queries(SQL / "storage.sql")

Pool = AsyncConnectionPool[psycopg.AsyncConnection]
Parameters = Sequence[object] | Mapping[str, object]
Row = TypeVar("Row")


@dataclass(frozen=True)
class BucketOptions:
    id: str
    name: str
    public: bool = False
    file_size_limit: int | None = None
    allowed_mime_types: list[str] | None = None


@dataclass(frozen=True)
class Bucket:
    id: str
    name: str
    owner: UUID | None
    public: bool
    file_size_limit: int | None
    allowed_mime_types: list[str] | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True)
class StoredObject:
    id: UUID
    bucket_id: str
    name: str
    version: str
    metadata: dict[str, Any]
    user_metadata: dict[str, Any] | None
    created_at: datetime
    updated_at: datetime
    last_accessed_at: datetime


@dataclass(frozen=True)
class NewObject:
    bucket: str
    name: str
    version: str
    metadata: dict[str, Any]
    user_metadata: dict[str, Any] | None = None


@dataclass(frozen=True)
class Saved:
    """An object that was written, and the version that it replaced."""

    id: UUID
    replaced: str | None


@dataclass(frozen=True)
class Entry:
    """An entry of a folder: an object, or another folder, which has only a name."""

    name: str
    id: UUID | None
    updated_at: datetime | None
    created_at: datetime | None
    last_accessed_at: datetime | None
    metadata: dict[str, Any] | None


@dataclass(frozen=True)
class Listing:
    """Which part of a folder to list, and in which order."""

    folder: str = ""
    search: str = ""
    limit: int = 100
    offset: int = 0
    column: str = "name"
    order: str = "asc"


@dataclass(frozen=True)
class Catalog:
    """With `claims` (JSON), objects are what row security lets that person see; buckets are found for everybody."""

    pool: Pool
    claims: str | None = None

    async def list_buckets(self) -> list[Bucket]:
        return await self._fetch(Bucket, "list_buckets", [])

    async def find_bucket(self, bucket: str) -> Bucket:
        found = await Catalog(self.pool)._fetch(Bucket, "find_bucket", [bucket])
        if not found:
            raise bucket_not_found()
        return found[0]

    async def create_bucket(self, options: BucketOptions) -> None:
        try:
            await self._execute("create_bucket", asdict(options))
        except UniqueViolation:
            raise duplicate("ResourceAlreadyExists") from None

    async def update_bucket(self, options: BucketOptions) -> None:
        if not await self._execute("update_bucket", asdict(options)):
            raise bucket_not_found()

    async def delete_bucket(self, bucket: str) -> None:
        try:
            deleted = await self._execute("delete_bucket", [bucket])
        except ForeignKeyViolation:
            raise bucket_not_empty() from None
        if not deleted:
            raise bucket_not_found()

    async def empty_bucket(self, bucket: str) -> list[str]:
        """Delete every object, and return their versions."""
        await self.find_bucket(bucket)
        return [row["version"] for row in await self._fetch_dicts("empty_bucket", [bucket])]

    async def find_object(self, bucket: str, name: str) -> StoredObject:
        found = await self._fetch(StoredObject, "find_object", [bucket, name])
        if found:
            return found[0]
        await self.find_bucket(bucket)
        raise object_not_found()

    async def check_allowed(self, bucket: str, name: str) -> None:
        """Storage inserts the row of an upload, and takes it back, before it reads the body."""
        async with self._connection() as connection, connection.transaction(force_rollback=True):
            await connection.execute(QUERIES["insert_object"], [bucket, name, None, None, None])

    async def check_free(self, bucket: str, name: str) -> None:
        if await Catalog(self.pool)._fetch(StoredObject, "find_object", [bucket, name]):
            raise duplicate("KeyAlreadyExists")

    async def save_object(self, new: NewObject, *, upsert: bool) -> Saved:
        parameters = {**asdict(new), "metadata": Jsonb(new.metadata)}
        parameters["user_metadata"] = Jsonb(new.user_metadata) if new.user_metadata is not None else None
        if upsert:
            return (await self._fetch(Saved, "upsert_object", parameters))[0]
        try:
            return (await self._fetch(Saved, "insert_object", list(parameters.values())))[0]
        except UniqueViolation:
            raise duplicate("KeyAlreadyExists") from None

    async def move_object(self, bucket: str, name: str, to_bucket: str, to_name: str) -> UUID:
        await self.find_bucket(to_bucket)
        target = {"bucket": bucket, "name": name, "to_bucket": to_bucket, "to_name": to_name}
        try:
            moved = await self._fetch_dicts("move_object", target)
        except UniqueViolation:
            raise duplicate("KeyAlreadyExists") from None
        if not moved:
            raise object_not_found()
        found: UUID = moved[0]["id"]
        return found

    async def remove_objects(self, bucket: str, names: list[str]) -> list[StoredObject]:
        await self.find_bucket(bucket)
        return await self._fetch(StoredObject, "remove_objects", [bucket, names])

    async def list_folder(self, bucket: str, listing: Listing) -> list[Entry]:
        await self.find_bucket(bucket)
        parameters = {**asdict(listing), "bucket": bucket, "search": f"%{listing.search}%"}
        return await self._fetch(Entry, "list_folder", parameters)

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[psycopg.AsyncConnection]:
        try:
            async with self.pool.connection() as connection:
                if self.claims is not None:
                    await connection.execute(QUERIES["become"], [self.claims])
                yield connection
        except InsufficientPrivilege:
            raise access_denied() from None

    async def _fetch(self, kind: type[Row], query: str, parameters: Parameters) -> list[Row]:
        async with self._connection() as connection:
            cursor = connection.cursor(row_factory=class_row(kind))
            await cursor.execute(QUERIES[query], parameters)
            return await cursor.fetchall()

    async def _fetch_dicts(self, query: str, parameters: Parameters) -> list[dict[str, Any]]:
        async with self._connection() as connection:
            cursor = connection.cursor(row_factory=dict_row)
            await cursor.execute(QUERIES[query], parameters)
            return await cursor.fetchall()

    async def _execute(self, query: str, parameters: Parameters) -> int:
        async with self._connection() as connection:
            return (await connection.execute(QUERIES[query], parameters)).rowcount
