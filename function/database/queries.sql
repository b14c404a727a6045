-- The function's queries. Each query starts with its name; queries.py parses this file. State changes are made by the
-- ocr.* functions.

-- name: vector_type
select t.oid, t.typarray
from pg_extension e
join pg_type t on t.typnamespace = e.extnamespace and t.typname = 'vector'
where e.extname = 'vector'

-- name: become
-- For this transaction only. Supabase's API gives people 8 s a statement as well.
select set_config('request.jwt.claims', %(claims)s, true), set_config('statement_timeout', '8s', true),
    set_config('role', 'authenticated', true)

-- name: claim
select c.outcome, c.job_id, c.attempt, c.embed_only, ocr.extracts_only(c.job_id) as extract_only, d.file_url, d.mime_type, d.force_ocr
from ocr.claim(
    document_id => %(document_id)s, instance => %(instance)s, lease => %(lease)s,
    job_timeout => %(job_timeout)s, max_retries => %(max_retries)s, wants_callback => %(wants_callback)s,
    instance_id => %(instance_id)s, generation => %(generation)s
) c
left join public.documents d on d.id = %(document_id)s

-- name: claim_next
select document_id, job_id, attempt, embed_only, ocr.extracts_only(job_id) as extract_only, file_url, mime_type,
    force_ocr
from ocr.claim_next(
    instance => %(instance)s, lease => %(lease)s, job_timeout => %(job_timeout)s, max_retries => %(max_retries)s,
    wants_callback => %(wants_callback)s, instance_id => %(instance_id)s, generation => %(generation)s
)

-- name: read_again
select ocr.read_again(document_id => %(document_id)s, instance_id => %(instance_id)s, generation => %(generation)s)

-- name: take_over
select ocr.take_over(instance_id => %(instance_id)s, generation => %(generation)s)

-- name: claim_into_place
select document_id, job_id, attempt, embed_only, ocr.extracts_only(job_id) as extract_only, file_url, mime_type,
    force_ocr
from ocr.claim_into_place(
    instance => %(instance)s, lease => %(lease)s, job_timeout => %(job_timeout)s, max_retries => %(max_retries)s,
    wants_callback => %(wants_callback)s, instance_id => %(instance_id)s, generation => %(generation)s
)

-- name: must_give_way
select ocr.must_give_way(job_id => %(job_id)s, pages_read => %(pages_read)s, waiting_here => %(waiting_here)s::uuid[])

-- name: give_way
select ocr.give_way(
    job_id => %(job_id)s, attempt => %(attempt)s, pages_read => %(pages_read)s, waiting_here => %(waiting_here)s::uuid[]
)

-- name: resubmit
select ocr.resubmit()

-- name: begin_reading
select ocr.begin_reading(
    job_id => %(job_id)s, attempt => %(attempt)s, file_fingerprint => %(file_fingerprint)s, pages_total => %(pages_total)s
)

-- name: read_passwords
select password from ocr.passwords_for(document_id => %(document_id)s) as password

-- name: read_known_issuers
select tax_id, name, type from ocr.issuers_known_for(document_id => %(document_id)s)

-- name: read_metadata
select read_metadata from public.documents where id = %(document_id)s

-- name: reserve_model_request
select ocr.reserve_model_request(per_day => %(per_day)s)

-- name: heartbeat
select ocr.heartbeat(job_id => %(job_id)s, attempt => %(attempt)s, lease => %(lease)s)

-- name: save_page
select ocr.save_page(job_id => %(job_id)s, attempt => %(attempt)s, page => %(page)s::jsonb, lease => %(lease)s)

-- name: read_pages
select page_number, text, blocks, width, height, rotation, source, language, confidence, review_reasons, error_code,
    error, note, seconds
from public.document_pages
where document_id = %(document_id)s
order by page_number

-- name: update_page
update public.document_pages set text = %(text)s, blocks = %(blocks)s::jsonb
where document_id = %(document_id)s and page_number = %(page_number)s

-- name: read_vectors
select e.content_hash, array_agg(p.start_offset - e.start_offset order by p.passage_index) as starts,
    array_agg(p.embedding order by p.passage_index) as vectors
from public.document_embeddings e
join public.document_passages p on p.chunk_id = e.id
where e.document_id = %(document_id)s and e.model = %(model)s
group by e.id
union all
select v.content_hash, v.starts, array_agg(v.embedding order by v.passage_index)
from ocr.kept_vectors v
where v.document_id = %(document_id)s and v.model = %(model)s
group by v.content_hash, v.starts

-- name: begin_embedding
select ocr.begin_embedding(job_id => %(job_id)s, attempt => %(attempt)s, pages => %(pages)s)

-- name: keep_vectors
select ocr.keep_vectors(job_id => %(job_id)s, attempt => %(attempt)s, pages_to_embed => %(pages_to_embed)s)

-- name: insert_kept_vector
insert into ocr.kept_vectors (document_id, model, content_hash, starts, passage_index, embedding)
values (%(document_id)s, %(model)s, %(content_hash)s, %(starts)s, %(passage_index)s, %(embedding)s)
on conflict do nothing

-- name: begin_completion
select ocr.begin_completion(job_id => %(job_id)s, attempt => %(attempt)s)

-- name: insert_chunk
insert into public.document_embeddings (
    document_id, chunk_index, chunk_text, chunk_length, token_count, start_offset, end_offset, pages, headings,
    table_header, lines, language, content_hash, model, embedding
)
values (
    %(document_id)s, %(chunk_index)s, %(chunk_text)s, %(chunk_length)s, %(token_count)s, %(start_offset)s,
    %(end_offset)s, %(pages)s, %(headings)s::text[], %(table_header)s, %(lines)s::real[], %(language)s, %(content_hash)s, %(model)s, %(embedding)s
)
returning id

-- name: copy_passages
copy public.document_passages (chunk_id, document_id, passage_index, start_offset, end_offset, model, embedding)
from stdin (format binary)

-- name: complete
select ocr.complete(
    job_id => %(job_id)s, attempt => %(attempt)s, document => %(document)s::jsonb, chunk_count => %(chunk_count)s,
    seconds => %(seconds)s::real
)

-- name: complete_extraction
select ocr.complete_extraction(
    job_id => %(job_id)s, attempt => %(attempt)s, read_metadata => %(read_metadata)s::jsonb, seconds => %(seconds)s::real
)

-- name: fail
select ocr.fail(
    job_id => %(job_id)s, attempt => %(attempt)s, error_code => %(code)s, error_message => %(message)s,
    retryable => %(retryable)s, seconds => %(seconds)s::real, media_type => %(media_type)s
)

-- name: give_back
select ocr.give_back(
    job_id => %(job_id)s, attempt => %(attempt)s, error_code => %(code)s, error_message => %(message)s,
    seconds => %(seconds)s::real
)

-- name: keep_waiting
select ocr.keep_waiting(document_id => %(document_id)s, instance_id => %(instance_id)s, generation => %(generation)s)

-- name: turn_away
select ocr.turn_away(document_id => %(document_id)s)

-- name: read_job
select q.id as job_id, d.id as document_id, coalesce(q.status, d.ocr_status) as status, q.attempt, q.priority,
    q.pages_done, q.pages_total, q.retryable, q.error_code, q.error_message, q.claimed_by as instance,
    q.queued_at, q.started_at, q.finished_at,
    case when q.status = 'failed' and q.retryable then q.next_attempt_at end as next_attempt_at,
    d.page_count, d.language, d.ocr_confidence as confidence, q.chunk_count, q.seconds
from public.documents d
-- A document outlives its job, which is deleted after keep_jobs_days.
left join public.ocr_queue q on q.document_id = d.id
where d.id = %(document_id)s

-- name: set_priority
update public.ocr_queue q set priority = %(priority)s
where q.document_id = %(document_id)s and q.status = 'queued' and q.priority <> %(priority)s

-- name: read_stats
select * from ocr.stats()

-- name: read_load
select (select count(*) from public.ocr_queue q where q.status = 'queued') as queue_size,
    (select count(*) from ocr.living_instances) as instances

-- name: beat
select ocr.beat(
    instance_id => %(id)s, name => %(name)s, slots => %(slots)s, pulls => %(pulls)s, version => %(version)s,
    model => %(model)s
)

-- name: leave
select ocr.leave(instance_id => %(id)s)

-- name: claim_callbacks
select id, payload::text as payload from ocr.claim_callbacks(max_count => %(max_count)s)

-- name: settle_callback
select ocr.settle_callback(callback_id => %(callback_id)s, status => %(status)s, error => %(error)s)

-- name: search
select document_id, file_name, chunk_index, chunk_text, headings, table_header, pages, start_offset, end_offset, passage_start, passage_end,
    snippet, similarity, semantic_rank, lexical_rank, code_rank, name_rank, score, understood,
    document_type, document_date, boxes, explanation, (select d.file_url from public.documents d where d.id = found.document_id) as file_url
from public.search_documents(
    query_text => %(query_text)s, query_embedding => %(query_embedding)s::extensions.vector(384),
    model => %(model)s, match_count => %(match_count)s, document_ids => %(document_ids)s::uuid[],
    owner => %(owner)s::uuid, languages => %(languages)s::text[],
    created_from => %(created_from)s::timestamptz, created_before => %(created_before)s::timestamptz,
    types => %(types)s::text[], issuer => %(issuer)s, date_from => %(date_from)s::date, date_to => %(date_to)s::date,
    due_from => %(due_from)s::date, due_to => %(due_to)s::date, total_from => %(total_from)s::numeric,
    total_to => %(total_to)s::numeric, literal => %(literal)s, today => coalesce(%(today)s::date, current_date),
    explain => %(explain)s
) found

-- name: save_query_center
insert into public.embedding_models (model, query_center)
values (%(model)s, %(query_center)s::extensions.vector(384))
on conflict (model) do update set query_center = excluded.query_center, updated_at = now()

-- name: concepts_to_embed
-- A search waits until these have their vectors: 6 are one batch on each of two cores.
select concept, terms from ocr.concepts_to_embed(model => %(model)s) limit 6

-- name: save_concept
insert into public.concept_vectors (model, concept, terms, embedding)
values (%(model)s, %(concept)s, %(terms)s, %(embedding)s::extensions.vector(384))
on conflict (model, concept) do update set terms = excluded.terms, embedding = excluded.embedding

-- name: search_coverage
select document_count, chunk_count, missing_document_count, missing_chunk_count
from public.search_coverage(model => %(model)s)

-- name: read_document
select id as document_id, file_name, file_url, ocr_status as status, ocr_error_code as error_code, ocr_error as error,
    ocr_media_type as media_type, page_count, language, ocr_confidence as confidence, needs_review, review_reasons,
    ocr_notes as notes, searchable_file_url, ocr_completed_at as completed_at, ai_metadata as metadata, ocr_text as text,
    ocr_markdown as markdown
from public.documents
where id = %(document_id)s

-- name: read_excerpt
select id as document_id, file_name, file_url, ocr_status as status, ocr_error_code as error_code, ocr_error as error,
    page_count, language, document_type, issuer, document_date, due_date, total_amount, currency, needs_review,
    substr(ocr_markdown, %(start)s + 1, %(length)s) as markdown, length(ocr_markdown) as characters
from public.documents
where id = %(document_id)s

-- name: read_page_blocks
select blocks from public.document_pages where document_id = %(document_id)s and page_number = %(page_number)s

-- name: read_status
select ocr_status from public.documents where id = %(document_id)s

-- name: duplicates
select c.id as document_id, c.file_name, d.file_url, d.document_date, c.created_at, c.same
from public.duplicates_of(document_id => %(document_id)s) c
join public.documents d on d.id = c.id
order by c.created_at, c.id

-- name: similar
select s.id as document_id, s.file_name, d.file_url, s.document_type, s.issuer, s.document_date, s.total_amount, s.currency,
    s.similarity
from public.similar_documents(
    document_id => %(document_id)s, match_count => %(match_count)s,
    owner => (select own.owner_id from public.documents own where own.id = %(document_id)s)
) s
join public.documents d on d.id = s.id
order by s.similarity desc, s.id

-- name: list_documents
select d.id as document_id, d.file_name, d.file_url, coalesce(q.status, d.ocr_status) as status, d.document_type, d.issuer,
    d.document_date, d.due_date, d.total_amount, d.currency, d.needs_review, d.created_at, d.page_count,
    q.pages_done, d.ocr_error_code as error_code, d.ocr_error as error,
    d.ocr_confidence as confidence, d.ocr_media_type as media_type, coalesce(q.priority, d.ocr_priority) as priority,
    page.sort_value
from public.documents_page(
    sort => %(sort)s, descending => %(descending)s, match_count => %(match_count)s, after_id => %(after_id)s::uuid,
    after_value => %(after_value)s, owner => %(owner)s::uuid, types => %(types)s::text[], issuer => %(issuer)s,
    date_from => %(date_from)s::date, date_to => %(date_to)s::date, due_from => %(due_from)s::date,
    due_to => %(due_to)s::date, total_from => %(total_from)s::numeric, total_to => %(total_to)s::numeric,
    statuses => %(statuses)s::text[], needs_review => %(needs_review)s::boolean, language => %(language)s,
    sha256 => %(sha256)s
) with ordinality page (document_id, sort_value, place)
join public.documents d on d.id = page.document_id
left join public.ocr_queue q on q.document_id = d.id
order by page.place

-- name: list_issuers
-- As the filter does, it takes names that differ in case only for one.
select min(d.issuer) as issuer from public.documents d
where d.issuer <> ''
group by lower(d.issuer)
order by max(d.created_at) desc, issuer
limit %(match_count)s

-- name: correct_field
select public.correct_field(document_id => %(document_id)s, field => %(field)s, value => %(value)s) as metadata

-- name: correct_line
insert into public.document_line_corrections
    (document_id, page_number, block_index, line_index, cell_index, text, accepted)
values (%(document_id)s, %(page)s, %(block)s, %(line)s, %(cell)s, %(text)s, %(accepted)s)

-- name: read_line_corrections
select page_number, block_index, line_index, cell_index, text, read_text, box, corrected_by, corrected_at
from public.document_line_corrections
where document_id = %(document_id)s and taken_back_at is null
order by id

-- name: wants_copy
select ocr.wants_copy(document_id => %(document_id)s)

-- name: read_file_url
select file_url from public.documents where id = %(document_id)s

-- name: read_outline
select id as document_id, file_name, file_url, ocr_status as status, ocr_error_code as error_code, ocr_error as error,
    ocr_media_type as media_type, page_count, language, ocr_confidence as confidence, needs_review, review_reasons,
    ocr_notes as notes, searchable_file_url, ocr_completed_at as completed_at, ai_metadata as metadata
from public.documents
where id = %(document_id)s

-- name: read_page
select page_number, text, blocks, width, height, rotation, source, language, confidence, review_reasons, error_code,
    error, note, seconds
from public.document_pages
where document_id = %(document_id)s and page_number = %(page_number)s

-- name: try_upload
-- As Storage does before it takes a file; it is taken back.
insert into storage.objects (bucket_id, name) values (%(bucket)s, %(name)s)

-- name: insert_upload
insert into public.documents (id, owner_id, file_url, file_name, mime_type, file_sha256, ocr_priority, force_ocr)
values (
    %(document_id)s, %(owner)s, %(file_url)s, %(file_name)s, %(mime_type)s, %(sha256)s, coalesce(%(priority)s, 5), %(force_ocr)s
)
returning ocr_status as status

-- name: lock_file
-- Two uploads of the same file at once take turns.
select pg_advisory_xact_lock(hashtextextended(concat_ws(':', 'kairo file', %(owner)s::uuid, %(sha256)s::text), 0))

-- name: delete_document
delete from public.documents where id = %(document_id)s
returning file_url, searchable_file_url, exists (
    select from public.documents other where other.file_url = documents.file_url and other.id <> documents.id
) as is_shared

-- name: resubmit_document
select public.resubmit_document(document_id => %(document_id)s, force => %(force)s) as status

-- name: set_password
select public.set_document_password(document_id => %(document_id)s, password => %(password)s)

-- name: read_job_of
select q.id as job_id, d.id as document_id, coalesce(q.status, d.ocr_status) as status, q.attempt, q.priority,
    q.pages_done, q.pages_total, q.retryable, q.error_code, q.error_message, null as instance,
    q.queued_at, q.started_at, q.finished_at,
    case when q.status = 'failed' and q.retryable then q.next_attempt_at end as next_attempt_at,
    d.page_count, d.language, d.ocr_confidence as confidence, q.chunk_count, q.seconds
from public.documents d
left join public.ocr_queue q on q.document_id = d.id
where d.id = %(document_id)s

-- name: read_progress
select document_id, file_name, file_url, status, pages_done, pages_total, error_code, error, needs_review, document_type,
    issuer, document_date, total_amount, currency, created_at
from public.document_progress(document_ids => %(document_ids)s::uuid[])

-- name: read_review
select d.id as document_id, d.file_name, d.file_url, d.review_reasons as reasons, d.ai_metadata as metadata, page.sort_value
from public.documents_page(
    sort => 'created_at', descending => true, match_count => %(match_count)s, after_id => %(after_id)s::uuid,
    after_value => %(after_value)s, statuses => '{completed}', needs_review => true
) with ordinality page (document_id, sort_value, place)
join public.documents d on d.id = page.document_id
order by page.place

-- name: prove_listening
select pg_notify('kairo_documents', %(proof)s)

-- name: read_picture
select d.file_url, d.file_sha256, p.rotation
from public.documents d
left join public.document_pages p on p.document_id = d.id and p.page_number = %(page_number)s
where d.id = %(document_id)s

-- name: read_doubtful_pages
select page_number, text, blocks, width, height, rotation, source, language, confidence, review_reasons, error_code,
    error, note, seconds
from public.document_pages
where document_id = %(document_id)s and source = 'ocr'
order by page_number
limit 200
