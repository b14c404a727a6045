-- Before a restore: takes back what new tables, sequences and functions are granted by default. A dump does not revoke it, so
-- the API roles would be let into tables that are closed to them. The dump grants the defaults again at its end.
select format(
    'alter default privileges for role %I in schema %I revoke all on %s from %s',
    pg_get_userbyid(defaults.defaclrole), schemas.nspname,
    case defaults.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' else 'functions' end,
    case entries.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(entries.grantee)) end
)
from pg_default_acl as defaults
join pg_namespace as schemas on schemas.oid = defaults.defaclnamespace
cross join aclexplode(defaults.defaclacl) as entries
where defaults.defaclobjtype in ('r', 'S', 'f')
\gexec
