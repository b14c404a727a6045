"""The settings of the function: read once from the environment, validated, frozen, and passed in.

No other module reads the environment. `.env.example` and docs/configuration.md list the same names; a test
compares the three.
"""

import base64
import os
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from function.errors import SettingsError

OcrEngine = Literal["openvino", "onnxruntime", "paddle"]
OcrPrecision = Literal["auto", "int8", "float"]
OcrModel = Literal["tiny", "small", "medium", "latin"]
EmbeddingsEngine = Literal["openvino", "torch"]
EmbeddingsPrecision = Literal["auto", "float32", "bfloat16"]
TracesExporter = Literal["otlp", "none"]
LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]

_Kind = TypeVar("_Kind", bound="DatabaseSettings")

LANGUAGES = frozenset({"es", "en", "ca", "gl", "eu", "pt", "fr", "de", "it"})
DEFAULT_EMBEDDINGS_MODEL = "multilingual-e5-small"
SHORTEST_TOKEN = 16
LAST_PORT = 65535


class SecretFiles(PydanticBaseSettingsSource):
    """Reads secrets from files, as Docker and systemd provide them: `X_Y_FILE` is the path of `X_Y`."""

    def __call__(self) -> dict[str, Any]:
        found = {name: self.get_field_value(field, name)[0] for name, field in self.field_values()}
        return {name: value for name, value in found.items() if value}

    def field_values(self) -> list[tuple[str, FieldInfo]]:
        fields = self.settings_cls.model_fields.items()
        return [
            (name, field)
            for name, field in fields
            if SecretStr in (field.annotation, *get_args(field.annotation))
        ]

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[str | None, str, bool]:  # noqa: ARG002
        variable = field_name.upper()
        path = os.environ.get(f"{variable}_FILE")
        if not path:
            return None, field_name, False
        if os.environ.get(variable):
            raise SettingsError(f"Both {variable} and {variable}_FILE are set; remove one of them.")
        try:
            return Path(path).read_text("utf-8").strip(), field_name, False
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(
                f"{variable}_FILE: {path} cannot be read ({type(error).__name__}). Mount it, and make it readable for the "
                "function's user."
            ) from None


class DatabaseSettings(BaseSettings):
    """Field `x_y` is the environment variable `X_Y`; a secret may also be in the file `X_Y_FILE`.

    Alone, it is all that the migrations need.
    """

    model_config = SettingsConfigDict(frozen=True, env_file=None, extra="ignore", env_ignore_empty=True)

    database_url: SecretStr

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, SecretFiles(settings_cls)

    @model_validator(mode="before")
    @classmethod
    def remove_quotes(cls, values: dict[str, Any]) -> dict[str, Any]:
        """Compose and the shell read a .env without its quotes; `docker run --env-file` and Swarm pass them on."""
        unquoted = {name: _unquote(value) for name, value in values.items()}
        return {name: value for name, value in unquoted.items() if value != ""}


class Settings(DatabaseSettings):
    supabase_url: str
    supabase_service_role_key: SecretStr
    function_token: SecretStr
    supabase_anon_key: str | None = None
    supabase_jwt_secret: SecretStr | None = None
    upload_bucket: str = Field(default="documents", min_length=1, max_length=100, pattern=r"^[^/\s]+$")
    page: bool = True
    vps_instance_id: str = Field(default="vps-1", min_length=1, max_length=100)
    host: str = "0.0.0.0"  # noqa: S104  Docker decides where the port is published
    port: int = Field(default=8080, ge=1, le=LAST_PORT)
    workers: int = Field(default=1, ge=1, le=32)

    ocr_language: Annotated[tuple[str, ...], NoDecode] = ("es", "en")
    ocr_use_gpu: bool = False
    ocr_batch_size: int = Field(default=1, ge=1, le=64)
    ocr_engine: OcrEngine = "openvino"
    ocr_model: OcrModel = "small"
    ocr_precision: OcrPrecision = "auto"

    max_file_size_mb: int = Field(default=50, ge=1, le=2048)
    max_pages: int = Field(default=500, ge=1, le=20_000)
    searchable_pdf: bool = False

    embeddings_model: str = DEFAULT_EMBEDDINGS_MODEL
    embeddings_engine: EmbeddingsEngine = "openvino"
    embeddings_device: str = "cpu"
    embeddings_precision: EmbeddingsPrecision = "auto"
    embeddings_chunk_size: int = Field(default=500, ge=32, le=8192)
    embeddings_chunk_overlap: int = Field(default=50, ge=0)

    rerank_model: str | None = None
    rerank_seconds: float = Field(default=2, gt=0, le=60)

    max_retries: int = Field(default=3, ge=0, le=100)
    job_timeout_minutes: float = Field(default=15, gt=0, le=24 * 60)
    lease_seconds: float = Field(default=120, ge=1, le=3600)
    documents_at_once: int = Field(default=2, ge=1, le=8)
    waiting_room: int = Field(default=1, ge=0, le=16)
    poll_interval_seconds: float = Field(default=5, ge=0.1, le=300)
    memory_limit_mb: int = Field(default=1800, ge=500)
    idle_seconds: float = Field(default=600, ge=0, le=24 * 3600)

    metadata_llm_url: str | None = None
    metadata_llm_key: SecretStr | None = None
    metadata_llm_model: str | None = None
    metadata_llm_seconds: float = Field(default=30, ge=1, le=120)
    metadata_llm_characters: int = Field(default=8000, ge=500, le=100_000)
    metadata_llm_requests_per_day: int = Field(default=1000, ge=0)

    kairo_webhook_url: str | None = None
    webhook_secret: SecretStr | None = None

    otel_exporter_otlp_endpoint: str | None = None
    otel_traces_exporter: TracesExporter | None = None

    log_level: LogLevel = "INFO"
    log_file: Path | None = None
    models_dir: Path = Path(".local/models")

    @field_validator("ocr_language", mode="before")
    @classmethod
    def split_languages(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip().lower() for part in value.split(",") if part.strip())
        return value

    @field_validator("ocr_language")
    @classmethod
    def check_languages(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        unknown = sorted(set(value) - LANGUAGES)
        if unknown or not value:
            raise ValueError(
                f"must list one or more of {', '.join(sorted(LANGUAGES))}, not {unknown or 'nothing'}"
            )
        return value

    @field_validator("supabase_url", "metadata_llm_url", "kairo_webhook_url", "otel_exporter_otlp_endpoint")
    @classmethod
    def check_url(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("http://", "https://")):
            raise ValueError("must start with http:// or https://")
        return value.rstrip("/") if value else value

    @field_validator("function_token")
    @classmethod
    def check_token(cls, value: SecretStr) -> SecretStr:
        tokens = value.get_secret_value().split()
        if not tokens or any(len(token) < SHORTEST_TOKEN for token in tokens):
            raise ValueError(
                f"must have at least {SHORTEST_TOKEN} characters (for rotation, several tokens separated by spaces); "
                "make one with: openssl rand -hex 32"
            )
        return value

    @field_validator("webhook_secret")
    @classmethod
    def check_webhook_secret(cls, value: SecretStr | None) -> SecretStr | None:
        for secret in value.get_secret_value().split() if value else ():
            if not secret.startswith("whsec_") or not _is_base64(secret.removeprefix("whsec_")):
                raise ValueError(
                    "must be whsec_ followed by base64 (for rotation, several separated by spaces); "
                    "make one with: echo whsec_$(openssl rand -base64 32)"
                )
        return value

    @model_validator(mode="after")
    def check_combinations(self) -> "Settings":
        if self.port + self.workers - 1 > LAST_PORT:
            raise ValueError(
                f"WORKERS={self.workers} needs as many ports from PORT on, and the last is {LAST_PORT}"
            )
        if self.embeddings_chunk_overlap * 2 > self.embeddings_chunk_size:
            raise ValueError(
                "EMBEDDINGS_CHUNK_OVERLAP must be at most half of EMBEDDINGS_CHUNK_SIZE "
                f"({self.embeddings_chunk_overlap} > {self.embeddings_chunk_size} / 2)"
            )
        if self.kairo_webhook_url and self.webhook_secret is None:
            raise ValueError("KAIRO_WEBHOOK_URL needs WEBHOOK_SECRET, which signs callbacks")
        if self.metadata_llm_url and self.metadata_llm_model is None:
            raise ValueError("METADATA_LLM_URL needs METADATA_LLM_MODEL, the name of the model there")
        return self

    @cached_property
    def function_tokens(self) -> tuple[str, ...]:
        """All of these are valid; there are several while a token is being rotated."""
        return tuple(self.function_token.get_secret_value().split())

    @cached_property
    def max_file_size_bytes(self) -> int:
        return self.max_file_size_mb * 1024 * 1024

    def of_worker(self, place: int) -> "Settings":
        """The settings of one of WORKERS, from 0: the others have names of their own in the queue."""
        return (
            self.model_copy(update={"vps_instance_id": f"{self.vps_instance_id}-{place + 1}"})
            if place
            else self
        )

    @cached_property
    def documents_held(self) -> int:
        """The documents that an instance holds: read, waiting for their turn, and waiting for the language model."""
        aside = self.documents_at_once if self.metadata_llm_url else 0
        return self.documents_at_once + self.waiting_room + aside

    @cached_property
    def wants_traces(self) -> bool:
        asked = self.otel_traces_exporter == "otlp" or self.otel_exporter_otlp_endpoint is not None
        return asked and self.otel_traces_exporter != "none"


def _is_base64(text: str) -> bool:
    try:
        return len(base64.b64decode(text, validate=True)) >= 16
    except ValueError:
        return False


def _unquote(value: object) -> object:
    if isinstance(value, str) and len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1]
    return value


def load_settings(**overrides: Any) -> Settings:
    """Read the environment, and `overrides` in tests. Raises SettingsError with every wrong variable."""
    return _load(Settings, overrides)


def load_database_settings() -> DatabaseSettings:
    """Read only where the database is. Raises SettingsError as `load_settings` does."""
    return _load(DatabaseSettings, {})


def _load(kind: type[_Kind], overrides: dict[str, Any]) -> _Kind:
    try:
        return kind(**overrides)
    except ValidationError as error:
        # Never the value, which may be a secret.
        complaints = tuple(
            f"{'_'.join(str(part) for part in item['loc'][:1]).upper()}: {item['msg'].removeprefix('Value error, ')}"
            if item["loc"]
            else item["msg"].removeprefix("Value error, ")
            for item in error.errors(include_input=False, include_url=False, include_context=False)
        )
        message = f"The settings are invalid. {'; '.join(complaints)}. See .env.example."
        raise SettingsError(message, complaints) from None
