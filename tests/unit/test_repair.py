import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from function.reading.layout.hyphens import CELL, NEW_LINE, RUN_ON
from function.reading.repair.repair import repair
from function.reading.repair.signs import repair_signs
from function.reading.repair.spanish import repair_spanish
from tests.support.clean_text import read_clean_lines

MARKS = re.compile(f"[{CELL}{NEW_LINE}{RUN_ON}]")
# Snippets that the rules react to, to be combined in any order.
SCRAPS = (
    *(
        "¡",
        "!",
        "?",
        "¿",
        "°",
        "º",
        "ª",
        "·",
        "…",
        "«",
        "»",
        "“",
        '"',
        "(",
        ")",
        "-",
        "–",
        ".",
        ",",
        ";",
        ":",
        " ",
    ),
    *(
        "3",
        "37",
        "1½2",
        "C",
        "B",
        "izda",
        "art.",
        "N",
        "D.",
        "Mº",
        "a",
        "Jesús",
        "Il",
        "ll",
        "IV",
        "/",
        "anexo",
        "Ipm",
    ),
    *(
        "SEGuNDA",
        "QuiNTA",
        "IBl",
        "HCl",
        "ES9l21OO",
        "col-lector",
        "agua",
        "Gracias",
        "Hola",
        "Sr.",
        "i",
        "y",
        "l·l",
    ),
    *(CELL, NEW_LINE, RUN_ON),
)
scraps = st.lists(st.sampled_from(SCRAPS), max_size=14).map("".join)


@settings(deadline=None)
@given(scraps, st.sampled_from(["es", "ca", "en"]))
def test_repair_keeps_the_marks_between_pieces(text: str, language: str) -> None:
    assert MARKS.findall(repair(text, language)) == MARKS.findall(text)


@settings(deadline=None)
@given(scraps, st.sampled_from(["es", "ca", "en"]))
def test_repair_of_what_is_repaired_changes_nothing(text: str, language: str) -> None:
    once = repair(text, language)
    assert repair(once, language) == once


@pytest.mark.parametrize(("language", "line"), list(read_clean_lines()))
def test_correct_text_stays_as_it_is(language: str, line: str) -> None:
    assert repair(line, language) == line


@pytest.mark.parametrize(
    ("read", "written"),
    [
        ("Gracias por su confianza!", "¡Gracias por su confianza!"),
        ("Código: OTOÑO25. Ven a conocernos! A 75 km", "Código: OTOÑO25. ¡Ven a conocernos! A 75 km"),
        ("¿Te apetece? Ven!", "¿Te apetece? ¡Ven!"),
        (
            "«El mejor de mi vida. Volveremos, seguro!» (Íker)",
            "«El mejor de mi vida. ¡Volveremos, seguro!» (Íker)",
        ),
        ("y añadía: «Jamás se remueve!».", "y añadía: «¡Jamás se remueve!»."),
        ("Una pizca de azúcar... iy mucha paciencia!", "Una pizca de azúcar... ¡y mucha paciencia!"),
        ("iAtención! El plazo corre", "¡Atención! El plazo corre"),
        ("Hoy viene el Sr. García!", "¡Hoy viene el Sr. García!"),
        ("- Cierre la puerta!", "- ¡Cierre la puerta!"),
        ("Reserve (plazas limitadas) ya!", "¡Reserve (plazas limitadas) ya!"),
        ("Uno! Dos! Tres!", "¡Uno! ¡Dos! ¡Tres!"),
    ],
)
def test_a_sentence_that_ends_in_an_exclamation_mark_begins_with_one(read: str, written: str) -> None:
    assert repair_spanish(read) == written


def test_the_beginning_of_an_exclamation_is_found_across_lines_that_run_on() -> None:
    read = f"No hay de qué. Vengan{RUN_ON}todos a la fiesta!"
    assert repair_spanish(read) == f"No hay de qué. ¡Vengan{RUN_ON}todos a la fiesta!"


@pytest.mark.parametrize("end", [NEW_LINE, CELL])
def test_an_exclamation_does_not_begin_in_the_line_or_cell_before(end: str) -> None:
    assert repair_spanish(f"Habitación 68 €{end}Oferta!") == f"Habitación 68 €{end}¡Oferta!"


@pytest.mark.parametrize(
    "text",
    [
        "¡Ya está!",
        "¡Qué bien, ya está!",
        "¡Ven! ¡Corre!",
        "n! = n · (n - 1)!",
        "if a != b",
        "iPhone nuevo",
        "¿Qué dices?",
        "36,7 °C",
        "un ángulo de 90°",
        "hasta 25° C a la sombra",
        "entre 2-8° C",
        "40° N, 3° W",
        "un vino de 13°",
        "1ª planta",
        "el apartado 2.a del artículo 27.2.a de la ley",
    ],
)
def test_what_is_right_or_unknown_stays_as_it_is(text: str) -> None:
    assert repair_spanish(text) == text


@pytest.mark.parametrize(
    ("read", "written"),
    [
        ("calle Mayor, n° 7, 3° B", "calle Mayor, nº 7, 3º B"),
        ("N° 12 y N.° 13", "Nº 12 y N.º 13"),
        ("V.° B.° LA PRESIDENTA", "V.º B.º LA PRESIDENTA"),
        ("1.° Lectura del acta", "1.º Lectura del acta"),
        ("1° Lectura del acta", "1º Lectura del acta"),
        ("Asistentes: 1° A, 1° C, 2° B, 4° C, ático", "Asistentes: 1º A, 1º C, 2º B, 4º C, ático"),
        ("propietario del 3°D pregunta", "propietario del 3ºD pregunta"),
        ("Plaza de España, 3, 2° izda.", "Plaza de España, 3, 2º izda."),
        ("la planta 2, 3.a planta", "la planta 2, 3.ª planta"),
        ("el 1° de mayo", "el 1º de mayo"),
        ("según el artículo 5°,", "según el artículo 5º,"),
        ("D.a Filomena y Mº Jesús", "D.ª Filomena y Mª Jesús"),
        ("Ta 36,4 °C", "Tª 36,4 °C"),
    ],
)
def test_a_degree_sign_that_counts_becomes_an_ordinal(read: str, written: str) -> None:
    assert repair_spanish(read) == written


@pytest.mark.parametrize(
    ("read", "written"),
    [
        ("grado Il/IV y soplo Il/VI", "grado II/IV y soplo II/VI"),
        ("del anexo Il.", "del anexo II."),
        ("Ill. Que las partes", "III. Que las partes"),
        ("cuARTA. Gastos", "CUARTA. Gastos"),
        ("QuiNTA. Obras. SEGUND0.", "QUINTA. Obras. SEGUNDO."),
        ("FC 84 Ipm", "FC 84 lpm"),
        ("documento careçe de validez", "documento carece de validez"),
        ("don íñigo de Loyola", "don Íñigo de Loyola"),
    ],
)
def test_numerals_and_names_of_clauses_are_put_right(read: str, written: str) -> None:
    assert repair_spanish(read) == written


def test_an_exclamation_does_not_begin_before_a_stop_that_lost_its_space() -> None:
    assert repair_spanish("Beba agua.Si aparece fiebre, llame!") == "Beba agua.¡Si aparece fiebre, llame!"


def test_the_dot_of_catalan_is_put_back_on_a_catalan_page_alone() -> None:
    assert repair("la instal-lació del col-lector", "ca") == "la instal·lació del col·lector"
    assert repair("a real-life goal-line", "en") == "a real-life goal-line"


def test_an_iban_is_restored_only_if_its_check_digits_then_agree() -> None:
    assert repair_signs("ES9l 2100 O418 4502 0005 1332") == "ES91 2100 0418 4502 0005 1332"
    assert repair_signs("ES9l 2100 O418 4502 0005 1333") == "ES9l 2100 O418 4502 0005 1333"


@pytest.mark.parametrize(
    ("read", "written"),
    [
        ("IBl, lVA, DNl y EEll", "IBI, IVA, DNI y EEII"),
        ("Tubo ∅ 22 mm", "Tubo Ø 22 mm"),
        ('Válvula de 1½2"', 'Válvula de ½"'),
        ("frío (8–1o °C)", "frío (8–10 °C)"),
        ("3 of August.I am pleased", "3 of August. I am pleased"),
        ("Fariñas· O Barco ·Ordes", "Fariñas · O Barco · Ordes"),
        ("SEGuNDA. Renta", "SEGUNDA. Renta"),
        ("CAPíTULO I", "CAPÍTULO I"),
        ("02.01.04Instituto de Cultura", "02.01.04 Instituto de Cultura"),
        ("PRIMERA.Duración", "PRIMERA. Duración"),
        ("unos 25o g cada uno", "unos 250 g cada uno"),
        ("¿Cuándo piensan arreglarlo?El técnico", "¿Cuándo piensan arreglarlo? El técnico"),
        ("agua,luz y gas", "agua, luz y gas"),
        ("600 mg de ingreso:dolor", "600 mg de ingreso: dolor"),
        ("9,42 ×10³/μl", "9,42 ×10³/µl"),
        ("48 01 2323·info@casa.example", "48 01 2323 · info@casa.example"),
        ('“Quien come con prisa", decía', "“Quien come con prisa”, decía"),
        ("Noé 一 14/02/2016", "Noé — 14/02/2016"),
        ("total（IVA）：21 %", "total(IVA):21 %"),
    ],
)
def test_confused_signs_are_put_right(read: str, written: str) -> None:
    assert repair_signs(read) == written


@pytest.mark.parametrize(
    "text",
    [
        "col·legi i paral·lel",
        "NoSQL, VoIP y MiFID",
        "PostgreSQL",
        "1.751,00 € y 3,5 kWh",
        "https://ejemplo.example/a,b",
        "a las 19:30",
        "casa.example/buscar?Id=3",
        "el 1o de mayo",
        "α, β y μ",
        "N·m",
        "2.4GHz",
        "versión v1.0Estable",
    ],
)
def test_signs_that_may_be_right_are_left_alone(text: str) -> None:
    assert repair_signs(text) == text


@pytest.mark.parametrize(
    "read", ["ES91 21000418 45020005 1332", "ES912100 0418 4502 00051332", "ES91 2100 0418 4502 0005 1332"]
)
def test_an_iban_printed_in_groups_keeps_all_of_them(read: str) -> None:
    assert repair_signs(f"Cuenta: {read}.") == "Cuenta: ES91 2100 0418 4502 0005 1332."


@pytest.mark.parametrize("read", ["ES9121000418450200051332", "ES92 21000418 45020005 1332"])
def test_an_iban_without_groups_or_with_wrong_check_digits_stays_as_it_is(read: str) -> None:
    assert repair_signs(read) == read
