"""Pages with tables like those that families and firms receive, with their exact grids: one PDF page each."""

import random
from collections.abc import Callable
from dataclasses import dataclass

import pymupdf

from function.document.pages import Table
from tests.support.table_sheet import LEFT, RIGHT, Drawing, Entry, Ruling, Sheet


def row(*texts: str, bold: bool = False) -> list[Entry]:
    return [Entry(text, bold=bold) for text in texts]


def euros(value: float) -> str:
    """The Spanish form: 1.751,00."""
    return f"{value:,.2f}".translate(str.maketrans(",.", ".,"))


GOODS = (
    "Cable H07V-K 2,5 mm² (rollo 100 m)", "Interruptor magnetotérmico 16 A", "Caja estanca IP65",
    "Luminaria LED 36 W", "Señal de emergencia «SALIDA»", "Mano de obra: oficial 1ª (horas)", "Portes y tramitación",
    "Revisión de la caldera", "Azulejo blanco 20×20", "Pintura plástica mate\ncolor hueso, cubo de 15 l",
    "Tubo corrugado Ø 25\nlibre de halógenos", "Grifo monomando\nserie «Níquel»",
)  # fmt: skip
MOVES = (
    "Recibo Aguas del Cañón", "Transferencia a favor de\nBegoña Muñiz Águeda", "Nómina de mayo",
    "Compra tarj. 4012 Panadería Íñigo", "Comisión de mantenimiento", "Recibo comunidad de propietarios\n3º izquierda",
    "Bizum de Óscar Peña", "Reintegro cajero Logroño", "Devolución Hacienda", "Seguro del hogar",
)  # fmt: skip


def draw_invoice(sheet: Sheet, chance: random.Random) -> None:
    sheet.say("Suministros Eléctricos Peñíscola, S.L.", size=15, bold=True)
    sheet.say("C/ Año Nuevo, 25 – Polígono «El Carrascal»\n12598 Peñíscola (Castellón)\nCIF: B-12873645")
    sheet.put("FACTURA", 430, 75, size=15, bold=True)
    sheet.put("Nº F-2025/00348", 430, 93)
    sheet.put("Fecha: 03/06/2025", 430, 106)
    sheet.top += 20
    body = [
        row(f"EL-{chance.randrange(10, 9999):04}", goods, str(chance.randrange(1, 40)),
            euros(chance.uniform(2, 900)) + " €", f"{chance.choice((0, 5, 10))} %", euros(chance.uniform(9, 4000)) + " €")
        for goods in chance.sample(GOODS, chance.randrange(4, 9))
    ]  # fmt: skip
    totals = [
        [Entry(name, columns=5), Entry(euros(chance.uniform(90, 9000)) + " €", bold=True)]
        for name in ("Base imponible", "IVA 21 %", "TOTAL A PAGAR")
    ]
    head = row("Código", "Descripción", "Uds.", "Precio", "Dto.", "Importe")
    sheet.draw_table(
        Drawing([head, *body, *totals], (62, 185, 40, 70, 48, 80),
                ("left", "left", "right", "right", "right", "right"), "grid")
    )  # fmt: skip
    sheet.say("Forma de pago: transferencia bancaria a 30 días en la cuenta que figura arriba.\nGracias.")


def draw_payslip(sheet: Sheet, chance: random.Random) -> None:
    sheet.say("RECIBO INDIVIDUAL DEL PAGO DE SALARIOS", size=13, bold=True)
    sheet.say(
        "Empresa: Conservas Ibáñez, S.A.\nTrabajadora: Mª Asunción Zúñiga\nPeríodo: 01/05/2025 a 31/05/2025"
    )
    sheet.top += 12
    names = (
        "Salario base",
        "Plus convenio",
        "Antigüedad",
        "Mejora voluntaria",
        "Horas extraordinarias",
        "P.P. paga extra",
    )
    cuts = ("Contingencias comunes", "Desempleo", "Formación profesional", "IRPF")
    paid = [row(str(chance.randrange(1, 31)), name, euros(chance.uniform(30, 1900)), "")
            for name in names[: chance.randrange(3, 7)]]  # fmt: skip
    cut = [
        row(f"{chance.uniform(0.1, 15):.2f}".replace(".", ","), name, "", euros(chance.uniform(3, 300)))
        for name in cuts
    ]
    head = row("Cuantía", "Concepto", "Devengos", "Deducciones")
    total = row("", "TOTALES", euros(1893.5), euros(391.07), bold=True)
    sheet.draw_table(
        Drawing(
            [head, *paid, *cut, total], (70, 215, 100, 100), ("right", "left", "right", "right"), "columns"
        )
    )
    sheet.say("Líquido a percibir: 1.502,43 €", bold=True)


def draw_statement(sheet: Sheet, chance: random.Random) -> None:
    sheet.say("Extracto de su cuenta", size=16, bold=True)
    sheet.say("Titular: Noé Peña Zúñiga\nIBAN: ES12 3058 0199 3327 2000 4567\nMoneda: EUR")
    sheet.top += 15
    moves = [
        row(f"{day:02}/05/2025", f"{day + 1:02}/05/2025", chance.choice(MOVES),
            chance.choice("-+") + euros(chance.uniform(1, 2500)), euros(chance.uniform(10, 99999)))
        for day in sorted(chance.sample(range(1, 28), chance.randrange(5, 12)))
    ]  # fmt: skip
    head = row("Fecha", "Valor", "Concepto", "Importe", "Saldo")
    sheet.draw_table(
        Drawing([head, *moves], (75, 75, 185, 75, 75), ("left", "left", "left", "right", "right"), "rows")
    )
    sheet.say("Este documento tiene carácter informativo y no sirve como justificante de pago.")


def draw_merged(sheet: Sheet, chance: random.Random) -> None:
    sheet.say("Consumo de la vivienda", size=15, bold=True)
    sheet.say("Lecturas de los contadores, en las unidades que se indican en cada caso.")
    sheet.top += 10
    head = [
        [
            Entry("Suministro", rows=2),
            Entry("Primer semestre", columns=2),
            Entry("Segundo semestre", columns=2),
        ],
        row("Consumo", "Coste", "Consumo", "Coste"),
    ]
    body = []
    for name, kinds in (("Luz", ("Punta", "Valle")), ("Agua", ("Fría", "Caliente")), ("Gas", ("Natural",))):
        for index, _ in enumerate(kinds):
            lead = [Entry(name, rows=len(kinds))] if index == 0 else []
            numbers = [f"{chance.randrange(20, 4000)}", euros(chance.uniform(9, 900)) + " €"] * 2
            body.append(lead + row(*numbers))
    note = [
        Entry("Total del año", columns=3, bold=True),
        Entry(euros(chance.uniform(900, 9000)) + " €", columns=2),
    ]
    sheet.draw_table(
        Drawing(
            [*head, *body, note],
            (105, 90, 90, 90, 90),
            ("left", "right", "right", "right", "right"),
            "grid",
            2,
        )
    )


def draw_plain(sheet: Sheet, chance: random.Random, ruling: Ruling = "none") -> None:
    sheet.say("Tarifas de la piscina municipal", size=15, bold=True)
    sheet.say(
        "Los precios incluyen el IVA. Los abonos valen para toda la temporada de verano y son personales."
    )
    sheet.top += 14
    kinds = (
        "Adultos",
        "Jubilados",
        "Niños hasta 12 años",
        "Familia numerosa",
        "Grupos (desde 10)",
        "Socios del club",
    )
    body = [
        row(kind, *(euros(chance.uniform(1, 99)) + " €" for _ in range(3)))
        for kind in chance.sample(kinds, chance.randrange(3, 7))
    ]
    last = row("Fianza de la taquilla", "", "5,00 €", "5,00 €", bold=True)
    sheet.draw_table(
        Drawing([row("Usuarios", "Un día", "Diez días", "Temporada"), *body, last],
                (170, 85, 85, 95), ("left", "right", "right", "right"), ruling)
    )  # fmt: skip
    sheet.say("La piscina abre de once a ocho. Los lunes que no sean festivos permanece cerrada.")


def draw_booked(sheet: Sheet, chance: random.Random) -> None:
    draw_plain(sheet, chance, "book")


def draw_zebra(sheet: Sheet, chance: random.Random) -> None:
    draw_plain(sheet, chance, "zebra")


def draw_timetable(sheet: Sheet, chance: random.Random) -> None:
    sheet.say("Horario del grupo 3.º B", size=15, bold=True)
    sheet.top += 10
    subjects = (
        "Lengua\ncastellana",
        "Matemáticas",
        "Inglés",
        "Biología",
        "Música",
        "Educación\nfísica",
        "",
        "Tutoría",
    )
    hours = ("8:15-9:10", "9:10-10:05", "10:05-11:00", "11:30-12:25", "12:25-13:20")
    head = row("Hora", "Lunes", "Martes", "Miércoles", "Jueves", "Viernes")
    body = [[Entry(hour), *row(*(chance.choice(subjects) for _ in range(5)))] for hour in hours]
    body.insert(3, [Entry("11:00-11:30"), Entry("RECREO", columns=5)])
    sheet.draw_table(
        Drawing(
            [head, *body],
            (75, 78, 78, 78, 78, 78),
            ("left", "centre", "centre", "centre", "centre", "centre"),
            "grid",
        )
    )


PROSE = (
    "La comunidad de vecinos aprobó en su última junta el arreglo de la cubierta, que llevaba más de diez años con "
    "goteras. Las obras empiezan en otoño, cuando terminen las fiestas, y las pagarán todos los propietarios según "
    "su cuota de participación. El administrador enviará a cada vivienda el detalle de lo que le toca abonar. "
)


def draw_columned(sheet: Sheet, chance: random.Random) -> None:
    """Two columns of running text, with a ruled table in the second."""
    sheet.say("Boletín de la comunidad", size=18, bold=True)
    top, width = sheet.top + 20, (RIGHT - LEFT - 24) / 2
    second = LEFT + width + 24
    _set_prose(sheet, PROSE * 4, LEFT, top, width)
    sheet.top = _set_prose(sheet, PROSE, second, top, width) + 10
    body = [
        row(floor, euros(chance.uniform(100, 4000)) + " €")
        for floor in ("Bajo", "Primero", "Segundo", "Ático")
    ]
    sheet.draw_table(
        Drawing([row("Vivienda", "Cuota"), *body], (120, 100), ("left", "right"), "grid"), left=second
    )
    _set_prose(sheet, PROSE * 2, second, sheet.top, width)


def _set_prose(sheet: Sheet, text: str, x: float, top: float, width: float) -> float:
    """Sets running text in a column; returns where it ends."""
    words, line = text.split(), ""
    for word in words:
        longer = f"{line} {word}".strip()
        if sheet.fonts[False].text_length(longer, sheet.size) > width:
            sheet.put(line, x, top + sheet.size)
            top, line = top + 1.3 * sheet.size, word
        else:
            line = longer
    sheet.put(line, x, top + sheet.size)
    return top + 1.3 * sheet.size


def draw_letter(sheet: Sheet, _: random.Random) -> None:
    """No table: two addresses side by side, labels with values, a list, a place to sign."""
    for index, (left, right) in enumerate(
        (("Doña Begoña Muñiz Águeda", "Aguas del Cañón, S.A."), ("Calle Mayor, 7, 2.º B", "Plaza de España, 12"),
         ("33004 Oviedo", "28013 Madrid"), ("Tel. 985 12 34 56", "Atención al cliente"))
    ):  # fmt: skip
        sheet.put(left, LEFT, 80 + 15 * index)
        sheet.put(right, 340, 80 + 15 * index)
    sheet.top = 165
    sheet.say("Asunto: reclamación de la factura del mes de mayo", bold=True)
    sheet.top += 8
    sheet.top = _set_prose(sheet, PROSE, LEFT, sheet.top, RIGHT - LEFT) + 10
    for label, value in (("Contrato:", "2025-00871"), ("Contador:", "A-1177"), ("Importe:", "87,40 €"),
                         ("Lectura:", "1.204 m³")):  # fmt: skip
        sheet.put(label, LEFT, sheet.top)
        sheet.put(value, 160, sheet.top)
        sheet.top += 15
    sheet.say("• Copia de la factura\n• Fotografía del contador\n• Justificante de pago")
    sheet.put("La reclamante", LEFT + 30, sheet.top + 60)
    sheet.put("Por la empresa", 380, sheet.top + 60)
    sheet.put("Fdo.: Begoña Muñiz", LEFT + 30, sheet.top + 120)
    sheet.put("Fdo.: Íñigo Ibáñez", 380, sheet.top + 120)


KINDS: dict[str, Callable[[Sheet, random.Random], None]] = {
    "factura": draw_invoice,
    "nomina": draw_payslip,
    "extracto": draw_statement,
    "combinada": draw_merged,
    "tarifas": draw_plain,
    "filetes": draw_booked,
    "cebra": draw_zebra,
    "horario": draw_timetable,
    "columnas": draw_columned,
    "carta": draw_letter,
}


@dataclass(frozen=True)
class TablePage:
    """One PDF page with a text layer, and the tables on it."""

    name: str
    pdf: bytes
    tables: tuple[Table, ...]

    def render(self, dpi: int = 200) -> pymupdf.Pixmap:
        """The page as an RGB picture."""
        return pymupdf.open("pdf", self.pdf)[0].get_pixmap(dpi=dpi, alpha=False)


def draw_page(kind: str, seed: int = 1) -> TablePage:
    """A page of this kind, with contents, font and size chosen at random from `seed`."""
    chance = random.Random(f"{kind} {seed}")
    sheet = Sheet(pymupdf.open(), size=chance.choice((8.5, 9.5, 10.5)), family=chance.choice(("he", "ti")))
    KINDS[kind](sheet, chance)
    return TablePage(f"{kind}-{seed}", sheet.pdf.tobytes(garbage=3), tuple(sheet.tables))
