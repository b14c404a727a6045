"""The page, as a person uses it in a browser."""

import re
from pathlib import Path

import pymupdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import ImageFilter
from playwright.sync_api import Page, Request, expect

from local.samples import SAMPLES
from tests.browser.conftest import DESK, PATIENCE_MS, PHONE, OpenTab, Person, Tab
from tests.support.gate import books_held, storage_held_up
from tests.support.letter import draw_image, draw_scan
from tests.support.running import Running
from tests.support.small_documents import scan_of_expenses
from tests.support.waiting import wait_until

SAMPLE_FILES = {sample.file.name: sample.file for sample in SAMPLES}
VIEWS = ("", "search?q=caldera", "review", "document")
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture
def tab(open_tab: OpenTab, ana: Person, papers: dict[str, str]) -> Tab:
    """Ana's, signed in."""
    tab = open_tab()
    tab.sign_in(ana)
    return tab


def write_letter(folder: Path, name: str, *lines: str) -> Path:
    draw_image(lines, dpi=150, size=14).save(folder / name)
    return folder / name


def show(tab: Tab, view: str, papers: dict[str, str]) -> None:
    """Open a view and wait until what it is about is there."""
    tab.open(f"document/{papers['contrato.pdf']}" if view == "document" else view)
    there = {"": ".paper", "review": ".review-paper, .empty", "document": ".page .line"}
    tab.page.wait_for_selector(there.get(view, ".result .crop"))


def test_signing_in_says_what_is_wrong_and_opens_the_papers(
    open_tab: OpenTab, ana: Person, papers: dict[str, str]
) -> None:
    tab = open_tab()
    tab.open()
    tab.page.fill("#email", ana.email)
    tab.page.fill("#password", "otra cosa")
    tab.page.keyboard.press("Enter")
    expect(tab.page.get_by_role("alert")).to_have_text(re.compile("contraseña no son correctos"))
    tab.page.fill("#password", ana.password)
    tab.page.keyboard.press("Enter")
    expect(tab.page.locator(".paper").first).to_be_visible()
    tab.page.get_by_role("button", name="Salir").click()
    expect(tab.page.locator("#email")).to_be_visible()


def test_a_session_lasts_when_the_page_is_opened_anew(tab: Tab) -> None:
    tab.page.reload()
    expect(tab.page.get_by_role("heading", name="Papeles", exact=True)).to_be_visible()


def test_a_server_signs_in_with_its_token_for_the_tab_only(
    open_tab: OpenTab, running: Running, papers: dict[str, str]
) -> None:
    token = running.stack.secrets.function_token
    tab = open_tab()
    tab.open()
    tab.page.locator("summary").click()
    tab.page.fill("#token", token)
    tab.page.keyboard.press("Enter")
    expect(tab.page.locator(".paper").first).to_be_visible()
    assert token not in tab.page.evaluate("JSON.stringify(localStorage)")


def test_three_files_are_read_while_one_watches(tab: Tab, running: Running, tmp_path: Path) -> None:
    files = [
        write_letter(tmp_path, "uno.png", "Primera carta sobre el tejado"),
        write_letter(tmp_path, "dos.png", "Segunda carta sobre el jardín"),
        tmp_path / "libro.pdf",
    ]
    # Other bytes than the sample's, so that it is no duplicate.
    files[2].write_bytes(SAMPLE_FILES["memoria.pdf"].read_bytes() + b"\n%%another\n")
    with books_held(running, "save_page") as gate:
        tab.page.set_input_files("#files", files)
        book = tab.page.locator(".paper", has_text="libro.pdf").locator(".progress")
        expect(book).to_have_text("Leyendo: 0 de 10 páginas")
        gate.open()
        for name in ("uno.png", "dos.png", "libro.pdf"):
            row = tab.page.locator(".paper", has_text=name)
            expect(row).to_have_count(1)
            expect(row.locator(".progress")).to_have_count(0)
            expect(row.get_by_text("En cola")).to_have_count(0)
    expect(tab.page.locator(".upload")).to_have_count(0)


def test_a_file_that_cannot_be_read_says_why_and_can_be_tried_again(tab: Tab, tmp_path: Path) -> None:
    (tmp_path / "roto.pdf").write_bytes(b"%PDF-1.7\n broken")
    tab.page.set_input_files("#files", tmp_path / "roto.pdf")
    row = tab.page.locator(".paper", has_text="roto.pdf")
    expect(row.locator(".problem")).to_be_visible()
    expect(row.get_by_role("button", name="Volver a intentarlo")).to_be_visible()


def test_a_pdf_with_a_password_is_read_once_the_right_one_is_typed(
    tab: Tab, ana: Person, running: Running
) -> None:
    right, wrong = "98765432M", "12345678Z"
    scan = draw_scan(draw_image(("La caldera se revisa en mayo",)))
    content = scan.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw=right, owner_pw="otra")
    asked: list[str] = []
    tab.page.on("request", lambda request: asked.append(request.url))
    document_id = ana.upload("cerrado.pdf", bytes(content))
    row = tab.page.locator(".paper", has_text="cerrado.pdf")
    field = row.get_by_label("Este PDF pide una contraseña")
    # Twice, since nothing about the document has changed the second time.
    for _ in range(2):
        field.fill(wrong)
        with storage_held_up(running):
            tab.page.keyboard.press("Enter")
            expect(row.get_by_role("button", name="Probando…")).to_be_visible()
        expect(row.get_by_role("alert")).to_contain_text("no lo abre")
        expect(field).to_be_focused()
        expect(field).to_have_value("")
    assert Axe().run(tab.page).response["violations"] == []
    tab.open(f"document/{document_id}")
    tab.page.get_by_label("Este PDF pide una contraseña").fill(right)
    tab.page.get_by_role("button", name="Leer", exact=True).click()
    expect(tab.page.locator(".line").first).to_contain_text("caldera")
    expect(tab.page.locator(".sheet image").first).to_be_attached()
    kept = tab.page.evaluate("JSON.stringify([localStorage, sessionStorage]) + document.body.innerHTML")
    logs = [path.read_text() for path in (running.stack.root / "logs").iterdir()]
    assert logs
    for password in (right, wrong):
        assert not [said for said in (kept, *asked, *logs) if password in said]


def watch_uploads(tab: Tab) -> list[Request]:
    """Requests that bring a file, as they leave the tab."""
    sent: list[Request] = []
    tab.page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    return sent


def count_papers(person: Person) -> int:
    listed = person.api.get("/api/documents", params={"limit": 100}).raise_for_status().json()
    return len(listed["documents"])


def test_a_file_that_is_there_is_said_before_it_goes_up(
    tab: Tab, ana: Person, papers: dict[str, str], tmp_path: Path
) -> None:
    sent = watch_uploads(tab)
    copy = tmp_path / "otra vez.jpg"
    copy.write_bytes(SAMPLE_FILES["factura.jpg"].read_bytes())
    tab.page.set_input_files("#files", copy)
    upload = tab.page.locator(".upload")
    expect(upload).to_contain_text(re.compile(r"Ya tiene este papel: «factura.jpg», del \d+ de \w+ de \d{4}"))
    assert sent == []
    upload.get_by_role("link", name="Abrir el que ya tiene").click()
    expect(tab.page).to_have_url(re.compile(papers["factura.jpg"]))
    tab.open()
    expect(tab.page.locator(".paper").first).to_be_visible()
    expect(upload).to_have_count(0)
    assert sent == []


def test_of_many_that_are_there_all_are_left_or_uploaded_at_once(
    tab: Tab, ana: Person, tmp_path: Path
) -> None:
    names = ("copia 1.txt", "copia 2.txt", "copia 3.txt")
    for name in names:
        ana.upload(name, name.encode())
        (tmp_path / name).write_text(name)
    (tmp_path / "nueva.txt").write_text("Una carta que no estaba.")
    before = count_papers(ana)
    sent = watch_uploads(tab)
    files = [tmp_path / name for name in (*names, "nueva.txt")]
    tab.page.set_input_files("#files", files)
    all_same = tab.page.locator(".uploads-same")
    expect(all_same).to_contain_text("3 archivos son iguales")
    # What is new goes up meanwhile.
    expect(tab.page.locator(".paper", has_text="nueva.txt")).to_be_visible()
    assert [request.url.rpartition("name=")[2].partition("&")[0] for request in sent] == ["nueva.txt"]
    assert Axe().run(tab.page).response["violations"] == []
    all_same.get_by_role("button", name="No subir ninguno").click()
    expect(tab.page.locator(".upload")).to_have_count(0)
    tab.page.set_input_files("#files", files)
    expect(all_same).to_contain_text("4 archivos son iguales")
    assert (len(sent), count_papers(ana)) == (1, before + 1)
    all_same.get_by_role("button", name="Subirlos todos igualmente").click()
    wait_until(lambda: count_papers(ana) == before + 5, PATIENCE_MS / 1000)


def test_a_file_that_the_browser_cannot_compare_is_refused_until_one_wants_it(
    open_tab: OpenTab, ana: Person, tmp_path: Path
) -> None:
    """As where the page is opened without https."""
    (tmp_path / "sin https.txt").write_text("Una carta sin https.")
    ana.upload("sin https.txt", b"Una carta sin https.")
    before = count_papers(ana)
    tab = open_tab()
    tab.page.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    tab.sign_in(ana)
    tab.page.set_input_files("#files", tmp_path / "sin https.txt")
    upload = tab.page.locator(".upload")
    expect(upload).to_contain_text(re.compile(r"Ya tiene este papel: «sin https.txt», añadido el \d+ de"))
    assert count_papers(ana) == before
    upload.get_by_role("button", name="Subirlo igualmente").click()
    expect(upload).to_have_count(0)
    assert count_papers(ana) == before + 1


@pytest.mark.parametrize(
    ("locale", "size", "button"), [("es-ES", DESK, "Filtrar"), ("en-GB", PHONE, "Filter")]
)
def test_papers_are_filtered_by_what_they_are_and_whom_they_are_from(
    open_tab: OpenTab, ana: Person, papers: dict[str, str], locale: str, size: dict[str, int], button: str
) -> None:
    tab = open_tab(locale=locale, viewport=size)
    tab.sign_in(ana)
    tab.page.get_by_role("button", name=button, exact=True).click()
    shown = tab.page.locator(".paper")
    tab.page.select_option("#type", "invoice")
    expect(shown).to_have_count(1)
    expect(shown).to_contain_text("factura.jpg")
    tab.page.select_option("#type", "")
    tab.page.select_option("#issuer", "Imprenta Peñaluenga, S. L.")
    tab.page.fill("#to", "2025-12-10")
    expect(shown).to_have_count(0)
    tab.page.fill("#to", "2025-12-31")
    tab.page.select_option("#state", "completed")
    expect(shown).to_have_count(1)
    # The address has the filter, so that it is there when one comes back.
    tab.page.reload()
    expect(shown).to_contain_text("factura.jpg")
    expect(tab.page.locator("#issuer")).to_have_value("Imprenta Peñaluenga, S. L.")
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    tab.page.select_option("#state", "failed")
    expect(shown).to_have_count(0)


def test_a_new_paper_shows_under_a_filter_that_lets_it_through(tab: Tab, tmp_path: Path) -> None:
    tab.open("?state=completed")
    expect(tab.page.locator(".paper").first).to_be_visible()
    (tmp_path / "bajo filtro.txt").write_text("Un papel que llega mientras se filtra.")
    tab.page.set_input_files("#files", tmp_path / "bajo filtro.txt")
    expect(tab.page.locator(".paper", has_text="bajo filtro.txt")).to_be_visible()


def test_a_file_dropped_in_any_view_is_uploaded(tab: Tab, tmp_path: Path) -> None:
    tab.open("search")
    tab.page.evaluate(
        """() => {
          const transfer = new DataTransfer();
          transfer.items.add(new File(["Una nota que se suelta."], "nota.txt", {type: "text/plain"}));
          for (const name of ["dragenter", "drop"]) {
            document.body.dispatchEvent(new DragEvent(name, {dataTransfer: transfer, bubbles: true, cancelable: true}));
          }
        }"""
    )
    expect(tab.page.locator(".paper", has_text="nota.txt")).to_be_visible()


def test_a_search_leads_to_the_marked_place(tab: Tab) -> None:
    tab.open("search")
    tab.page.fill("#query", "quién paga las averías de la caldera")
    first = tab.page.locator(".result").first
    expect(first).to_contain_text("contrato.pdf")
    expect(first.locator(".crop image")).to_be_visible()
    first.get_by_role("link").click()
    mark = tab.page.locator(".mark").first
    expect(mark).to_be_in_viewport()
    expect(tab.page.locator(".line.is-hit").first).to_be_visible()
    marked = " ".join(tab.page.locator(".line.is-hit").all_inner_texts())
    assert "caldera" in marked
    tab.page.get_by_role("link", name="Resultado siguiente").click()
    expect(tab.page.locator(".hits")).to_contain_text("Resultado 2 de")
    expect(tab.page.locator(".mark").first).to_be_in_viewport()


def test_the_picture_of_a_hit_shows_where_its_passage_begins(tab: Tab) -> None:
    """The letterhead stands at the right, and what follows it at the left edge of the page."""
    tab.open("search?q=The+Larkhollow+Seed+Library,+4+Tannery+Steps,+Upper+Larkhollow")
    crop = tab.page.locator(".result", has_text="letter.png").locator(".crop").first
    frame, mark = crop.bounding_box(), crop.locator(".mark").first.bounding_box()
    assert frame is not None
    assert mark is not None
    assert frame["x"] <= mark["x"]
    assert mark["x"] + mark["width"] <= frame["x"] + frame["width"]
    assert frame["y"] <= mark["y"]
    assert mark["y"] + mark["height"] <= frame["y"] + frame["height"]


def test_what_was_found_is_seen_in_a_hit_on_a_phone(
    open_tab: OpenTab, ana: Person, papers: dict[str, str]
) -> None:
    tab = open_tab(viewport=PHONE)
    tab.sign_in(ana)
    tab.open("search?q=personas+que+están+solas+o+pasan+dificultades")
    snippet = tab.page.locator(".result .snippet", has_text="pasan dificultades").first
    frame, word = snippet.bounding_box(), snippet.locator("mark", has_text="solas").bounding_box()
    assert frame is not None
    assert word is not None
    assert word["y"] + word["height"] <= frame["y"] + frame["height"]


def test_the_words_are_those_of_the_search_that_is_shown(tab: Tab) -> None:
    tab.open("search?q=caldera")
    expect(tab.page.locator("#query")).to_have_value("caldera")
    tab.open("search?q=cosecha")
    expect(tab.page.locator("#query")).to_have_value("cosecha")


def test_a_line_and_its_place_in_the_picture_show_each_other(tab: Tab, papers: dict[str, str]) -> None:
    show(tab, "document", papers)
    line = tab.page.locator(".line").nth(3)
    place = line.get_attribute("data-place")
    line.hover()
    expect(tab.page.locator(f'.place[data-place="{place}"]').first).to_have_class(re.compile("is-here"))
    other = tab.page.locator(".line").nth(1)
    tab.page.locator(f'.place[data-place="{other.get_attribute("data-place")}"]').first.click()
    expect(other).to_have_class(re.compile("is-here"))


def test_a_field_leads_to_its_place(tab: Tab, papers: dict[str, str]) -> None:
    tab.open(f"document/{papers['factura.jpg']}")
    tab.page.locator("button.value").first.click()
    expect(tab.page.locator(".mark").first).to_be_in_viewport()


def test_a_corrected_line_survives_a_second_reading(tab: Tab, ana: Person, tmp_path: Path) -> None:
    file = write_letter(tmp_path, "aviso.png", "El tejado se arregla en marzo", "Los vecinos pagan la obra")
    document_id = ana.upload(file.name, file.read_bytes())
    ana.wait_until_read(document_id)
    tab.open(f"document/{document_id}")
    tab.page.locator(".line").first.dblclick()
    tab.page.fill("#line-text", "El tejado se arregla en agosto")
    tab.page.keyboard.press("Enter")
    expect(tab.page.locator(".line").first).to_have_text(re.compile("agosto"))
    expect(tab.page.locator(".line-bar")).to_contain_text("Corregido el")
    completed = ana.show(document_id)["completed_at"]
    tab.page.get_by_role("button", name="Leer otra vez").click()
    wait_until(
        lambda: (now := ana.show(document_id))["status"] == "completed" and now["completed_at"] != completed,
        PATIENCE_MS / 1000,
    )
    expect(tab.page.locator(".line").first).to_have_text(re.compile("agosto"))
    assert "agosto" in ana.show(document_id)["text"]


def test_an_empty_cell_is_filled_in_and_nothing_moves_meanwhile(tab: Tab, ana: Person) -> None:
    document_id = ana.upload("gastos.png", scan_of_expenses())
    ana.wait_until_read(document_id)
    tab.open(f"document/{document_id}")
    expect(tab.page.locator(".sheet image")).to_be_attached()
    cell = tab.page.locator(".empty-cell")
    cell.click()
    expect(tab.page.locator(".line-bar")).to_contain_text("Casilla vacía")
    tab.page.evaluate(
        """() => {
          window.moved = [];
          const signs = ".content > .progress, .read .waiting";
          const note = () => document.querySelectorAll(signs).forEach((one) => moved.push(one.innerText));
          new MutationObserver(note).observe(document.body, {subtree: true, childList: true});
        }"""
    )
    cell.press("Enter")
    tab.page.fill("#line-text", "Dos plazas")
    tab.page.keyboard.press("Enter")
    expect(tab.page.locator(".line-bar")).to_contain_text("Corregido el")
    expect(cell).to_have_count(0)
    wait_until(lambda: "plaza\tDos plazas\t45,00" in ana.show(document_id)["text"], PATIENCE_MS / 1000)
    ana.wait_until_read(document_id)
    assert tab.page.evaluate("moved") == []
    expect(tab.page.locator(".line.corrected")).to_be_focused()
    tab.page.get_by_role("button", name="Deshacer").click()
    expect(cell).to_be_visible()
    wait_until(lambda: "Dos plazas" not in ana.show(document_id)["text"], PATIENCE_MS / 1000)


def test_doubts_are_settled_with_the_keyboard_and_undone(tab: Tab, ana: Person, tmp_path: Path) -> None:
    blurred = draw_image(dpi=72, size=11).convert("L").filter(ImageFilter.GaussianBlur(1))
    blurred.save(tmp_path / "borroso.jpg", quality=35)
    document_id = ana.upload("borroso.jpg", (tmp_path / "borroso.jpg").read_bytes())
    ana.wait_until_read(document_id)
    tab.open("review")
    paper = tab.page.locator(".review-paper", has_text="borroso.jpg")
    expect(paper.locator(".crop image").first).to_be_visible()
    doubts = paper.locator(".doubt input")
    expect(doubts.first).to_be_focused()
    tab.page.keyboard.press("ControlOrMeta+a")
    tab.page.keyboard.type("Muy señor mío:")
    tab.page.keyboard.press("Enter")
    expect(paper.locator(".doubt").first).to_contain_text("Guardado")
    expect(doubts.nth(1)).to_be_focused()
    # The text follows a moment later, with its chunks and the searchable copy.
    wait_until(lambda: "Muy señor mío:" in ana.show(document_id)["text"], PATIENCE_MS / 1000)
    tab.page.keyboard.press("Enter")
    expect(paper.locator(".doubt").nth(1)).to_contain_text("Guardado")
    paper.locator(".doubt").first.get_by_role("button", name="Deshacer").click()
    expect(doubts.first).to_be_focused()
    wait_until(lambda: "Muy señor mío:" not in ana.show(document_id)["text"], PATIENCE_MS / 1000)


def test_two_people_see_only_their_own_papers(
    open_tab: OpenTab, tab: Tab, luis: Person, papers: dict[str, str]
) -> None:
    luis.wait_until_read(luis.upload("de-luis.txt", b"Un papel de Luis sobre la caldera."))
    other = open_tab()
    other.sign_in(luis)
    expect(other.page.locator(".paper")).to_have_count(1)
    other.open("search?q=caldera")
    expect(other.page.locator(".result")).to_have_count(1)
    expect(other.page.locator(".result")).to_contain_text("de-luis.txt")
    other.open(f"document/{papers['contrato.pdf']}")
    expect(other.page.get_by_role("alert")).to_contain_text("ya no está")
    tab.open()
    expect(tab.page.locator(".paper").first).to_be_visible()
    expect(tab.page.locator(".paper", has_text="de-luis.txt")).to_have_count(0)


def test_the_next_person_at_the_machine_sees_nothing_of_the_last(tab: Tab, luis: Person) -> None:
    expect(tab.page.locator(".paper", has_text="contrato.pdf")).to_be_visible()
    tab.page.get_by_role("link", name="Buscar").click()
    tab.page.fill("#query", "caldera")
    expect(tab.page.locator(".result", has_text="contrato.pdf").first).to_be_visible()
    tab.page.get_by_role("button", name="Salir").click()
    tab.page.fill("#email", luis.email)
    tab.page.fill("#password", luis.password)
    tab.page.keyboard.press("Enter")
    expect(tab.page.get_by_role("search")).to_be_visible()
    expect(tab.page.get_by_text("contrato.pdf")).to_have_count(0)
    tab.page.get_by_role("link", name="Papeles").click()
    expect(tab.page.get_by_role("heading", name="Papeles", exact=True)).to_be_visible()
    expect(tab.page.get_by_text("contrato.pdf")).to_have_count(0)


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_is_wider_than_a_phone(
    open_tab: OpenTab, ana: Person, papers: dict[str, str], view: str
) -> None:
    tab = open_tab(viewport=PHONE, has_touch=True, is_mobile=True)
    tab.sign_in(ana)
    show(tab, view, papers)
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(("scheme", "size"), [("light", DESK), ("dark", DESK), ("dark", PHONE)])
def test_axe_finds_nothing(
    open_tab: OpenTab, ana: Person, papers: dict[str, str], view: str, scheme: str, size: dict[str, int]
) -> None:
    tab = open_tab(color_scheme=scheme, viewport=size)
    tab.sign_in(ana)
    show(tab, view, papers)
    assert Axe().run(tab.page).response["violations"] == []


def test_in_the_dark_the_page_is_dark(open_tab: OpenTab) -> None:
    tab = open_tab(color_scheme="dark")
    tab.open()
    tab.page.wait_for_selector("#email")
    ground = tab.page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert max(map(int, re.findall(r"\d+", ground)[:3])) < 64


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_everything_can_be_done_with_the_keyboard(open_tab: OpenTab, ana: Person, tmp_path: Path) -> None:
    file = write_letter(tmp_path, "teclado.png", "Una carta para el teclado", "con una segunda frase")
    document_id = ana.upload(file.name, file.read_bytes())
    ana.wait_until_read(document_id)
    tab = open_tab()
    tab.open()
    tab.page.wait_for_selector("#email")
    tab_to(tab.page, "#email")
    tab.page.keyboard.type(ana.email)
    press(tab.page, "Tab")
    tab.page.keyboard.type(ana.password)
    press(tab.page, "Enter")
    tab.page.wait_for_selector(".paper")
    tab_to(tab.page, f'a[href*="{document_id}"]')
    press(tab.page, "Enter")
    tab.page.wait_for_selector(".line")
    tab_to(tab.page, ".line")
    press(tab.page, "ArrowDown", "Enter")
    expect(tab.page.locator("#line-text")).to_be_focused()
    press(tab.page, "End")
    tab.page.keyboard.type(" más")
    press(tab.page, "Enter")
    expect(tab.page.locator(".line").nth(1)).to_have_text(re.compile("frase más"))
    expect(tab.page.locator(".line").nth(1)).to_be_focused()


def tab_to(page: Page, selector: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab does not reach {selector}.")


def test_the_language_is_the_browser_s_and_can_be_changed(open_tab: OpenTab) -> None:
    tab = open_tab(locale="en-GB")
    tab.open()
    expect(tab.page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
    tab.page.get_by_role("button", name="Español").click()
    expect(tab.page.get_by_role("button", name="Entrar", exact=True)).to_be_visible()
    assert tab.page.evaluate("document.documentElement.lang") == "es"
    tab.page.reload()
    expect(tab.page.get_by_role("button", name="Entrar", exact=True)).to_be_visible()
