"""Payslips, statements, taxes and insurance: the same paper with other figures, year after year."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tests.support.search_set.household.paper import HouseholdPaper, dotted, euros, month, shift, written

_INSURANCE = (
    # name, title, insurer, number, what is insured, month and day, premiums from 2021 on
    (
        "seguro-coche", "Seguro del automóvil", "Mutua Cierzo de Seguros", "AU-5570913",
        "Turismo Corvalis Trend, matrícula 6417 LBD. Terceros ampliado con lunas, robo e incendio. Conductor habitual: "
        "Brais Outeiro Lema", (3, 14), ("338.20", "351.75", "372.40", "401.16"),
    ),
    (
        "seguro-hogar", "Seguro multirriesgo del hogar", "Mutua Cierzo de Seguros", "HG-2204187",
        "Vivienda de Balmes 31, 4t 2a, Lleida. Continente 96.000 €, contenido 31.000 €. Daños por agua, robo y "
        "responsabilidad civil", (9, 1), ("188.00", "194.35", "207.90", "221.44"),
    ),
    (
        "seguro-salud", "Seguro de asistencia sanitaria", "Saniverd Salut", "SV-77120-4",
        "Asegurados: Mireia Nadal Puig, Aldara y Pol Outeiro Nadal. Cuadro médico, dental básico y copago de 3 €",
        (1, 1), ("1104.00", "1152.00", "1224.00", "1296.00"),
    ),
    (
        "seguro-vida", "Seguro de vida riesgo", "Previsora Atlántica", "VR-0091-66",
        "Asegurado: Brais Outeiro Lema. Capital por fallecimiento o invalidez: 90.000 €. Beneficiarios: su cónyuge e "
        "hijos", (6, 20), ("141.10", "149.60", "158.95", "169.15"),
    ),
)  # fmt: skip


def write() -> Iterator[HouseholdPaper]:
    yield from _payslips(
        "mireia", "Mireia Nadal Puig", "Fruites Pallars, SAT", "Técnica de calidad", "1864.20"
    )
    yield from _payslips("brais", "Brais Outeiro Lema", "Transportes Vilamar, S.L.", "Conductor", "1598.75")
    yield from _insurance()
    yield from _statements()
    yield from _taxes()


def _payslips(first_name: str, person: str, company: str, post: str, net: str) -> Iterator[HouseholdPaper]:
    for number in range(10):
        day = shift(date(2024, 2, 1), number).replace(day=1)
        last = date.fromordinal(day.toordinal() - 1)
        paid = Decimal(net) + (number * 1123) % 97
        title = "RECIBO INDIVIDUAL JUSTIFICATIVO DEL PAGO DE SALARIOS" if first_name == "mireia" else "NÓMINA"
        text = (
            f"{title}\nEmpresa: {company}\nTrabajador/a: {person}. Categoría: {post}. Antigüedad: 01/03/2017\n"
            f"Periodo de liquidación: del 1 al {last.day} de {month(last)} de {last.year}. Total días: 30\n"
            f"Salario base {euros(paid * Decimal('0.95'))}; plus de convenio {euros('163.50')}; prorrata de pagas "
            f"{euros('201.12')}\nDeducciones: contingencias comunes 4,70 %, desempleo 1,55 %, IRPF 13,20 %\n"
            f"LÍQUIDO TOTAL A PERCIBIR: {euros(paid)} €\nLleida, {written(last)}. Abonado en ES29 2100 0418 4502 0005 1332."
        )
        yield HouseholdPaper(
            f"nomina-{first_name}-{last:%Y-%m}",
            f"nomina_{first_name}_{month(last)}_{last:%y}.pdf"
            if first_name == "brais"
            else f"{last:%Y_%m}_nom.pdf",
            "payslip",
            text,
            fields={
                "issuer": company,
                "recipient": person,
                "document_date": last.isoformat(),
                "period_start": last.replace(day=1).isoformat(),
                "period_end": last.isoformat(),
                "total": f"{paid:.2f}",
            },
        )
    extra = Decimal(net) * Decimal("0.93")
    yield HouseholdPaper(
        f"paga-extra-{first_name}-2024",
        f"extra_junio_{first_name}.pdf",
        "payslip",
        f"{company}\nRecibo de salarios. PAGA EXTRAORDINARIA DE VERANO\nTrabajador/a: {person}\nDevengo: primer semestre "
        f"de 2024. Fecha de abono: 28 de junio de 2024\nBruto {euros(extra * Decimal('1.2'))} €, IRPF 13,20 %\n"
        f"Líquido a percibir: {euros(extra)} €",
        fields={
            "issuer": company, "recipient": person, "document_date": "2024-06-28", "total": f"{extra:.2f}",
        },
    )  # fmt: skip


def _insurance() -> Iterator[HouseholdPaper]:
    for name, title, insurer, number, insured, (at_month, at_day), premiums in _INSURANCE:
        for year, premium in enumerate(premiums, start=2021):
            begin = date(year, at_month, at_day)
            sent = shift(begin, -1, 10)
            text = (
                f"{insurer}\n{title}. Renovación de la póliza {number}\nFecha: {written(sent)}\n"
                f"{insured}.\nPeríodo de cobertura: desde el {dotted(begin)} hasta el {dotted(shift(begin, 12))}\n"
                f"Prima total anual: {euros(premium)} €, con recargos e impuestos. Le pasaremos el recibo el "
                f"{dotted(begin)}.\nSi no desea renovar, comuníquelo con un mes de antelación al vencimiento."
            )
            yield HouseholdPaper(
                f"{name}-{year}",
                (
                    f"poliza {title.lower()} {year}.pdf",
                    f"{number}_{year}.pdf",
                    f"Documento({year - 2000}).pdf",
                )[year % 3],
                "insurance_policy",
                text,
                fields={
                    "issuer": insurer,
                    "document_date": sent.isoformat(),
                    "period_start": begin.isoformat(),
                    "period_end": shift(begin, 12).isoformat(),
                    "policy_number": number,
                    "total": premium,
                },
            )


def _statements() -> Iterator[HouseholdPaper]:
    for number in range(7):
        day = shift(date(2023, 1, 1), 3 * (number + 1)).replace(day=1)
        last = date.fromordinal(day.toordinal() - 1)
        saved = Decimal("4120.55") + number * Decimal("318.71")
        text = (
            f"CAIXA DEL PONENT\nExtracto de cuenta 2100 0418 45 0200051332, titulares Brais Outeiro y Mireia Nadal\n"
            f"Movimientos del {dotted(shift(last, -2, 1))} al {dotted(last)}\nSaldo anterior {euros(saved - 212)} €. Abonos "
            f"por nómina, recibos de Lumera, Gasvall, Ontelia y Mutua Cierzo, tarjetas.\n"
            f"Saldo a {written(last)}: {euros(saved)} €"
        )
        yield HouseholdPaper(
            f"extracto-{last.year}-t{last.month // 3}",
            f"extracto_{last:%Y%m%d}.pdf",
            "bank_statement",
            text,
            fields={"issuer": "Caixa del Ponent", "document_date": last.isoformat(), "total": f"{saved:.2f}"},
        )


def _taxes() -> Iterator[HouseholdPaper]:
    for year, total in ((2021, "-214.10"), (2022, "388.02"), (2023, "-97.45")):
        text = (
            f"AGENCIA TRIBUTARIA. Impuesto sobre la Renta de las Personas Físicas\nDocumento de ingreso o devolución. "
            f"Modelo 100. Ejercicio {year}\nDeclarantes: Brais Outeiro Lema y Mireia Nadal Puig. Tributación conjunta\n"
            f"Fecha de presentación: {dotted(date(year + 1, 5, 17 + year % 5))}. Justificante 100{year}88301774\n"
            f"Resultado de la declaración: {'a devolver' if total[0] == '-' else 'a ingresar'} {euros(total.strip('-'))} €"
        )
        yield HouseholdPaper(
            f"renta-{year}", f"Modelo100_{year}.pdf", "tax_letter", text,
            fields={
                "issuer": "Agencia Tributaria", "document_date": f"{year + 1}-05-{17 + year % 5}",
                "total": total,
            },
        )  # fmt: skip
        text = (
            f"PAERIA DE LLEIDA\nImpost sobre béns immobles de naturalesa urbana. Exercici {year + 1}\n"
            f"Objecte: carrer Balmes 31, 4t 2a. Referència cadastral 2204911CG0120S0012RW\nSubjecte passiu: Mireia Nadal "
            f"Puig\nQuota: {euros(412 + (year - 2021) * 9)} €\nPeríode de pagament voluntari: del 2 de maig al 5 de juliol "
            f"de {year + 1}"
        )
        yield HouseholdPaper(
            f"ibi-{year + 1}", f"IBI {year + 1} Balmes.pdf", "property_tax", text, "ca",
            {
                "issuer": "Paeria de Lleida", "document_date": f"{year + 1}-04-20", "due_date": f"{year + 1}-07-05",
                "total": f"{412 + (year - 2021) * 9}.00",
            },
        )  # fmt: skip
        text = (
            f"Ajuntament de Lleida. Recaptació\nImpost sobre vehicles de tracció mecànica, {year + 1}\nTitular: Brais "
            f"Outeiro Lema. Matrícula 6417 LBD, 12,4 cavalls fiscals\nImport: {euros(Decimal('118.64') + year - 2021)} €\n"
            f"Es pot pagar fins al 3 de juny de {year + 1}"
        )
        yield HouseholdPaper(
            f"impuesto-coche-{year + 1}", f"IMG_20{year - 1990}0{year % 7}.jpg", "tax_letter", text, "ca",
            {
                "issuer": "Ajuntament de Lleida", "document_date": f"{year + 1}-03-11",
                "due_date": f"{year + 1}-06-03", "total": f"{Decimal('118.64') + year - 2021:.2f}",
            },
        )  # fmt: skip
