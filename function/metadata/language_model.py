"""A language model at an endpoint that speaks OpenAI's API: one question, one answer, with an end and of bounded size.

`openai` is imported only when METADATA_LLM_URL is set.
"""

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx

from function.connection import deadline, open_client
from function.observability.metrics import ModelResult
from function.settings import Settings

if TYPE_CHECKING:
    pass

# Ten fields in JSON are 400; some models think aloud before.
MOST_TOKENS = 2000
# A server that hangs costs each document its whole wait, so it is left alone for a while.
FAILURES: frozenset[ModelResult] = frozenset(("busy", "refused", "failed", "unreachable", "timeout"))
FAILURES_IN_A_ROW = 3
REST_SECONDS = 60.0
# A server without keys takes any; the client sends none without.
NO_KEY = "none"


@dataclass(frozen=True, slots=True)
class Reply:
    """`content` is empty unless the result is `answered`; tokens as the server counts them, 0 if it does not."""

    result: ModelResult
    content: str = ""
    prompt_tokens: int = 0
    completion_tokens: int = 0


class LanguageModel:
    """Asks `model` at `url`. May be used from several threads."""

    def __init__(self, url: str, key: str | None, model: str) -> None:
        from openai import OpenAI

        self.name = model
        self._failures = 0
        self._rests_until = 0.0
        self._http = open_client(url, {})
        self._http.event_hooks["response"].append(_refuse_compressed)
        self._client: OpenAI = OpenAI(
            base_url=url, api_key=key or NO_KEY, http_client=self._http, max_retries=0
        )

    def close(self) -> None:
        self._http.close()

    @property
    def rests(self) -> bool:
        """Whether it has failed several times in a row just now. After the rest, one more failure is enough."""
        return time.monotonic() < self._rests_until

    def ask(self, instructions: str, question: str, *, seconds: float) -> Reply:
        """Return what became of it, `seconds` from now at the latest if the network's name service answers. Never raises
        for what the server does."""
        reply = self._ask(instructions, question, seconds)
        self._failures = self._failures + 1 if reply.result in FAILURES else 0
        if self._failures >= FAILURES_IN_A_ROW:
            self._rests_until = time.monotonic() + REST_SECONDS
        return reply

    def _ask(self, instructions: str, question: str, seconds: float) -> Reply:
        import openai

        ends_by = time.monotonic() + seconds
        try:
            with deadline(seconds):
                return _read(self._request(instructions, question, seconds))
        except openai.APIStatusError as error:
            return Reply(_judge(error.status_code))
        except (openai.APITimeoutError, httpx.TimeoutException):
            return Reply("timeout" if time.monotonic() >= ends_by else "unreachable")
        except openai.APIConnectionError:
            return Reply("unreachable")
        # Of an answer that is none, the client raises whatever it stumbles over.
        except Exception:
            return Reply("unusable")

    def _request(self, instructions: str, question: str, seconds: float) -> Any:
        return self._client.chat.completions.create(
            model=self.name,
            messages=[{"role": "system", "content": instructions}, {"role": "user", "content": question}],
            response_format={"type": "json_object"},
            max_tokens=MOST_TOKENS,
            temperature=0,
            timeout=httpx.Timeout(seconds, connect=min(seconds, 10)),
        )


def open_language_model(settings: Settings) -> LanguageModel | None:
    """Return the model of the settings, or None if there is none."""
    if settings.metadata_llm_url is None or settings.metadata_llm_model is None:
        return None
    key = settings.metadata_llm_key
    return LanguageModel(
        settings.metadata_llm_url, key.get_secret_value() if key else None, settings.metadata_llm_model
    )


def _refuse_compressed(response: httpx.Response) -> None:
    """Nobody asked for it, and a small answer could become a large one."""
    if response.headers.get("content-encoding", "identity") != "identity":
        raise httpx.DecodingError("The answer is compressed.", request=response.request)


def _judge(status: int) -> ModelResult:
    if status == 429:
        return "busy"
    return "failed" if status >= 500 else "refused"


def _read(completion: Any) -> Reply:
    """Servers send many things: whatever has another form raises or is unusable."""
    choice = completion.choices[0]
    content = choice.message.content
    usage = [_count(completion, name) for name in ("prompt_tokens", "completion_tokens")]
    if content is None or (isinstance(content, str) and not content.strip()):
        return Reply("blank", "", *usage)
    if not isinstance(content, str) or choice.finish_reason == "length":
        return Reply("unusable", "", *usage)
    return Reply("answered", content, *usage)


def _count(completion: Any, name: str) -> int:
    counted = getattr(completion.usage, name, None)
    return counted if type(counted) is int and 0 <= counted < 10_000_000 else 0
