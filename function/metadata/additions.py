"""The fields of the rules, with what a language model adds to them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from function.document.fields import Field, Fields
from function.fields.paper import Paper
from function.fields.words import same_name
from function.metadata.answers import Said
from function.metadata.evidence import prove, prove_type
from function.metadata.excerpt import Excerpt
from function.metadata.questions import Questions


@dataclass(frozen=True, slots=True)
class Additions:
    """`fields` are all fields; `kept` and `dropped` are the names of those that the model has named."""

    fields: Fields
    kept: tuple[str, ...]
    dropped: tuple[str, ...]


def add_answers(
    read: Fields, questions: Questions, said: Mapping[str, Said | None], excerpt: Excerpt, paper: Paper
) -> Additions:
    """Add the values that stand on the page. Only what was asked is looked at: what the rules found stays as it is."""
    answers = {name: said[name] for name in questions.fields if name in said}
    found: dict[str, Field] = {}
    for name, answer in answers.items():
        field = None if answer is None or name == "type" else prove(name, answer, excerpt, paper)
        if field is not None and not _is_both_parties(name, field, {**read.fields, **found}):
            found[name] = field
    kept = tuple(found)
    kind = read.type
    if (answer := answers.get("type")) is not None and (proven := prove_type(answer, excerpt)) is not None:
        kind, kept = proven, ("type", *kept)
    fields = replace(read, type=kind, fields={**read.fields, **found})
    return Additions(fields, kept, tuple(name for name in answers if name not in kept))


def _is_both_parties(name: str, field: Field, others: Mapping[str, Field]) -> bool:
    """Whether the issuer would be the recipient as well."""
    other = others.get({"issuer": "recipient", "recipient": "issuer"}.get(name, ""))
    return other is not None and same_name(str(field.value), str(other.value))
