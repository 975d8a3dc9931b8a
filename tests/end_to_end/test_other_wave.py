"""The same notebooks serve any wave: its own numbers, no trace of 2012, no personal data anywhere."""

from __future__ import annotations

import csv
import re

import pytest
from accessible import found_in_colours, found_on
from pypdf import PdfReader

pytestmark = pytest.mark.xdist_group("report_other")
GONE = ["networks", "audit", "errata"]


def pages(built) -> dict[str, str]:
    return {f.name: re.sub(r"<[^>]+>", " ", f.read_text(encoding="utf-8")) for f in built.book.rglob("*.html")}


@pytest.fixture(scope="module")
def pdf(report_other) -> str:
    return " ".join(page.extract_text() for page in PdfReader(next(report_other.book.glob("*.pdf"))).pages)


def test_the_wave_is_built_without_the_chapters_it_has_no_source_for(report_other):
    assert report_other.first.code == 0, report_other.first.err
    names = {f.stem for f in report_other.book.rglob("*.html")}
    assert {"index", "survey", "practices", "cases", "criteria", "case-sheets"} <= names
    assert not names & set(GONE)
    assert (report_other.book / "integration-practices-2031-test.pdf").is_file()


def test_its_book_shows_its_own_numbers(report_other):
    text = pages(report_other)
    assert "40" in text["index.html"] and "Portugal" in text["survey.html"] and "Croatia" in text["survey.html"]
    assert "Fjord project 2" in text["cases.html"] and "Malta" in text["practices.html"]
    with (report_other.processed / "estimates.csv").open(encoding="utf-8") as file:
        rows = {row["key"]: row for row in csv.DictReader(file)}
    assert rows["survey.country.PT.share"]["numerator"] == "16" and rows["survey.country.PT.share"]["base"] == "40"
    assert "survey.measure_legal.civic.rating.mean" in rows and "factsheets.fs_dimension.cultural.share" in rows
    assert {row["evidence"] for row in rows.values()} <= {"simulated", "bounds", "coded", "published"}


def test_sections_it_has_nothing_for_are_left_out(report_other):
    text = pages(report_other)["method.html"]
    assert "Estimates" in text and "Keyed twice" not in text and "Assumptions" not in text


def test_no_result_of_2012_shows_in_it(report_other, pdf):
    text = " ".join(pages(report_other).values()) + pdf
    for trace in (
        "Greece",
        "Roubaix",
        "47.9",
        "79.2",
        "628",
        "for the Committee of the Regions",
        "wave 2012",
        "Wave 2012",
        "Rebuilt extract.",
    ):
        assert not re.search(rf"(?<!\w){re.escape(trace)}(?!\w)", text), trace  # not within a hash


def test_simulated_data_are_said_to_be_so_on_the_first_page(report_other):
    assert "simulated" in pages(report_other)["index.html"]


def test_personal_data_reach_no_file(report_other, pdf):
    planted = ["Quixwold", "quixwold.example", "555 0123"]
    written = [
        f for f in report_other.root.rglob("*") if f.is_file() and "raw" not in f.relative_to(report_other.root).parts
    ]
    assert len(written) > 100
    for file in written:
        data = pdf.encode() if file.suffix == ".pdf" else file.read_bytes()
        assert not [word for word in planted if word.encode() in data], file
    log = (report_other.processed / "cleaning_log.csv").read_text(encoding="utf-8")
    assert "survey,contact_person,personal_data_dropped,1" in log


def test_pages_of_any_wave_are_accessible(report_other, browser, axe):
    context = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    for file in sorted(report_other.book.rglob("*.html")):
        page = context.new_page()
        page.goto(file.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, file.name
        assert [*found_on(page, axe, colours=False), *found_in_colours(page)] == [], file.name
        page.close()
    context.close()


def test_a_renamed_column_of_an_export_is_mapped_in_wave_yml(report_other):
    folder = report_other.root / "raw" / "2031-test"
    practices = folder / "practices.csv"
    text, declared = practices.read_text(encoding="utf-8"), (folder / "wave.yml").read_text(encoding="utf-8")
    practices.write_text(text.replace("practice_id,title", "ID,title", 1), encoding="utf-8")
    assert report_other.command("check", "2031-test").code == 2
    mapped = declared.replace(
        "practices: practices.csv", "practices: {file: practices.csv, mapping: {ID: practice_id}}"
    )
    (folder / "wave.yml").write_text(mapped, encoding="utf-8")
    assert report_other.command("check", "2031-test").code == 0
    practices.write_text(text, encoding="utf-8")
    (folder / "wave.yml").write_text(declared, encoding="utf-8")
