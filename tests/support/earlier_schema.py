"""A database as the last release left it, for tests of the upgrade.

`earlier_schema.sql.xz` is the dump of a project into which that release's migrations were installed. Made again after a
release, from a folder with its migrations: `python -m tests.support.earlier_schema FOLDER`.
"""

import lzma
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg

from local.migrate import bootstrap
from local.postgres import BINARIES, OWNER, Postgres

DUMP = Path(__file__).with_name("earlier_schema.sql.xz")
# What a dump of schemas leaves out.
SCHEDULE = """
    select cron.schedule('kairo-ocr-resubmit', '10 seconds', 'select ocr.resubmit()');
    select cron.schedule('kairo-ocr-callbacks', '30 seconds', 'select ocr.wake_callbacks()');
    select cron.schedule('kairo-ocr-clean', '17 3 * * *', 'select ocr.clean()');
"""
# Documents of every status, a tenth of them never queued; read ones with a page, a chunk and its passage.
DOCUMENTS = """
    insert into documents (file_url, file_name, ocr_status)
    select 'documents/' || i || '.pdf', i || '.pdf',
        (array[null, 'queued', 'processing', 'failed', 'completed'])[least(1 + i %% 10, 5)]
    from generate_series(1, %(count)s) i;

    update ocr_queue q set
        status = d.ocr_status, attempt = 1, tries = 1, claimed_by = 'vps-1', started_at = now(), retryable = false,
        lease_expires_at = case when d.ocr_status = 'processing' then now() + interval '1 hour' end,
        deadline_at = now() + interval '1 hour',
        finished_at = case when d.ocr_status in ('failed', 'completed') then now() end,
        error_code = case when d.ocr_status = 'failed' then 'file_corrupt' end
    from documents d where d.id = q.document_id and d.ocr_status <> 'queued';

    update documents set
        ocr_text = 'Factura de ' || file_name, page_count = 1, language = 'es', ocr_confidence = 0.9,
        ocr_completed_at = now(), read_metadata = jsonb_build_object('document_type', 'invoice')
    where ocr_status = 'completed';

    insert into document_pages
        (document_id, page_number, text, blocks, width, height, rotation, source, language, seconds, attempt)
    select id, 1, ocr_text, '[]', 595, 842, 0, 'ocr', 'es', 1, 1 from documents where ocr_status = 'completed';

    insert into document_embeddings (document_id, chunk_index, chunk_text, chunk_length, token_count, start_offset,
        end_offset, pages, language, content_hash, model, embedding)
    select id, 0, ocr_text, length(ocr_text), 5, 0, length(ocr_text), '{1}', 'es', md5(ocr_text), 'e5', v.embedding
    from documents, (select array_agg(0.05)::extensions.vector as embedding from generate_series(1, 384)) v
    where ocr_status = 'completed';

    insert into document_passages (chunk_id, document_id, passage_index, start_offset, end_offset, model, embedding)
    select id, document_id, 0, 0, chunk_length, model, embedding from document_embeddings;
"""


def restore(database: str) -> None:
    """Restore the dump, as the owner, into the DSN of a database that has the bootstrap."""
    # pgvector's settings are known once its library is loaded.
    script = b"select '[1]'::extensions.vector;\n" + lzma.decompress(DUMP.read_bytes())
    command = [
        str(BINARIES / "psql"),
        "--quiet",
        "--no-psqlrc",
        "--set",
        "ON_ERROR_STOP=1",
        "--output",
        "/dev/null",
        database,
    ]
    subprocess.run(command, input=script, check=True)
    with psycopg.connect(database) as connection:
        connection.execute(SCHEDULE)


def fill(connection: psycopg.Connection, count: int) -> None:
    for statement in DOCUMENTS.split(";\n"):
        connection.execute(statement.encode(), {"count": count} if "%(" in statement else None)


def dump(folder: Path) -> bytes:
    """Install the migrations of `folder` into a new database, and dump what they made."""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as root, Postgres(Path(root)) as cluster:
        bootstrap(cluster.admin_dsn)
        with psycopg.connect(cluster.dsn_for(OWNER), autocommit=True) as connection:
            for file in sorted(folder.glob("*.sql")):
                connection.execute(file.read_bytes())
        options = [
            "--schema=public",
            "--schema=ocr",
            "--no-owner",
            "--exclude-table-data=public.related_terms",
        ]
        command = [str(BINARIES / "pg_dump"), *options, "--restrict-key=same", cluster.admin_dsn]
        dumped = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    # Every project has them.
    return re.sub(
        rb"^(CREATE SCHEMA public|COMMENT ON SCHEMA public|ALTER DEFAULT PRIVILEGES).*\n",
        b"",
        dumped,
        flags=re.MULTILINE,
    )


if __name__ == "__main__":
    DUMP.write_bytes(lzma.compress(dump(Path(sys.argv[1])), preset=9 | lzma.PRESET_EXTREME))
