"""The words in which a language model is asked."""

from pathlib import Path

from function.metadata.excerpt import Excerpt
from function.metadata.questions import Questions, meaning, types

INSTRUCTIONS = Path(__file__).with_name("instructions.txt").read_text("utf-8")


def write_question(questions: Questions, excerpt: Excerpt) -> str:
    wanted = [f"- {name}: {_explain(name)}" for name in questions.fields]
    return "\n".join(("Fields:", *wanted, "", "Lines of the document:", excerpt.write()))


def _explain(name: str) -> str:
    if name == "type":
        return f"{meaning(name)}, one of: {', '.join(types())}. Its line is the one that shows it best."
    return meaning(name)
