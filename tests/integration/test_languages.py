"""The language is detected page by page, whether a page holds a sentence, a paragraph or more."""

from pathlib import Path

import pymupdf
import pytest

from tests.support.letter import A4
from tests.support.reading import read_file

pytestmark = pytest.mark.integration

# The kind of text found in the papers that families keep.
TEXTS = {
    "es": (
        "La comunidad de propietarios se reunirá el jueves por la tarde en el portal.",
        "El administrador presentará las cuentas del año y el presupuesto del siguiente. Quien no pueda asistir puede "
        "dar su voto por escrito a otro vecino. Los gastos del ascensor se reparten según la escritura.",
        "Estimada vecina: le recordamos que la cuota de marzo sigue pendiente de pago. Si ya la ha abonado, no tenga en "
        "cuenta este aviso y envíenos una copia del recibo. En caso de duda estamos a su disposición por las mañanas.",
    ),
    "en": (
        "The boiler was serviced last Tuesday and is safe to use for another year.",
        "Please keep this certificate together with your warranty. The engineer replaced one valve and checked the "
        "pressure twice. If you smell gas, open the windows and call us at once.",
        "Dear Mrs Parker, thank you for your letter about the garden wall. We have asked a builder to look at it and "
        "shall write again as soon as his estimate has arrived. Until then nobody should walk along that side.",
    ),
    "ca": (
        "L'escola obrirà les portes a les nou i les famílies podran visitar totes les aules.",
        "Els alumnes que vulguin menjar al centre han d'omplir aquest full amb l'adreça i el telèfon dels pares. Cal "
        "dur-lo signat abans de divendres. Les beques es demanen a l'ajuntament.",
        "Benvolguda senyora: li fem saber que el seu fill ha faltat dos dies aquesta setmana. Si ha estat malalt, ens "
        "n'hauria de portar un justificant. Quedem a la seva disposició per parlar-ne quan vulgui, també al vespre.",
    ),
    "gl": (
        "A xunta de veciños celebrarase o vindeiro luns ás oito da tarde no baixo do edificio.",
        "O presidente lerá a acta anterior e explicará as obras do tellado. Os donos que non poidan vir deben deixar o "
        "seu voto nunha carta pechada. As cotas págansenos antes do día dez de cada mes.",
        "Estimado señor: recibimos a súa carta e sentimos moito os danos que a auga fixo na súa cociña. Un perito da "
        "compañía irá velos esta semana. Garde, por favor, todas as facturas dos arranxos que lle fixeron ata hoxe.",
    ),
    "eu": (
        "Bizilagunen batzarra datorren ostegunean egingo da, arratsaldeko zazpietan, atarian.",
        "Administratzaileak urteko kontuak aurkeztuko ditu, eta igogailuaren konponketa bozkatuko da. Etorri ezin duenak "
        "bere botoa idatziz eman diezaioke beste bizilagun bati.",
        "Andre agurgarria: jakinarazten dizugu zure eskaera jaso dugula eta hilabete barruan erantzungo dugula. Agiriren "
        "bat falta bada, telefonoz deituko dizugu. Edozein zalantza baduzu, goizetan bulegoan izango gaituzu.",
    ),
    "pt": (
        "A assembleia de condóminos realiza-se na próxima quinta-feira, às oito da noite.",
        "O administrador apresentará as contas do ano e o orçamento das obras no telhado. Quem não puder comparecer pode "
        "entregar uma procuração a um vizinho. As quotas em atraso têm de ser pagas até ao fim do mês.",
        "Exma. Senhora: acusamos a receção da sua carta e lamentamos os estragos que a água causou na cozinha. Um perito "
        "da companhia irá vê-los ainda esta semana. Guarde, por favor, todas as faturas das reparações já feitas.",
    ),
    "fr": (
        "L'assemblée des copropriétaires aura lieu jeudi prochain à vingt heures dans le hall.",
        "Le syndic présentera les comptes de l'année et le budget des travaux de toiture. Les absents peuvent donner leur "
        "voix par écrit à un voisin. Les charges sont réparties selon le règlement.",
        "Chère Madame, nous avons bien reçu votre courrier et nous regrettons les dégâts que l'eau a causés dans votre "
        "cuisine. Un expert passera les voir cette semaine. Veuillez garder toutes les factures des réparations.",
    ),
    "de": (
        "Die Versammlung der Eigentümer findet am nächsten Donnerstag um zwanzig Uhr statt.",
        "Der Verwalter stellt die Abrechnung des Jahres und den Plan für das Dach vor. Wer nicht kommen kann, darf seine "
        "Stimme schriftlich einem Nachbarn geben. Die Kosten werden nach Anteilen verteilt.",
        "Sehr geehrte Frau Brandt, wir haben Ihr Schreiben erhalten und bedauern den Schaden, den das Wasser in Ihrer "
        "Küche angerichtet hat. Ein Gutachter sieht ihn sich diese Woche an. Bitte heben Sie alle Rechnungen auf.",
    ),
    "it": (
        "L'assemblea dei condomini si terrà giovedì prossimo alle venti nell'androne.",
        "L'amministratore presenterà i conti dell'anno e il preventivo per il tetto. Chi non può venire può dare il suo "
        "voto per iscritto a un vicino. Le spese sono ripartite secondo i millesimi.",
        "Gentile signora, abbiamo ricevuto la Sua lettera e ci dispiace per i danni che l'acqua ha causato in cucina. Un "
        "perito passerà a vederli questa settimana. Conservi, per favore, tutte le fatture delle riparazioni già fatte.",
    ),
}  # fmt: skip
LENGTHS = {"sentence": 1, "paragraph": 2, "page": 3}


def print_pages(path: Path, *pages: tuple[str, ...]) -> Path:
    """A PDF with one page per tuple and one paragraph per text."""
    pdf = pymupdf.open()
    for texts in pages:
        page = pdf.new_page(width=A4[0], height=A4[1])
        for number, text in enumerate(texts):
            place = pymupdf.Rect(60, 80 + 120 * number, 535, 190 + 120 * number)
            assert page.insert_textbox(place, text, fontsize=11) >= 0
    pdf.save(path)
    return path


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("language", TEXTS)
def test_the_language_of_a_page_is_found(tmp_path: Path, language: str, length: str) -> None:
    (page,) = read_file(print_pages(tmp_path / "carta.pdf", TEXTS[language][: LENGTHS[length]]))
    assert page.language == language


def test_each_page_of_a_document_has_its_own_language(tmp_path: Path) -> None:
    pages = read_file(print_pages(tmp_path / "varias.pdf", *TEXTS.values()))
    assert [page.language for page in pages] == list(TEXTS)


@pytest.mark.parametrize("other", [language for language in TEXTS if language != "es"])
def test_a_quotation_does_not_change_the_language_of_a_page(tmp_path: Path, other: str) -> None:
    (page,) = read_file(print_pages(tmp_path / "carta.pdf", (*TEXTS["es"], TEXTS[other][0])))
    assert page.language == "es"


@pytest.mark.parametrize("language", TEXTS)
def test_names_and_figures_do_not_change_the_language_of_a_page(tmp_path: Path, language: str) -> None:
    figures = (
        "IBAN ES91 2100 0418 4502 0005 1332 · 1.446,72 EUR · Begoña Muñiz · www.example.com · NIF 00000000T"
    )
    (page,) = read_file(print_pages(tmp_path / "recibo.pdf", (TEXTS[language][0], figures)))
    assert page.language == language
