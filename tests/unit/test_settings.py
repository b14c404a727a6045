import re
from pathlib import Path

import pytest

from function.errors import SettingsError
from function.settings import Settings, load_settings

ROOT = Path(__file__).parents[2]
REQUIRED = {
    "DATABASE_URL": "postgresql://postgres@127.0.0.1/postgres",
    "SUPABASE_URL": "http://127.0.0.1:54321/",
    "SUPABASE_SERVICE_ROLE_KEY": "key-that-must-not-be-shown",
    "FUNCTION_TOKEN": "token-that-must-not-be-shown",
}


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
        monkeypatch.delenv(f"{name.upper()}_FILE", raising=False)
    for name, value in REQUIRED.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def names_in_example() -> set[str]:
    return set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))


def names_in_documentation() -> set[str]:
    page = (ROOT / "docs/configuration.md").read_text()
    return set(re.findall(r"^\| `([A-Z_]+)` \|", page, re.MULTILINE))


def test_the_example_and_the_documentation_list_every_setting_and_no_other() -> None:
    names = {name.upper() for name in Settings.model_fields}
    assert names_in_example() == names
    assert names_in_documentation() == names


def test_the_example_states_the_real_defaults(environment: pytest.MonkeyPatch) -> None:
    for name, value in re.findall(r"^([A-Z_]+)=(.*)$", (ROOT / ".env.example").read_text(), re.MULTILINE):
        if name not in REQUIRED:
            environment.setenv(name, value)
    from_example = load_settings()
    for name in Settings.model_fields:
        environment.delenv(name.upper(), raising=False)
    for name, value in REQUIRED.items():
        environment.setenv(name, value)
    assert from_example == load_settings()


@pytest.mark.parametrize("name", sorted(REQUIRED))
def test_a_missing_setting_is_named(environment: pytest.MonkeyPatch, name: str) -> None:
    environment.delenv(name)
    with pytest.raises(SettingsError, match=name):
        load_settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MAX_FILE_SIZE_MB", "many"),
        ("MAX_FILE_SIZE_MB", "0"),
        ("MAX_PAGES", "-1"),
        ("MAX_RETRIES", "-1"),
        ("JOB_TIMEOUT_MINUTES", "0"),
        ("OCR_ENGINE", "tesseract"),
        ("OCR_MODEL", "huge"),
        ("OCR_PRECISION", "bfloat16"),
        ("OCR_LANGUAGE", "es,xx"),
        ("OCR_LANGUAGE", ","),
        ("OCR_BATCH_SIZE", "0"),
        ("OCR_USE_GPU", "perhaps"),
        ("EMBEDDINGS_ENGINE", "onnxruntime"),
        ("EMBEDDINGS_PRECISION", "int8"),
        ("EMBEDDINGS_CHUNK_SIZE", "3"),
        ("EMBEDDINGS_CHUNK_OVERLAP", "400"),
        ("SUPABASE_URL", "project.example.com"),
        ("METADATA_LLM_SECONDS", "600"),
        ("METADATA_LLM_CHARACTERS", "10"),
        ("METADATA_LLM_REQUESTS_PER_DAY", "-1"),
        ("KAIRO_WEBHOOK_URL", "ftp://example.com"),
        ("WEBHOOK_SECRET", "plain words"),
        ("LOG_LEVEL", "LOUD"),
        ("PORT", "70000"),
        ("FUNCTION_TOKEN", "short"),
    ],
)
def test_an_impossible_value_is_named(environment: pytest.MonkeyPatch, name: str, value: str) -> None:
    environment.setenv(name, value)
    with pytest.raises(SettingsError, match=name):
        load_settings()


def test_a_complaint_never_shows_a_secret(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("WEBHOOK_SECRET", "secret-in-the-wrong-form")
    environment.setenv("FUNCTION_TOKEN", "one-that-is-long-enough too-short")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert "secret-in-the-wrong-form" not in str(caught.value)
    assert "too-short" not in str(caught.value)


def test_settings_never_print_secrets(environment: pytest.MonkeyPatch) -> None:
    printed = repr(load_settings())
    assert REQUIRED["SUPABASE_SERVICE_ROLE_KEY"] not in printed
    assert REQUIRED["FUNCTION_TOKEN"] not in printed


def test_a_callback_url_needs_a_secret(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("KAIRO_WEBHOOK_URL", "https://app.example.com/hook")
    with pytest.raises(SettingsError, match="WEBHOOK_SECRET"):
        load_settings()


def test_a_language_model_needs_a_name_and_more_places(environment: pytest.MonkeyPatch) -> None:
    assert load_settings().documents_held == 3
    environment.setenv("METADATA_LLM_URL", "https://api.example.com/")
    with pytest.raises(SettingsError, match="METADATA_LLM_MODEL"):
        load_settings()
    environment.setenv("METADATA_LLM_MODEL", "m")
    assert load_settings().documents_held == 5
    environment.setenv("METADATA_LLM_URL", "api.example.com")
    with pytest.raises(SettingsError, match="METADATA_LLM_URL: must start with"):
        load_settings()


def test_an_empty_variable_counts_as_not_set(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("LOG_FILE", "")
    environment.setenv("KAIRO_WEBHOOK_URL", "")
    settings = load_settings()
    assert settings.log_file is None
    assert settings.kairo_webhook_url is None


def test_the_quotes_of_an_env_file_are_not_part_of_a_value(environment: pytest.MonkeyPatch) -> None:
    for name, value in {
        "DATABASE_URL": "'postgresql://u:p$@h/d'",
        "OCR_LANGUAGE": '"en,es"',
        "WEBHOOK_SECRET": "''",
    }.items():
        environment.setenv(name, value)
    settings = load_settings()
    assert settings.database_url.get_secret_value() == "postgresql://u:p$@h/d"
    assert settings.ocr_language == ("en", "es")
    assert settings.webhook_secret is None


def test_languages_are_a_list_with_the_likeliest_first(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("OCR_LANGUAGE", " CA, es ")
    assert load_settings().ocr_language == ("ca", "es")


def test_the_trailing_slash_of_a_url_does_not_matter(environment: pytest.MonkeyPatch) -> None:
    assert load_settings().supabase_url == "http://127.0.0.1:54321"


def test_several_tokens_are_valid_at_a_time(environment: pytest.MonkeyPatch) -> None:
    assert load_settings().function_tokens == (REQUIRED["FUNCTION_TOKEN"],)
    environment.setenv("FUNCTION_TOKEN", " the-next-token-of-many  the-last-token-of-many ")
    assert load_settings().function_tokens == ("the-next-token-of-many", "the-last-token-of-many")
    environment.setenv("FUNCTION_TOKEN", " " * 16)
    with pytest.raises(SettingsError, match="FUNCTION_TOKEN"):
        load_settings()


SECRETS = {
    **{name: value for name, value in REQUIRED.items() if name != "SUPABASE_URL"},
    "SUPABASE_JWT_SECRET": "secret-that-must-not-be-shown",
    "METADATA_LLM_KEY": "sk-that-must-not-be-shown",
    "WEBHOOK_SECRET": "whsec_c2VjcmV0LW9mLWVub3VnaC1sZW5ndGg=",
}


@pytest.mark.parametrize("name", sorted(SECRETS))
def test_every_secret_may_stand_in_a_file(environment: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text(f"{SECRETS[name]}\n")
    environment.setenv(name, "")
    environment.setenv(f"{name}_FILE", str(secret))
    assert getattr(load_settings(), name.lower()).get_secret_value() == SECRETS[name]
    # An error about the file's content names the secret without showing it.
    secret.write_text("\n")
    if name in REQUIRED:
        with pytest.raises(SettingsError, match=name):
            load_settings()


def test_the_secrets_are_those_that_may_stand_in_files() -> None:
    kinds = {name.upper(): str(field.annotation) for name, field in Settings.model_fields.items()}
    assert {name for name, kind in kinds.items() if "SecretStr" in kind} == set(SECRETS)


def test_a_secret_in_two_places_is_refused(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    environment.setenv("FUNCTION_TOKEN_FILE", str(tmp_path / "secret"))
    with pytest.raises(SettingsError, match="Both FUNCTION_TOKEN and FUNCTION_TOKEN_FILE") as caught:
        load_settings()
    assert REQUIRED["FUNCTION_TOKEN"] not in str(caught.value)


def test_a_secret_file_that_is_not_there_is_named(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    environment.delenv("FUNCTION_TOKEN")
    environment.setenv("FUNCTION_TOKEN_FILE", str(tmp_path / "nowhere"))
    with pytest.raises(SettingsError, match=r"FUNCTION_TOKEN_FILE: .*nowhere cannot be read"):
        load_settings()


def test_each_worker_needs_a_port_and_has_a_name_of_its_own(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("WORKERS", "3")
    environment.setenv("VPS_INSTANCE_ID", "attic")
    assert [load_settings().of_worker(place).vps_instance_id for place in range(3)] == [
        "attic",
        "attic-2",
        "attic-3",
    ]
    environment.setenv("PORT", "65534")
    with pytest.raises(SettingsError, match="WORKERS=3 needs as many ports"):
        load_settings()
