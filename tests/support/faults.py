"""Checks that a stack under faults neither loses nor duplicates a document."""

from contextlib import suppress
from typing import Any

import psycopg
from psycopg.rows import dict_row

from tests.support.running import Running


def spread_posts(running: Running) -> None:
    """Alternates posts between the two instances, as a Swarm's virtual address would."""
    one, two = (function.url for function in running.stack.functions.values())
    running.rows(
        f"""
        create function public.spread_posts() returns trigger language plpgsql as $$
        begin
            if new.id % 2 = 0 then new.url = replace(new.url, '{one}', '{two}'); end if;
            return new;
        end $$;
        """
    )
    with psycopg.connect(running.stack.postgres.admin_dsn, autocommit=True) as admin:
        admin.execute(
            "create trigger spread before insert on net.http_request_queue"
            " for each row execute function public.spread_posts()"
        )


def count_open(running: Running) -> int | None:
    """Jobs that have not ended; None while Postgres is restarting."""
    with (
        suppress(psycopg.OperationalError),
        psycopg.connect(running.stack.postgres.dsn, row_factory=dict_row) as connection,
    ):
        row = connection.execute(
            "select count(*) as open from ocr_queue"
            " where status in ('queued', 'processing') or status = 'failed' and retryable"
        ).fetchone()
        assert row is not None
        return int(row["open"])
    return None


def find_faults(connection: psycopg.Connection[Any]) -> dict[str, int]:
    """Counts lost and duplicated documents and histories that do not add up, along with the totals."""
    row = connection.execute(
        """
        select
            count(*) filter (where q.status is null
                or q.status = 'completed' and (d.ocr_text is null or q.chunk_count is null)
                or q.status = 'failed' and q.error_message is null) as lost,
            count(*) filter (where (
                select count(*) from document_embeddings e where e.document_id = d.id
            ) <> coalesce(q.chunk_count, 0) or (
                select count(*) from ocr.events v where v.document_id = d.id and v.to_status = 'completed'
            ) > 1) as duplicates,
            count(*) filter (where (
                select count(*) from ocr.events v where v.document_id = d.id and v.reason = 'claimed'
            ) <> q.attempt) as miscounted,
            count(*) filter (where d.ocr_status is distinct from q.status) as out_of_step,
            count(*) filter (where q.status = 'completed') as completed,
            count(*) filter (where q.status = 'failed') as failed,
            sum(q.attempt) as attempts,
            count(distinct q.claimed_by) as instances
        from documents d left join ocr_queue q on q.document_id = d.id
        """
    ).fetchone()
    assert row is not None
    return {name: int(value) for name, value in row.items()}
