"""The language model: whether it is reached, and answers in JSON."""

from function.doctor.finding import Verdict, ok, skipped, warning
from function.metadata.answers import read_answer
from function.metadata.language_model import open_language_model
from function.settings import Settings

INSTRUCTIONS = 'Answer with the JSON object {"answer": "yes"} and nothing else.'
REMEDY = (
    "Check METADATA_LLM_URL (with /v1 for llama.cpp and Ollama), METADATA_LLM_KEY and METADATA_LLM_MODEL. Until then "
    "documents have the fields that the rules find, each after waiting for the model."
)
FOUND = {
    "blank": "answers nothing",
    "unusable": "answers something other than JSON",
    "busy": "has too many requests (429)",
    "refused": "refuses the request (4xx, or a redirect)",
    "failed": "fails (5xx)",
    "unreachable": "cannot be reached, or its answer is cut off",
    "timeout": "does not answer in METADATA_LLM_SECONDS",
}


def check_language_model(settings: Settings) -> Verdict:
    """Ask it for a word. Such a request is not counted."""
    model = open_language_model(settings)
    if model is None:
        return skipped("METADATA_LLM_URL is not set")
    reply = model.ask(INSTRUCTIONS, "Do you answer in JSON?", seconds=settings.metadata_llm_seconds)
    model.close()
    result = reply.result
    if result == "answered" and read_answer(reply.content) is None:
        result = "unusable"
    where = f"{model.name} at {settings.metadata_llm_url}"
    if result != "answered":
        return warning(f"{where} {FOUND[result]}", REMEDY)
    return ok(f"{where} answers")
