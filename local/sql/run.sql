-- Queries of `make run` about the samples.

-- name: document_ids
select id from documents

-- name: insert_document
insert into documents (id, file_url, file_name, mime_type) values (%s, %s, %s, %s)

-- name: sample_job
select q.document_id, q.status, q.pages_done, q.pages_total, q.seconds, q.chunk_count, q.error_code,
    q.error_message, q.retryable, d.file_name, d.page_count, d.language, d.ocr_confidence,
    char_length(d.ocr_text) as characters, d.document_type, d.issuer, d.document_date, d.total_amount, d.currency,
    (
        select string_agg(distinct p.source, ', ' order by p.source)
        from document_pages p where p.document_id = d.id
    ) as sources
from documents d
join ocr_queue q on q.document_id = d.id
where d.id = %s

-- name: scanned_pages
select avg(p.seconds) as seconds, count(*) as pages
from document_pages p
where p.source = 'ocr' and p.document_id = any(%s)
