import pytest

from local.statements import split_statements


@pytest.mark.parametrize(
    ("script", "statements"),
    [
        ("select 1; select 2;", ["select 1", "select 2"]),
        ("select 1", ["select 1"]),
        (" ;\n; ", []),
        ("select ';'; select 2", ["select ';'", "select 2"]),
        ("select 'it''s; one'", ["select 'it''s; one'"]),
        (r"select E'it\'s; one'; select 2", [r"select E'it\'s; one'", "select 2"]),
        (r"select 'back\'; select 2", [r"select 'back\'", "select 2"]),
        ('select 1 as "a;b"', ['select 1 as "a;b"']),
        ("select 1 -- not; here\n; select 2", ["select 1 -- not; here", "select 2"]),
        ("/* a; /* b; */ c; */ select 1; select 2", ["/* a; /* b; */ c; */ select 1", "select 2"]),
        ("do $$ begin; end $$; select 2", ["do $$ begin; end $$", "select 2"]),
        ("do $a$ select $$;$$; $a$; select 2", ["do $a$ select $$;$$; $a$", "select 2"]),
        ("prepare p as select $1; select 2", ["prepare p as select $1", "select 2"]),
        ("begin; select 1; end;", ["begin", "select 1", "end"]),
    ],
)
def test_a_semicolon_ends_a_statement_only_where_postgres_thinks_so(
    script: str, statements: list[str]
) -> None:
    assert split_statements(script) == statements


def test_the_body_of_an_atomic_function_stays_whole() -> None:
    function = "create function f() returns int begin atomic select case when true then 1 end; select 2; end"
    assert split_statements(f"{function}; select 3") == [function, "select 3"]
