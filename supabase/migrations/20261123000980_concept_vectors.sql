-- What a question means, in the words of papers: the concepts of related_terms whose vectors are nearest to its own. It says
-- «se ha reventado una cañería», and papers that speak of leaks come before others that are as near.

create table if not exists public.concept_vectors (
    model text not null,
    concept integer not null,
    terms text not null,
    embedding extensions.vector(384) not null,
    primary key (model, concept)
);
comment on table public.concept_vectors is
    'A vector of each concept in related_terms. The function makes those that are missing or no longer of the same terms when it starts.';
comment on column public.concept_vectors.terms is 'The text of which it is the vector.';

alter table public.concept_vectors enable row level security;
drop policy if exists "everybody searches with them" on public.concept_vectors;
create policy "everybody searches with them" on public.concept_vectors for select to authenticated using (true);
revoke all on public.concept_vectors from anon, authenticated;
grant select on public.concept_vectors to authenticated;
grant all on public.concept_vectors to service_role;

create or replace function ocr.concepts_to_embed(model text)
returns table (concept integer, terms text)
language sql
stable
set search_path = ''
as $$
    select c.concept, c.terms
    from (
        select r.concept, left(string_agg(r.term, ', ' order by r.term), 300) as terms
        from public.related_terms r where r.language = 'es'
        group by r.concept
    ) c
    where not exists (
        select from public.concept_vectors v
        where v.model = concepts_to_embed.model and v.concept = c.concept and v.terms = c.terms)
    order by c.concept
$$;
comment on function ocr.concepts_to_embed is 'The concepts of related_terms without a vector of the model, and their Spanish terms, of which to make it.';

create or replace function public.near_concepts(query_embedding extensions.vector(384), model text)
returns table (nearness double precision, meant tsquery)
language sql
stable
security invoker
set search_path = ''
as $$
    -- Eight do as well as twenty, and three nearly so (benchmarks/search.py).
    select 1.0 / row_number() over (order by n.distance), (
            select string_agg(format('(%s)', t.query::text), ' | ')::tsquery
            from public.related_terms t where t.concept = n.concept)
    from (
        select v.concept, v.embedding operator(extensions.<=>) near_concepts.query_embedding as distance
        from public.concept_vectors v where v.model = near_concepts.model
        order by distance
        limit 8
    ) n
$$;
comment on function public.near_concepts is
    'The eight concepts of related_terms nearest to a query, as what papers that speak of them contain; nearness: 1, 1/2, 1/3, …';

revoke execute on all functions in schema ocr from public, anon, authenticated;
grant execute on all functions in schema ocr to service_role;
revoke execute on function public.near_concepts from public, anon;
grant execute on function public.near_concepts to authenticated, service_role;
