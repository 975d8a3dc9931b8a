"""A table to choose from, in a real Chromium, from disk: filters, sorting, full text, a link that keeps the choice."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
import yaml
from pypdf import PdfReader

from analysis.book import render

REPOSITORY = Path(__file__).parents[2]

@pytest.fixture(scope="module")
def found(with_catalogue, tmp_path_factory):
    """A book with such a table, as pages and as PDF."""
    out = tmp_path_factory.mktemp("catalogue") / "out"
    render(with_catalogue, out, engine="embedded")
    return out


@pytest.fixture
def page(browser, found):
    """Opens the page from disk, with what stands behind its address; at the end it has said no error and asked no host."""
    contexts, errors = [], []

    def open_page(behind: str = "", **options):
        contexts.append(browser.new_context(reduced_motion="reduce", **options))
        page = contexts[-1].new_page()
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("request", lambda request: None if request.url.startswith(("file:", "data:")) else errors.append(request.url))
        page.goto(found.as_uri() + "/report/codebook.html" + behind)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []


def shown(page) -> list[str]:
    """The practices that the table shows, in their order."""
    return page.eval_on_selector_all("#tbl-find tbody tr", "rows => rows.map(row => row.cells[1].textContent)")


def shows(page, *names: str) -> None:
    """The table comes to show these practices, in this order; the library sorts a moment after it is asked to."""
    page.wait_for_function("names => [...document.querySelectorAll('#tbl-find tbody tr')].map(row => row.cells[1]?.textContent).join('|') === names", arg="|".join(names))


def address(page) -> str:
    """The address as the page has it now; `page.url` learns of a change only later."""
    return page.evaluate("location.href")


def test_a_filter_stands_for_each_column_of_values_that_come_again(page):
    page = page()
    assert page.locator(".catalogue-filter label").all_inner_texts() == ["Country", "Dimension", "Sectors", "Groups", "Evaluation", "Words in any column"]
    assert page.locator(".catalogue-filter select").nth(2).locator("option").all_inner_texts() == ["All", "Arts", "Employment", "Housing", "Language"]
    assert page.locator(".catalogue-bar").count() == 1, "only in a catalogue"


def test_what_is_chosen_together_is_what_is_shown(page):
    page = page()
    page.get_by_label("Sectors", exact=True).select_option("Language")
    assert shown(page) == ["Choir", "Advice", "Language café"]
    page.get_by_label("Groups", exact=True).select_option("Women")
    assert shown(page) == ["Choir", "Advice"] and page.inner_text(".catalogue-count").startswith("2 of 4 shown.")
    page.get_by_label("Words in any column", exact=True).fill("italy hous")
    assert shown(page) == ["Advice"]
    page.get_by_label("Words in any column", exact=True).fill("nothing so")
    assert page.inner_text("#tbl-find tbody").strip() != "" and page.inner_text(".catalogue-count").startswith("0 of 4 shown.")
    page.get_by_role("button", name="Show all").click()
    assert len(shown(page)) == 4 and "#" not in address(page)


def test_words_are_found_without_their_accents(page):
    page = page()
    page.get_by_label("Words in any column", exact=True).fill("cafe")
    assert shown(page) == ["Language café"]


def test_a_link_keeps_the_choice(page):
    first = page()
    first.get_by_label("Country", exact=True).select_option("Greece")
    first.get_by_label("Words in any column", exact=True).fill("work")
    assert address(first).endswith("#country=Greece&text=work")
    again = page("#" + address(first).partition("#")[2])
    assert shown(again) == ["Workshop"] and again.get_by_label("Country", exact=True).input_value() == "Greece"
    again.evaluate("location.hash = 'country=Spain'")
    again.wait_for_function("document.querySelectorAll('#tbl-find tbody tr')[0].cells[1].textContent === 'Language café'")
    assert len(shown(page("#tbl-find"))) == len(shown(page("#country=Atlantis"))) == 4, "a place on the page, and a value that is not there"


def test_columns_are_sorted_with_the_keyboard_as_what_they_are(page):
    page = page()
    number = page.get_by_role("button", name=re.compile("^No"))
    number.focus()
    page.keyboard.press("Enter")
    shows(page, "Language café", "Choir", "Workshop", "Advice")  # numbers as numbers
    assert page.get_attribute("#tbl-find th >> nth=0", "aria-sort") == "ascending"
    page.get_by_role("button", name=re.compile("^Years")).focus()
    page.keyboard.press("Space")
    page.wait_for_selector("#tbl-find th[aria-sort=ascending] >> text=Years")
    assert [name for name in shown(page) if name != "Language café"] == ["Advice", "Workshop", "Choir"], "years by the first of them"


def test_no_accessibility_violation(page, axe):
    for options in ({"viewport": {"width": 390, "height": 844}}, {"color_scheme": "dark"}):
        opened = page("#country=Greece", **options)
        opened.evaluate(axe)
        found = opened.evaluate("axe.run({preload: false}).then(result => result.violations)")
        assert [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found] == []
        assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_a_phone_each_row_is_a_card_that_is_sorted_and_searched_like_the_table(page):
    opened = page(viewport={"width": 390, "height": 844})
    assert opened.evaluate("document.querySelector('#tbl-find .table-scroll').scrollWidth <= innerWidth"), "nothing scrolls by itself"
    card = opened.get_by_role("row").filter(has_text="Choir")
    assert card.evaluate("row => row.scrollHeight > 4 * row.cells[0].scrollHeight"), "its values stand below each other"
    assert card.locator("td").nth(1).evaluate("cell => getComputedStyle(cell, '::before').content") == '"Practice" / ""'
    opened.get_by_role("button", name=re.compile("^No")).click()
    shows(opened, "Language café", "Choir", "Workshop", "Advice")
    opened.get_by_label("Words in any column", exact=True).fill("women")
    assert shown(opened) == ["Choir", "Advice"], "by a value far down in the card"


def test_without_a_script_the_table_stands_as_it_is(page):
    opened = page(java_script_enabled=False)
    assert opened.locator("#tbl-find tbody tr").count() == 4 and opened.locator(".catalogue-bar").count() == 0


def test_the_scripts_are_loaded_where_there_is_something_to_choose_from_only(found):
    pages = {file.stem: file.read_text(encoding="utf-8") for file in (found / "report").glob("*.html")}
    assert [name for name, html in pages.items() if "dataTables" in html] == ["codebook"]


def test_on_paper_the_table_has_its_first_columns(found):
    text = " ".join(page.extract_text() for page in PdfReader(found / "sample-book.pdf").pages)
    assert "Language café" in text and "Dimension" in text
    assert "Everybody" not in text and "Internal; Planned" not in text


def test_facts_are_pairs_on_paper_and_a_definition_list_on_the_page(found):
    text = " ".join(page.extract_text() for page in PdfReader(found / "sample-book.pdf").pages)
    assert re.search(r"Organiser\s+Town of Malmö", text)
    html = (found / "report" / "codebook.html").read_text(encoding="utf-8")
    assert re.search(r'<div class="facts">\s*<dl>\s*<dt>Organiser</dt>\s*<dd>\s*Town of Malmö\s*</dd>', html)


def test_scripts_of_others_are_those_that_are_noted():
    """With version and hash, and with their licence in front."""
    vendor = REPOSITORY / "report" / "vendor"
    told = yaml.safe_load((vendor / "libraries.yml").read_text(encoding="utf-8"))
    assert told.keys() == {file.name for file in vendor.glob("*.js")}
    for name, about in told.items():
        licence, _, script = (vendor / name).read_bytes().partition(b"\n*/\n")
        assert licence.startswith(b"/*!\nThe MIT License") and about["licence"] == "MIT"
        assert hashlib.sha256(script).hexdigest() == about["sha256"] and f"DataTables {about['version']}".encode() in script[:60]


def test_both_engines_take_away_columns_on_paper_in_the_same_way():
    """Each has filters of its own, and no file that both could load lies where Quarto and the engine look."""
    filters = (REPOSITORY / "report/quarto.lua", REPOSITORY / "src/analysis/book/filters/tables.lua")
    ours, theirs = (re.search(r"-- On paper a catalogue .*?\nlocal function printed.*?\nend\n", file.read_text(encoding="utf-8"), re.DOTALL)[0] for file in filters)
    assert ours == theirs
