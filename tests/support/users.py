"""Users as they arrive through Supabase's API, and the files they may read in Storage."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import psycopg
from psycopg import sql

# As in Supabase's guides: each user has a folder named after their id.
OWN_FOLDER = """
    create policy "users see their folder" on storage.objects for select to authenticated
    using (bucket_id = 'documents' and (storage.foldername(name))[1] = (select auth.uid())::text)
"""


@contextmanager
def logged_in(connection: psycopg.Connection, role: str, user: UUID | None = None) -> Iterator[None]:
    """Sets the role and the token's claims for one transaction, as PostgREST does."""
    claims = f'{{"sub": "{user}", "role": "{role}"}}' if user else f'{{"role": "{role}"}}'
    with connection.transaction(force_rollback=True):
        connection.execute("select set_config('request.jwt.claims', %s, true)", [claims])
        connection.execute(sql.SQL("set local role {}").format(sql.Identifier(role)))
        yield


def put_object(connection: psycopg.Connection, file_url: str) -> str:
    """Inserts the row that an upload to `bucket/path` leaves in Storage; returns `file_url`."""
    bucket, _, name = file_url.partition("/")
    connection.execute("insert into storage.objects (bucket_id, name) values (%s, %s)", [bucket, name])
    return file_url
