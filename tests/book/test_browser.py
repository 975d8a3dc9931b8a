"""The pages in a real Chromium: from disk and from a plain file server, light and dark, wide and narrow."""

import functools
import http.server
import shutil
import threading
from itertools import product

import pytest
from accessible import found_in_colours, found_on, found_on_phone, turn

from analysis.book.search import Section, index

PAGES = ["index", "report/survey", "report/cases", "report/method", "report/references", "report/codebook"]
RUN = "axe.run({preload: false})"  # a page from disk may not fetch its own stylesheet again
SIZES = {"wide": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}


class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128  # a page asks for many files at once; five waiting at most is too few on a busy machine


@pytest.fixture
def open_page(browser, built):
    """Opens a page from disk; at the end no page has said an error or asked another host."""
    contexts, errors = [], []

    def open_page(name, size="wide", scheme="light", base=None):
        context = browser.new_context(viewport=SIZES[size], color_scheme=scheme, reduced_motion="reduce")
        contexts.append(context)
        page = context.new_page()
        base = base or built.as_uri()
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "request", lambda request: None if request.url.startswith((base, "data:")) else errors.append(request.url)
        )
        page.on("requestfailed", lambda request: errors.append(request.url))
        page.goto(f"{base}/{name}.html")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def server(built):
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(built))
    handler.log_message = lambda *arguments: None
    with Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("name", PAGES)
def test_no_accessibility_violation_and_no_sideways_scroll(open_page, axe, name):
    page = open_page(name)
    assert found_on(page, axe) == []
    for size, scheme in product(SIZES, ("light", "dark")):
        page.set_viewport_size(SIZES[size])
        turn(page, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"]
        assert found_on_phone(page) == []
    page.emulate_media(media="print")
    assert found_in_colours(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_colour_too_pale_is_found_in_every_light(open_page, axe, scheme):
    page = open_page("report/survey", scheme=scheme)
    page.add_style_tag(content=f"html[data-theme='{scheme}'] tbody tr:nth-child(2n) td {{ color: #888 !important; background: #777 }}")
    assert {rule for rule, _ in found_on(page, axe)} == {"color-contrast"} == {rule for rule, _ in found_in_colours(page)}
    assert found_on(page, axe, colours=False) == []
    turn(page, "dark" if scheme == "light" else "light")
    assert found_in_colours(page) == []


def test_no_accessibility_violation_while_searching_or_choosing_a_chapter(open_page, axe):
    page = open_page("report/survey", "phone")
    page.evaluate(axe)
    page.fill("#search", "language")
    page.wait_for_selector(".search-results a")
    assert page.evaluate(f"{RUN}.then(result => result.violations.map(rule => rule.id))") == []
    page.keyboard.press("Escape")
    page.click(".nav-toggle")
    assert page.is_visible("#chapters")
    assert page.evaluate(f"{RUN}.then(result => result.violations.map(rule => rule.id))") == []
    page.keyboard.press("Escape")
    assert not page.is_visible("#chapters")


@pytest.mark.parametrize("name", PAGES)
def test_every_image_is_shown(open_page, name):
    page = open_page(name)
    page.evaluate("document.querySelectorAll('img').forEach(image => image.loading = 'eager')")
    page.wait_for_function("[...document.images].every(image => image.complete)")
    assert page.evaluate("[...document.images].every(image => image.naturalWidth > 0)")


def results(page, words):
    page.fill("#search", words)
    page.wait_for_function("!document.querySelector('.search-results').hidden")
    return page.locator(".search-results a")


def chapters(page):
    """The chapters that a search found something in, the best first."""
    return page.locator(".search-chapter").all_inner_texts()


def test_search_from_disk_finds_chapter_section_and_snippet(open_page):
    page = open_page("report/method")
    found = results(page, "yearly mean")
    assert found.count() == 1 and chapters(page) == ["2 Case studies"]
    text = found.first.inner_text()
    assert "2.2 Money" in text and "at the yearly mean rate" in text
    assert found.first.locator("mark").all_inner_texts() == ["yearly", "mean"]
    found.first.click()
    page.wait_for_url("**/report/cases.html#sec-case-money")


def test_search_wants_all_words_without_accents_and_says_when_it_has_only_some(open_page):
    page = open_page("index")
    assert results(page, "krakow gyor lodz αθηνα").count() == 1
    assert page.inner_text(".search-count") == "1 section"
    assert results(page, "krakow zzzz").count() == 1
    assert page.inner_text(".search-count").startswith("No section has all of these words.")
    assert results(page, "zzzz").count() == 0
    assert page.inner_text(".search-count").startswith("Nothing found")


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("langage", "language"),  # a letter left out
        ("intergration", "integration"),  # one too many
        ("DIPLOMA", "diplomas"),
        ("fact sheets", "fact sheet"),
        ("mother tongue", "language"),  # means the same
        ("foreign qualifications", "diplomas"),
        ("what is the yearly mean?", "yearly mean"),  # small words do not count
        ("mentor", "mentoring"),
    ],
)
def test_search_forgives_and_knows_plurals_and_other_words(open_page, words, marked):
    page = open_page("index")
    assert results(page, words).count() >= 1
    found = {word.lower() for word in page.locator(".search-results mark").all_inner_texts()}
    assert set(marked.split()) <= found


@pytest.mark.parametrize(
    ("words", "others"), [("funding advice", [["funding", "money"]]), ("migrant barriers", [["migrant", "third country national"]])]
)
def test_words_of_a_title_come_before_others_of_the_same_meaning(open_page, built, tmp_path, words, others):
    sections = [
        Section(1, "chapter", "1", "A chapter"),
        Section(2, "money", "1.1", "Costs", "Advice: money, money and money again, which is more money than a text should name. " * 3),
        Section(2, "legal", "1.2", "Help for a third country national", "Barriers, and no more."),
        Section(2, "right", "1.3", words.capitalize(), "Long words that say nothing of it. " * 20),
    ]
    book = shutil.copytree(built, tmp_path / "book")
    (book / "assets/search.js").write_text(index([("index.html", "A chapter", 1.0, sections)], others), encoding="utf-8")
    page = open_page("index", base=book.as_uri())
    assert results(page, words).first.locator(".search-place").inner_text() == f"1.3 {words.capitalize()}"


def test_a_phrase_is_found_as_it_stands(open_page):
    page = open_page("index")
    assert results(page, '"summary table"').count() == 1
    assert page.locator(".search-results mark").all_inner_texts() == ["summary table"]
    assert results(page, '"table summary"').count() == 0
    assert results(page, "“Summary table”").count() == 1


def test_search_shows_chapters_before_the_dictionary_and_groups_what_it_finds(open_page):
    page = open_page("index")
    results(page, "answers")
    assert chapters(page)[-1] == "A Codebook" and len(chapters(page)) == len(set(chapters(page))) > 2
    assert results(page, "BARRIERS").first.inner_text().startswith("1.1 Barriers")


def test_search_by_keyboard(open_page, server):
    page = open_page("index", base=server)
    page.keyboard.press("/")
    page.keyboard.type("wilson")
    page.wait_for_selector(".search-results a")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('.search-results') !== null")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.press("Escape")
    assert page.is_hidden(".search-results")
    page.keyboard.type(" ")
    page.keyboard.press("Enter")
    page.wait_for_url("**/report/survey.html#sec-networks")
    page.wait_for_load_state("networkidle")  # its figures come from the server, which stops before the page does


def test_colours_follow_the_system_and_remember_the_choice(open_page, server):
    page = open_page("index", scheme="dark", base=server)
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(20, 25, 29)"
    page.click(".theme-toggle")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    page.goto(f"{server}/report/survey.html")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('figure img')).filter") == "none"
    page.click(".theme-toggle")
    assert "invert" in page.evaluate("getComputedStyle(document.querySelector('figure img')).filter")


def test_tabs_by_mouse_keyboard_and_link(open_page, built):
    page = open_page("report/survey")
    assert page.is_visible("#fig-regions") and page.is_hidden("#tbl-regions")
    page.click("role=tab[name='Table']")
    assert page.is_hidden("#fig-regions") and page.is_visible("#tbl-regions")
    page.keyboard.press("ArrowLeft")
    assert page.is_visible("#fig-regions")
    page.goto(f"{built.as_uri()}/report/survey.html#tbl-regions")
    page.reload()
    assert page.is_visible("#tbl-regions")


def test_without_script_everything_is_there(browser, built):
    context = browser.new_context(viewport=SIZES["phone"], java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{built.as_uri()}/report/survey.html")
    assert page.is_visible("#fig-regions") and page.is_visible("#tbl-regions") and page.is_visible("#chapters")
    context.close()


def test_skip_link_comes_first(open_page):
    page = open_page("report/survey")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the text"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_wide_tables_scroll_by_themselves_on_a_phone(open_page):
    page = open_page("report/survey", "phone")
    region = page.locator("#tbl-barriers .table-scroll")
    assert region.evaluate("region => region.scrollWidth > region.clientWidth && region.tabIndex === 0")
    assert open_page("report/survey").locator("#tbl-barriers .table-scroll").evaluate("region => region.tabIndex") == -1


def test_the_fonts_are_the_reports_own(open_page):
    page = open_page("report/survey")
    page.evaluate("document.fonts.ready.then(() => true)")
    loaded = page.evaluate("[...document.fonts].filter(font => font.status === 'loaded').map(font => font.family)")
    assert {name.strip('"') for name in loaded} == {"Fira Sans", "IBM Plex Serif"}


def test_print_shows_all_tabs_and_no_navigation(open_page):
    page = open_page("report/survey", scheme="dark")
    page.emulate_media(media="print")
    assert page.is_visible("#tbl-regions") and page.is_visible("#fig-regions")
    assert not page.is_visible("#chapters") and not page.is_visible("#search")
    assert page.evaluate("getComputedStyle(document.querySelector('figure img')).filter") == "none"


def test_print_opens_what_is_folded_and_closes_it_again(open_page):
    page = open_page("report/survey")
    inside = page.get_by_text("Base of it")
    assert not inside.is_visible()
    page.emulate_media(media="print")
    inside.wait_for(state="visible")
    assert page.get_by_text("A Wilson interval at").is_visible()
    assert not page.is_visible(".fold summary") and not page.is_visible(".exhibit-links") and not page.is_visible("h2 .permalink")
    page.emulate_media(media="screen")
    inside.wait_for(state="hidden")


def test_no_table_is_cut_on_paper_and_no_address_is_printed(open_page):
    page = open_page("report/survey")
    page.set_viewport_size({"width": 627, "height": 900})  # A4 without its margins
    page.emulate_media(media="print")
    widths = "[...document.querySelectorAll('.table-scroll')].map(r => [r.querySelector('table').scrollWidth, r.clientWidth])"
    assert all(table <= region for table, region in page.evaluate(widths))
    assert page.evaluate("document.documentElement.scrollWidth") <= 627
    printed = "[...document.querySelectorAll('main a')].map(a => getComputedStyle(a, '::after').content)"
    assert set(page.evaluate(printed)) <= {"none", "normal"}


def test_headings_and_exhibits_have_links_to_themselves_in_sight(open_page):
    page = open_page("report/survey")
    link = page.locator("#sec-barriers .permalink")
    assert link.is_visible() and link.get_attribute("aria-label") == "Link to this section"
    link.click()
    page.wait_for_url("**/report/survey.html#sec-barriers")
    assert "#" not in page.locator(".contents").inner_text()
