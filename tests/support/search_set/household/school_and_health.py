"""School reports, lunches and blood tests."""

from collections.abc import Iterator
from datetime import date

from tests.support.search_set.household.paper import HouseholdPaper, dotted, shift, written


def write() -> Iterator[HouseholdPaper]:
    yield from _reports()
    yield from _lunches()
    yield from _controls()


def _reports() -> Iterator[HouseholdPaper]:
    pupils = (
        ("aldara", "Aldara Outeiro Nadal", 4, 2022),
        ("aldara", "Aldara Outeiro Nadal", 5, 2023),
        ("pol", "Pol Outeiro Nadal", 2, 2023),
    )
    for short, pupil, level, year in pupils:
        for term, (ordinal, day) in enumerate(
            (
                ("Primera", date(year, 12, 20)),
                ("Segunda", date(year + 1, 3, 22)),
                ("Tercera", date(year + 1, 6, 20)),
            )
        ):
            marks = ", ".join(
                f"{subject}: {('suficiente', 'bien', 'notable', 'sobresaliente')[(level + term + place) % 4]}"
                for place, subject in enumerate(
                    ("Matemáticas", "Lengua castellana", "Lengua catalana", "Inglés", "Medio")
                )
            )
            yield HouseholdPaper(
                f"notas-{short}-{year}-{term + 1}",
                f"informe_{short}_{term + 1}a_{year}.pdf" if term else f"{hash_like(level, term)}.pdf",
                "school_report",
                f"ESCOLA PÚBLICA RIU SEGRE\nBoletín de calificaciones. {ordinal} evaluación. "
                f"Curso {year}/{(year + 1) % 100}\nAlumno/a: {pupil}. Nivel: {level}.º de Primaria\n"
                f"{marks}.\nFaltas justificadas: {term + level}. La tutora: Rosa Badia. Lleida, {written(day)}",
                fields={
                    "document_date": day.isoformat(),
                    "recipient": pupil,
                    "issuer": "Escola Pública Riu Segre",
                },
            )


def hash_like(level: int, term: int) -> str:
    return f"{0x5D41402A + level * 7907 + term:x}bc4b"


def _lunches() -> Iterator[HouseholdPaper]:
    for number in range(4):
        day = shift(date(2024, 6, 5), number if number == 0 else number + 2)
        days = 16 + number
        yield HouseholdPaper(
            f"comedor-{day:%Y-%m}",
            f"rebut_menjador_{day:%m%y}.pdf",
            "receipt",
            f"AMPA Riu Segre. Rebut del menjador escolar, {day:%m/%Y}\nAlumnes: Aldara i Pol Outeiro Nadal\n"
            f"{days} dies a 6,94 € per alumne. Total: {days * 2 * 6.94:.2f} €".replace(".", ",")
            + f"\nEs cobrarà el {dotted(day.replace(day=28))}",
            "ca",
            {"document_date": day.isoformat(), "total": f"{days * 2 * 6.94:.2f}", "issuer": "AMPA Riu Segre"},
        )


def _controls() -> Iterator[HouseholdPaper]:
    rows = (
        (
            "brais",
            "Brais Outeiro Lema",
            date(2023, 5, 11),
            "214",
            "Se recomienda dieta y repetir en seis meses",
        ),
        ("brais", "Brais Outeiro Lema", date(2024, 1, 23), "188", "Cifras en límites aceptables"),
        ("herminia", "Herminia Lema Pazos", date(2023, 10, 3), "201", "Ajustar la dosis de levotiroxina"),
        ("herminia", "Herminia Lema Pazos", date(2024, 9, 17), "195", "Hierro bajo; iniciar suplemento"),
        ("mireia", "Mireia Nadal Puig", date(2024, 4, 9), "172", "Sin hallazgos"),
    )
    for short, patient, day, cholesterol, verdict in rows:
        yield HouseholdPaper(
            f"analitica-{short}-{day:%Y-%m}",
            f"informe lab {day:%d%m%y}.pdf",
            "medical_report",
            f"LABORATORIO CLÍNICO. Resultados de la analítica\nPaciente: {patient}. Fecha de extracción: {dotted(day)}\n"
            f"Glucosa 94 mg/dL. Colesterol total {cholesterol} mg/dL. Hemoglobina 13,{cholesterol[-1]} g/dL. "
            f"TSH 3,{cholesterol[1]} mUI/L\nValoración: {verdict}.",
            fields={"document_date": day.isoformat(), "recipient": patient},
        )
