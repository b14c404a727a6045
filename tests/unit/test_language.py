from pathlib import Path
from typing import Any

import numpy as np
import pytest

from function.reading import language as module
from function.reading.classifier import DEPTH
from function.reading.language import detect_language, load_language_model
from function.settings import LANGUAGES

SENTENCES = {
    "es": "El arrendador entrega la vivienda en buen estado y el arrendatario se obliga a conservarla así.",
    "en": "The landlord shall hand over the dwelling in good repair and the tenant shall keep it so.",
    "ca": "L'arrendador lliura l'habitatge en bon estat i l'arrendatari s'obliga a conservar-lo així.",
    "gl": "O arrendador entrega a vivenda en bo estado e o arrendatario obrígase a conservala así.",
    "eu": "Errentatzaileak etxebizitza egoera onean ematen du eta errentariak hala gordetzeko betebeharra du.",
    "pt": "O senhorio entrega a habitação em bom estado e o inquilino obriga-se a conservá-la assim.",
    "fr": "Le bailleur remet le logement en bon état et le locataire s'engage à le conserver ainsi.",
    "de": "Der Vermieter übergibt die Wohnung in gutem Zustand, und der Mieter verpflichtet sich, sie zu erhalten.",
    "it": "Il locatore consegna l'alloggio in buono stato e il conduttore si impegna a conservarlo così.",
}


@pytest.mark.parametrize(("language", "sentence"), SENTENCES.items())
def test_each_supported_language_is_recognised(language: str, sentence: str) -> None:
    assert detect_language(sentence, ("es", "en")) == language


@pytest.mark.parametrize("text", ["", "TOTAL 1.446,72 €", "Invoice 2025/17"])
def test_a_text_too_short_to_judge_is_in_the_expected_language(text: str) -> None:
    assert detect_language(text, ("ca", "es")) == "ca"


def test_a_model_loaded_before_needs_no_disk_later(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    module._classifier.cache_clear()
    with monkeypatch.context() as disk:
        disk.setattr("tempfile.tempdir", str(tmp_path / "full"))
        load_language_model()
        with pytest.raises(FileNotFoundError):
            detect_language(SENTENCES["es"], ("es",))
    load_language_model()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "full"))
    assert detect_language(SENTENCES["ca"], ("es",)) == "ca"


@pytest.fixture(scope="module")
def theirs() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    classifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    classifier.set_languages(sorted(LANGUAGES | module.FOREIGN))
    return classifier


@pytest.mark.parametrize(
    "text",
    [*SENTENCES.values(), " ".join(SENTENCES.values()), "漢字 и слова عربي", "né", "a", "", "\x00\ud800"],
)
def test_a_text_gets_the_scores_of_the_package(theirs: Any, text: str) -> None:
    for end in range(max(1, len(text) - 3), len(text) + 1):
        assert module._classifier().rank(text[:end]) == theirs.rank(text[:end])


def test_no_state_of_the_package_stands_for_more_bytes(theirs: Any) -> None:
    moves, rows = np.asarray(theirs.tk_nextmove).reshape(-1, 256), np.asarray(theirs.tk_row)
    reached = np.zeros(len(rows), bool)
    reached[0] = True
    for _ in range(DEPTH):
        assert not reached.all()
        reached[moves[rows[reached]]] = True
    assert reached.all()
