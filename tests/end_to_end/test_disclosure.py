"""A wave of real answers: nobody who answered can be found in any file that leaves the team."""

from __future__ import annotations

import base64
import csv
import re
import zipfile
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from pypdf import PdfReader

pytestmark = pytest.mark.xdist_group("report_observed")
FORMS = ["questionnaire.xlsx", "questionnaire-fact-sheet.xlsx", "questionnaire-xlsform.xlsx", "questionnaire-limesurvey.txt", "pilot-evaluation.xlsx"]  # lists of all countries
PEOPLE = ["zebedee", "quixwold", "zzyzxborg", "555 0123", "wythdrawn", "zqx1", "zqx9"]  # in any case of letters
PACKED = {  # by how a file begins: the pixels of a PNG, the streams of a PDF
    b"\x89PNG": re.compile(rb"IDAT.*IEND", re.DOTALL),
    b"%PDF": re.compile(rb"(?<=stream)\r?\n.*?(?=endstream)", re.DOTALL),
}
LEAST = 5
SMALL = ("survey.consultations.", "factsheets.")


@cache
def texts(file: Path) -> list[str]:
    """What a file holds, read once for all tests."""
    return list(_texts(file))


def _texts(file: Path) -> Iterator[str]:
    """Also what is packed: the index of the search, the text and streams of a PDF, the parts of an archive."""
    data = file.read_bytes()
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            yield "\n".join(archive.namelist())
            yield from (_plain(archive.read(name)) for name in archive.namelist())
        return
    yield _plain(data)
    if file.name == "search.js":
        yield zlib.decompress(base64.b64decode(data.split(b'"')[1])).decode("utf-8")
    if file.suffix == ".pdf":
        reader = PdfReader(file)
        yield from (page.extract_text() for page in reader.pages)
        yield str(reader.metadata)
        for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
            try:
                yield zlib.decompress(stream).decode("utf-8", errors="ignore")
            except zlib.error:  # not packed, such as what the PDF says of itself
                yield stream.decode("utf-8", errors="ignore")


def _plain(data: bytes) -> str:
    """The text of a file without its packed parts, in which any few letters can come about by chance."""
    for start, packed in PACKED.items():
        data = packed.sub(b"", data) if data.startswith(start) else data
    return data.decode("utf-8", errors="ignore")


def published(built) -> list[Path]:
    """The book, the figures, the staged project of the book, and the tables but for those of answers."""
    folders = [built.root / name for name in ("_book", "figures", "processed", "_build/book", "_build/notebooks")]
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    return [file for file in files if file.name not in ("responses.csv", "factsheets.csv")]


def numbers(built) -> list[dict[str, str]]:
    """Every estimate that stands in a table of the wave or in a download of the book."""
    rows = []
    for file in [f for f in published(built) if f.suffix == ".csv"]:
        with file.open(encoding="utf-8") as stream:
            rows += [row for row in csv.DictReader(stream) if "numerator" in row]
    return rows


def test_the_report_of_real_answers_is_built(report_observed):
    assert report_observed.first.code == 0, report_observed.first.err
    assert len(published(report_observed)) > 60 and (report_observed.book / f"integration-practices-{report_observed.wave}.pdf").is_file()


def test_no_file_names_a_respondent(report_observed):
    for file in published(report_observed):
        for text in texts(file):
            assert not [word for word in PEOPLE if word in text.lower()], file


def test_no_file_holds_the_answers_of_the_respondents(report_observed):
    tables = ("responses.csv", "factsheets.csv")
    folders = [report_observed.root / name for name in ("_book", "figures", "_build/book")]
    assert not [file for folder in folders for name in tables for file in folder.rglob(name)]


def test_the_only_respondent_of_a_country_is_not_told_of(report_observed):
    for file in [f for f in published(report_observed) if f.name not in FORMS]:
        for text in texts(file):
            found = re.search(r"\bMalta\b|country[._,;](not_)?MT\b|,MT,", text)
            assert not found, (file, found)


def test_the_largest_countries_are_told_the_rest_is_with_the_next_smallest(report_observed):
    told = {row["key"]: row["numerator"] for row in numbers(report_observed) if row["key"].startswith("survey.country.")}
    assert told == {"survey.country.ES.share": "13", "survey.country.OTHER.share": "10", "survey.country.reported.share": "23"}
    assert "Spain" in " ".join(texts(report_observed.book / "report" / "survey.html"))


def test_no_number_rests_on_few(report_observed):
    rows = numbers(report_observed)
    assert len(rows) > 100
    for row in rows:
        if row["key"].startswith(SMALL):
            assert not any(row[c] for c in ("value", "numerator", "base", "ci_low", "ci_high")), row
        elif row["base"]:
            assert int(row["base"]) >= LEAST, row


def test_tables_to_download_show_no_small_base(report_observed):
    for file in report_observed.book.rglob("*.csv"):
        with file.open(encoding="utf-8") as stream:
            bases = [row["base"] for row in csv.DictReader(stream) if row.get("base")]
        assert all(int(base.replace(",", "")) >= LEAST for base in bases), file


def test_pages_do_not_speak_of_what_few_answered(report_observed):
    page = " ".join(texts(report_observed.book / "report" / "survey.html"))
    text = re.sub(r"<[^>]+>", " ", page)
    assert re.search(r"Trains staff who deal with third-country migrants\s+7\s", text)
    assert "Holds consultations on integration policy: withheld." in page
    assert re.search(r"Fact sheets came, too few to be told of: fewer than\s+5\s+respondents sent them", text)
    everything = " ".join(text for file in report_observed.book.rglob("*.html") for text in texts(file))
    assert not re.search(r"(three|\b3\b)( of \d+)? (fact sheets|programmes)", everything)


def test_the_cleaning_log_counts_and_the_team_keeps_the_values(report_observed):
    log = (report_observed.processed / "cleaning_log.csv").read_text(encoding="utf-8").splitlines()
    assert log[0] == "source,column,rule,n"
    assert "survey,contact_person,personal_data_dropped,1" in log and "survey,country,country_name,23" in log
    kept = (report_observed.root / "_build" / "log" / report_observed.wave / "survey.csv").read_text(encoding="utf-8")
    assert "ZQX122,country,Malta,MT,country_name" in kept and "ZQX999" not in kept


def test_a_respondent_who_withdrew_is_nowhere_but_in_what_was_sent_in(report_observed):
    written = [f for f in report_observed.root.rglob("*") if f.is_file() and "raw" not in f.relative_to(report_observed.root).parts]
    for file in written:
        assert not [text for text in texts(file) if "ZQX999" in text or "Wythdrawn" in text], file


def test_no_small_number_follows_from_what_is_told_of_a_whole_and_of_its_parts(report_observed):
    """Of every whole with parts the rest is as large as what may be shown: of countries, and of one country and the others."""
    told = {row["key"]: row for row in numbers(report_observed) if row["base"]}
    countries = [row for key, row in told.items() if re.fullmatch(r"survey\.country\.(?!reported)\w+\.share", key)]
    rest = int(told["survey.country.reported.share"]["numerator"]) - sum(int(row["numerator"]) for row in countries)
    assert countries and (rest == 0 or rest >= LEAST)
    parts = [row for row in told.values() if row["group"].startswith("country_")]
    assert len(parts) > 2
    for part in parts:
        whole = told[part["key"].replace(f".by_{part['group']}", "")]
        yes, base = (int(whole[c]) - int(part[c]) for c in ("numerator", "base"))
        assert min(yes, base - yes, int(part["numerator"]), int(part["base"]) - int(part["numerator"])) >= LEAST, part["key"]


def test_verify_finds_what_was_tampered_with_and_why_it_differs(report_observed):
    """A table, a block, a page and a sentence of the commentary at once: each is told, with its own cause."""
    edits = {
        report_observed.processed / "estimates.csv": ("survey.country.ES", "survey.country.EE"),
        report_observed.root / "_build/book" / report_observed.wave / "report/_generated/survey-who.qmd": ("Spain", "Greece"),
        report_observed.book / "report" / "survey.html": ("Spain", "Greece"),
        report_observed.root / "raw" / report_observed.wave / "commentary/survey.md": ("The", "It is a random sample. The"),
    }  # fmt: skip
    good = {file: file.read_text(encoding="utf-8") for file in edits}
    for file, (was, is_) in edits.items():
        assert was in good[file], file
        file.write_text(good[file].replace(was, is_, 1), encoding="utf-8")
    try:
        found = report_observed.command("verify", report_observed.wave)
    finally:
        for file, text in good.items():
            file.write_text(text, encoding="utf-8")
    assert found.code == 3, found.err
    by_hand, changed = ([part for part in found.out.split("cause: ")[1:] if start in part] for start in ("edited by hand after", "changed since the run"))
    assert "estimates.csv: differs from a fresh run, first in line" in by_hand[0] and "survey-who.qmd: differs" in by_hand[0]
    assert f"data/raw/{report_observed.wave}/commentary/survey.md" in changed[0] and "survey-commentary.qmd: differs" in changed[0]
    assert "survey.html: differs" in found.out and "responses.csv" not in found.out
