"""Asks the language model, if there is one, for what the rules have left open. A document is completed whatever it answers,
and no later than METADATA_LLM_SECONDS."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import structlog

from function.database.queue import Attempt
from function.document.fields import Fields
from function.document.pages import Page, WholeDocument
from function.document.reviewed_fields import ReviewedFields
from function.fields.paper import make_paper
from function.fields.review import review_fields
from function.jobs.background import run_in_background
from function.jobs.lease import Lease
from function.jobs.tools import Tools
from function.metadata.additions import Additions, add_answers
from function.metadata.answers import Said, read_answer
from function.metadata.earlier import keep_earlier
from function.metadata.excerpt import make_excerpt
from function.metadata.prompt import INSTRUCTIONS, write_question
from function.metadata.questions import find_open
from function.observability.logs import describe_exception
from function.observability.metrics import ModelResult
from function.observability.steps import Steps

log = structlog.get_logger()

# What can be different a moment later, so that it is asked once more if there is a second left.
WORTH_ANOTHER: frozenset[ModelResult] = frozenset(("blank", "unusable", "failed", "unreachable"))
SHORTEST_SECONDS = 1.0
# The connection is shut down at the deadline; a name that is being looked up cannot be given up.
GRACE_SECONDS = 1.0
NOTES: Mapping[ModelResult, str] = {
    "blank": "The language model answered nothing",
    "unusable": "The language model's answer could not be read",
    "busy": "The language model had too many requests",
    "refused": "The language model's server refused the request",
    "failed": "The language model's server failed",
    "unreachable": "The language model's server could not be reached",
    "timeout": "The language model did not answer in time",
    "resting": "The language model was not asked, because it has just failed several times",
    "spent": "The language model was not asked, because the day's requests are spent",
    "internal_error": "The language model was not asked because of an internal error; the function's log says where",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """`additions` is None unless there was an answer."""

    result: ModelResult
    additions: Additions | None = None


def ask_model(
    tools: Tools, attempt: Attempt, lease: Lease, steps: Steps, whole: WholeDocument, read: ReviewedFields
) -> ReviewedFields:
    """Return the fields with those that the model adds, and a note where there is a reason that it adds none.

    The document gives its turn to another one while it waits. Of saved pages, what the model said before stays until it
    says something else; new vectors are no reason to ask. Raises the errors of `Lease.check`.
    """
    if not find_open(read.fields).fields:
        return read
    earlier = lease.retry(tools.queue.read_metadata, attempt.document_id) if attempt.embed_only else None
    if attempt.embed_only and not attempt.extract_only:
        return review_fields(keep_earlier(read.fields, earlier))
    if tools.language_model is None or not whole.text.strip():
        return read
    lease.check()
    tools.step_aside()
    started = time.monotonic()
    with steps.time("ask_model"):
        asked = _wait(tools, lease, whole.pages, read.fields)
    _log(asked, time.monotonic() - started)
    return review_fields(_finish(read.fields, asked, earlier))


def _wait(tools: Tools, lease: Lease, pages: Sequence[Page], read: Fields) -> Asked:
    now = time.monotonic()
    # An attempt that is short of time needs the rest of it to be saved.
    seconds = min(tools.settings.metadata_llm_seconds, max(0.0, lease.deadline - now) / 2)
    asking = Asking(tools, pages, read, ends_by=now + seconds)
    try:
        return lease.wait(run_in_background("language-model", asking.run), seconds=seconds + GRACE_SECONDS)
    except TimeoutError:
        return Asked("timeout")


class Asking:
    """Asks about one document. Everything happens on a thread that nobody needs to wait for."""

    def __init__(self, tools: Tools, pages: Sequence[Page], read: Fields, *, ends_by: float) -> None:
        self._tools = tools
        self._pages = pages
        self._read = read
        self._ends_by = ends_by

    def run(self) -> Asked:
        try:
            return self._run()
        except Exception as error:
            log.error("model_step_broke", **describe_exception(error))
            self._tools.metrics.count_model_request("internal_error")
            return Asked("internal_error")

    def _run(self) -> Asked:
        questions = find_open(self._read)
        paper = make_paper(self._pages)
        excerpt = make_excerpt(paper, self._tools.settings.metadata_llm_characters)
        result, said = self._ask(write_question(questions, excerpt))
        if said is None:
            return Asked(result)
        additions = add_answers(self._read, questions, said, excerpt, paper)
        self._tools.metrics.count_model_values(kept=len(additions.kept), dropped=len(additions.dropped))
        return Asked(result, additions)

    def _ask(self, question: str) -> tuple[ModelResult, Mapping[str, Said | None] | None]:
        for last in (False, True):
            result, said = self._request(question)
            is_late = self._ends_by - time.monotonic() < SHORTEST_SECONDS
            if said is not None or last or is_late or result not in WORTH_ANOTHER:
                break
        return result, said

    def _request(self, question: str) -> tuple[ModelResult, Mapping[str, Said | None] | None]:
        model = self._tools.language_model
        assert model is not None  # noqa: S101  ask_model has looked
        if model.rests:
            self._tools.metrics.count_model_request("resting")
            return "resting", None
        if not self._tools.queue.reserve_model_request(self._tools.settings.metadata_llm_requests_per_day):
            self._tools.metrics.count_model_request("spent")
            return "spent", None
        reply = model.ask(INSTRUCTIONS, question, seconds=max(0.0, self._ends_by - time.monotonic()))
        said = read_answer(reply.content) if reply.result == "answered" else None
        result = "unusable" if reply.result == "answered" and said is None else reply.result
        self._tools.metrics.count_model_request(
            result, prompt=reply.prompt_tokens, completion=reply.completion_tokens
        )
        return result, said


def _finish(read: Fields, asked: Asked, earlier: Any) -> Fields:
    if asked.additions is None:
        note = f"{NOTES[asked.result]}, so what the rules left open stays as it was."
        return replace(keep_earlier(read, earlier), notes=(*read.notes, note))
    if not asked.additions.dropped:
        return asked.additions.fields
    names = ", ".join(asked.additions.dropped)
    note = f"What the language model said is not printed where it said so, and was left out: {names}."
    return replace(asked.additions.fields, notes=(*read.notes, note))


def _log(asked: Asked, seconds: float) -> None:
    additions = asked.additions
    write = log.warning if additions is None else log.info
    write(
        "model_asked",
        result=asked.result,
        kept=additions and additions.kept,
        dropped=additions and additions.dropped,
        seconds=round(seconds, 3),
    )
