"""Bills that come every month or two: light, gas, water, telephone, community, after-school club."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from tests.support.search_set.household.paper import HouseholdPaper, dotted, euros, month, shift, written

ADDRESS = "carrer Balmes 31, 4t 2a, 25006 Lleida"


def write() -> Iterator[HouseholdPaper]:
    yield from _light()
    yield from _gas()
    yield from _water()
    yield from _water_of_grandmother()
    yield from _telephone()
    yield from _community()
    yield from _rent()


def _light() -> Iterator[HouseholdPaper]:
    for number in range(22):
        day = shift(date(2023, 1, 9), number)
        begin, end = shift(day, -1, 4), day.replace(day=3)
        usage = 182 + (number * 37) % 140
        total = Decimal(usage) * Decimal("0.2136") + Decimal("17.42")
        code = f"LE{day:%y}-{7003 + number * 411:06d}"
        heading = (
            "Factura de electricidad" if number % 3 else "FACTURA DE SU CONSUMO ELÉCTRICO (mercado libre)"
        )
        text = (
            f"LUMERA ENERGÍA, S.L.\n{heading}\nN.º de factura: {code}\nFecha de emisión: {dotted(day)}\n"
            f"Titular: Brais Outeiro Lema. Dirección de suministro: {ADDRESS}\n"
            f"Periodo de facturación: del {dotted(begin)} al {dotted(end)} ({(end - begin).days} días)\n"
            f"Consumo en el periodo: {usage} kWh. Potencia contratada: 4,6 kW. CUPS ES0031407250119003AB0F\n"
            f"Por potencia {euros('14.10')} €. Por energía {euros(Decimal(usage) * Decimal('0.1765'))} €. "
            f"Impuesto eléctrico y alquiler del contador {euros('3.32')} €. IVA 21 %.\n"
            f"TOTAL IMPORTE FACTURA: {euros(total)} €\n"
            f"Fecha de cargo en su cuenta: {written(day + timedelta(days=8))}."
        )
        named = (f"{day:%Y%m%d}_factura-lumera.pdf", f"IMG_{4100 + number * 13}.jpg", f"{code}.pdf")
        yield HouseholdPaper(
            f"luz-{day:%Y-%m}",
            named[number % 3],
            "utility_bill",
            text,
            fields={
                "issuer": "Lumera Energía, S.L.",
                "document_date": day.isoformat(),
                "due_date": (day + timedelta(days=8)).isoformat(),
                "period_start": begin.isoformat(),
                "period_end": end.isoformat(),
                "total": f"{total:.2f}",
                "invoice_number": code,
            },
        )


def _gas() -> Iterator[HouseholdPaper]:
    for number in range(11):
        day = shift(date(2023, 2, 21), number * 2)
        begin, end = shift(day, -2, 16), day.replace(day=15)
        usage = (1310, 640, 190, 150, 520, 1190)[number % 6] + number * 7
        total = Decimal(usage) * Decimal("0.0712") + Decimal("12.95")
        text = (
            f"Gasvall Comercializadora, S.A.U.\nFactura de gas natural {day:%Y}/{50210 + number * 37}\n"
            f"Emitida el {written(day)}\nContrato 330917-2 a nombre de Mireia Nadal Puig\n"
            f"Lectura anterior ({dotted(begin)}) y actual ({dotted(end)}): {usage} kWh\n"
            f"Término fijo 9,80 €, término variable {euros(Decimal(usage) * Decimal('0.0601'))} €, "
            f"impuesto sobre hidrocarburos, alquiler de equipos e IVA.\nImporte total: {euros(total)} euros\n"
            f"Se cargará en su banco a partir del {dotted(day + timedelta(days=10))}. Urgencias de gas: 900 118 404."
        )
        yield HouseholdPaper(
            f"gas-{day:%Y-%m}",
            f"gasvall_{day:%m_%Y}.pdf" if number % 2 else f"scan{day:%y%m}0{number}.pdf",
            "utility_bill",
            text,
            fields={
                "issuer": "Gasvall Comercializadora, S.A.U.",
                "document_date": day.isoformat(),
                "due_date": (day + timedelta(days=10)).isoformat(),
                "total": f"{total:.2f}",
            },
        )


def _water() -> Iterator[HouseholdPaper]:
    for number in range(7):
        day = shift(date(2023, 3, 28), number * 3)
        quarter, total = (day.month + 2) // 3, Decimal("41.15") + number * Decimal("2.37")
        text = (
            f"AIGÜES DEL SEGRIÀ, SA\nFactura d’aigua i clavegueram\nPeríode: {quarter}r trimestre de {day.year}\n"
            f"Data de la factura: {dotted(day)}. Pòlissa 0117733\nAbonat: Mireia Nadal Puig, {ADDRESS}\n"
            f"Consum: {21 + number} m³. Quota de servei, cànon de l’aigua i taxa de clavegueram.\n"
            f"TOTAL A PAGAR: {euros(total)} €\nDomiciliat. Data límit de pagament: {dotted(shift(day, 1, 20))}."
        )
        yield HouseholdPaper(
            f"agua-{day.year}-t{quarter}",
            f"aigua {quarter}T {day.year}.pdf",
            "utility_bill",
            text,
            "ca",
            {
                "issuer": "Aigües del Segrià, SA",
                "document_date": day.isoformat(),
                "due_date": shift(day, 1, 20).isoformat(),
                "total": f"{total:.2f}",
            },
        )


def _water_of_grandmother() -> Iterator[HouseholdPaper]:
    for number in range(4):
        day = shift(date(2024, 1, 30), number * 3, 30)
        total = Decimal("23.08") + number * Decimal("1.94")
        text = (
            f"CONCELLO DE BUEU. Servizo municipal de augas\nRecibo de auga, lixo e sumidoiros\n"
            f"Titular: Herminia Lema Pazos, rúa Montero Ríos 8, Bueu\nPeríodo: {quarter_of(day)}º trimestre de {day.year}\n"
            f"Data de emisión: {written(day, 'gl')}\nConsumo: {12 + number} m³\nTotal do recibo: {euros(total)} €\n"
            f"Prazo de pago en período voluntario: ata o {written(shift(day, 2, 5), 'gl')}."
        )
        yield HouseholdPaper(
            f"auga-bueu-{day:%Y-%m}",
            f"{0x9F3A1C + number * 7919:08x}.pdf",
            "utility_bill",
            text,
            "gl",
            {
                "issuer": "Concello de Bueu",
                "document_date": day.isoformat(),
                "due_date": shift(day, 2, 5).isoformat(),
                "total": f"{total:.2f}",
            },
        )


def quarter_of(day: date) -> int:
    return (day.month + 2) // 3


def _telephone() -> Iterator[HouseholdPaper]:
    for number in range(11):
        day = shift(date(2024, 1, 2), number)
        total = Decimal("58.90") + (Decimal("6.15") if number % 4 == 2 else 0)
        extra = "Llamadas a numeración especial y roaming: 6,15 €\n" if number % 4 == 2 else ""
        text = (
            f"Ontelia Comunicaciones. Su factura de {month(day)} de {day.year}\nFecha: {dotted(day)} "
            f"Factura ON-{day:%y%m}-884120\nCliente: Brais Outeiro Lema\nFibra 1 Gb y tres líneas de móvil (611 204 417, "
            f"611 204 418, 622 730 915): 58,90 €\n{extra}Total con impuestos incluidos: {euros(total)} €\n"
            f"Forma de pago: recibo domiciliado el día 8. Servicio de atención al cliente: 1455."
        )
        yield HouseholdPaper(
            f"telefono-{day:%Y-%m}",
            f"Factura_Ontelia_{month(day).capitalize()}{day:%y}.pdf",
            "invoice",
            text,
            fields={
                "issuer": "Ontelia Comunicaciones",
                "document_date": day.isoformat(),
                "total": f"{total:.2f}",
                "invoice_number": f"ON-{day:%y%m}-884120",
            },
        )


def _community() -> Iterator[HouseholdPaper]:
    for number in range(6):
        day = shift(date(2023, 1, 15), number * 3)
        day_of_term = shift(day, 0, 25)
        text = (
            f"Finques Ponent, administració de finques\nCOMUNITAT DE PROPIETARIS BALMES 31\n"
            f"Rebut de la quota ordinària, {quarter_of(day)}r trimestre {day.year}\nLleida, {written(day, 'ca')}\n"
            f"Propietària: Mireia Nadal Puig. Pis 4t 2a, coeficient 5,12 %\nImport: {euros(126 + 3 * (number // 4))} €\n"
            f"Es passarà pel banc el {dotted(day_of_term)}. Inclou ascensor, neteja i assegurança de l’edifici."
        )
        yield HouseholdPaper(
            f"comunidad-{day.year}-t{quarter_of(day)}",
            f"comunitat_{day:%Y}_{quarter_of(day)}.pdf",
            "receipt",
            text,
            "ca",
            {
                "issuer": "Finques Ponent",
                "document_date": day.isoformat(),
                "due_date": day_of_term.isoformat(),
                "total": f"{126 + 3 * (number // 4)}.00",
            },
        )


def _rent() -> Iterator[HouseholdPaper]:
    for number in range(6):
        day = shift(date(2024, 5, 3), number)
        text = (
            f"RECIBO DE ALQUILER\nHe recibido de Herminia Lema Pazos la cantidad de 95,00 € en concepto de renta del "
            f"mes de {month(day)} de {day.year} por la plaza de garaje n.º 14 de la calle Pescadores 3, Bueu.\n"
            f"Bueu, a {written(day)}\nEl arrendador, Avelino Currás Piñeiro"
        )
        yield HouseholdPaper(
            f"recibo-garaje-{day:%Y-%m}",
            f"recibo {day:%m-%y}.jpg",
            "receipt",
            text,
            fields={"document_date": day.isoformat(), "total": "95.00", "issuer": "Avelino Currás Piñeiro"},
        )
