"""The report of 2012: equal to what is committed, whole, quick to say that nothing changed, and fit to be read."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from functools import partial
from pathlib import Path

import pytest
import yaml
from accessible import found_in_colours, found_on, found_on_phone, turn
from pypdf import PdfReader

from analysis.audit.pages import read_page
from analysis.audit.trace import Trace
from analysis.tasks.pipeline import files_behind
from analysis.wave import PROJECT, open_wave

pytestmark = pytest.mark.xdist_group("report_2012")
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
BOOK = yaml.safe_load((PROJECT / "_quarto.yml").read_text(encoding="utf-8"))["book"]
CHAPTERS = [Path(chapter).stem for part in ("chapters", "appendices") for chapter in BOOK[part] if chapter.startswith("report/")]
NOTEBOOKS = sorted(f.stem for f in (PROJECT / "notebooks").glob("*.ipynb"))
COUNTRIES = ["GR", "IT", "MT"]  # with much and with little to tell
PAGES = ["index.html", *(f"report/{name}.html" for name in CHAPTERS), *(f"countries/{code}.html" for code in COUNTRIES), *(f"notebooks/{name}.html" for name in NOTEBOOKS)]
WITHOUT_NUMBERS = [f"report/{name}.html" for name in ("references", "notebooks", "glossary", "downloads")]
LIMIT = 1_500_000
ENLARGED = 12 / (7.8 * 96 / 72)  # shown so large that the smallest text of a figure, 7.8 points, has 12 pixels


def test_the_report_is_built_and_says_what_it_does(report_2012):
    assert report_2012.first.code == 0, report_2012.first.err
    assert "[1/17]" in report_2012.first.out and "[16/17]" in report_2012.first.out
    assert (report_2012.book / "index.html").is_file()
    assert (report_2012.book / "integration-practices-2012.pdf").is_file()
    assert [p for p in PAGES if not (report_2012.book / p).is_file()] == []


@pytest.mark.parametrize(("folder", "pattern"), [("processed", "*.csv"), ("figures", "*.svg")])
def test_a_fresh_run_equals_what_is_committed(report_2012, folder, pattern):
    committed = {"processed": PROJECT / "data" / "processed" / "2012", "figures": PROJECT / "figures" / "2012"}[folder]
    fresh = report_2012.root / folder / "2012"
    assert sorted(f.name for f in fresh.glob(pattern)) == sorted(f.name for f in committed.glob(pattern))
    assert [f.name for f in committed.glob(pattern) if f.read_bytes() != (fresh / f.name).read_bytes()] == []


def test_the_manifest_equals_what_is_committed(report_2012):
    """On every machine and under every Python: it holds no time, path or host, and versions as the lock has them."""
    committed = json.loads((PROJECT / "data" / "processed" / "2012" / "manifest.json").read_text(encoding="utf-8"))
    fresh = json.loads((report_2012.processed / "manifest.json").read_text(encoding="utf-8"))
    parts = committed.keys() | fresh.keys()
    assert {part for part in parts if committed.get(part) != fresh.get(part)} == set()


def test_every_page_carries_its_numbers(report_2012):
    """The book is not empty: each chapter shows a number that only the data can have given it."""
    expected = {
        "index": "628", "survey": "47.9", "practices": "628", "cases": "€30.0 million", "criteria": "206 of 740", "codings": "Made up of 42", "ranking": "Kendall", "networks": "EUROCITIES",
        "method": "Wilson", "case-sheets": "Roubaix", "audit": "Table 3.11", "errata": "490", "codebook": "network_member",
    }  # fmt: skip
    for name, words in expected.items():
        page = report_2012.book / ("index.html" if name == "index" else f"report/{name}.html")
        assert words in re.sub(r"<[^>]+>", "", page.read_text(encoding="utf-8")), name


def test_the_manifest_names_every_part_with_its_hash_and_no_place_or_time(report_2012):
    text = (report_2012.processed / "manifest.json").read_text(encoding="utf-8")
    manifest = json.loads(text)
    assert {"inputs", "outputs", "notebooks", "code", "parameters", "environment"} <= manifest.keys()
    assert len(manifest["notebooks"]) == len(NOTEBOOKS)
    assert all(
        re.fullmatch(r"[0-9a-f]{64}", h)
        for part in ("inputs", "outputs", "notebooks", "code")
        for h in manifest[part].values()
    )
    assert str(report_2012.root) not in text and str(Path.home()) not in text


def test_executed_notebooks_hold_no_time(report_2012):
    copies = sorted((report_2012.root / "_build" / "notebooks" / "2012").glob("*.ipynb"))
    assert len(copies) == len(NOTEBOOKS)
    for copy in copies:
        assert not re.search(
            r"start_time|end_time|iopub|\"duration\"|\d{4}-\d\d-\d\dT\d\d:", copy.read_text(encoding="utf-8")
        ), copy.name


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_every_notebook_is_a_page_whose_cells_can_be_linked_to(report_2012, name):
    copy = json.loads((report_2012.root / f"_build/notebooks/2012/{name}.ipynb").read_text(encoding="utf-8"))
    html = (report_2012.book / f"notebooks/{name}.html").read_text(encoding="utf-8")
    shown = [cell for cell in copy["cells"] if cell["id"] != "injected-parameters"]
    exhibits = {output.get("metadata", {}).get("exhibit") for cell in shown for output in cell.get("outputs", [])}
    anchors = set(re.findall(r' id="([^"]+)"', html))
    assert exhibits - {None} <= anchors
    plain = [c for c in shown if not any(o.get("metadata", {}).get("exhibit") for o in c.get("outputs", []))]
    assert {f"cell-{cell['id']}" for cell in plain if "".join(cell["source"]).strip()} <= anchors
    folded = len([cell for cell in shown if cell["cell_type"] == "code"])
    assert len(re.findall(r'<details class="fold">\s*<summary>Code</summary>', html)) == folded
    assert str(report_2012.root) not in html and str(PROJECT) not in html and "<svg xmlns" not in html
    assert (report_2012.book / f"report/_generated/downloads/{name}.ipynb").is_file()


def test_the_pdf_is_tagged_numbered_and_carries_alternative_texts(report_2012):
    file = report_2012.book / "integration-practices-2012.pdf"
    reader = PdfReader(file)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in file.read_bytes() or "pdfuaid" in reader.xmp_metadata.stream.get_data().decode()
    assert len(reader.pages) > 40
    text = "".join(page.extract_text() for page in reader.pages[:12])
    assert "Contents" in text and "Greece" in text
    assert "Wave 2012" in reader.pages[0].extract_text()


@pytest.fixture
def visit(report_2012, browser):
    """Opens a page from disk; at the end nothing went wrong on it and no other host was asked."""
    wrong, contexts = [], []
    base = report_2012.book.as_uri()

    def open_page(name):
        contexts.append(browser.new_context(viewport=DESK, reduced_motion="reduce"))
        page = contexts[-1].new_page()
        page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: wrong.append(str(e)))
        page.on("requestfailed", lambda r: wrong.append(r.url))
        page.on("request", lambda r: None if r.url.startswith((base, "data:")) else wrong.append(r.url))
        page.goto(f"{base}/{name}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_accessible_whole_and_small(visit, axe, report_2012, name):
    """At a desk in the light, on a phone in the dark and on paper; a notebook, which looks as a chapter does, in the light."""
    page = visit(name)
    assert found_on(page, axe) == []
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        page.evaluate("document.querySelectorAll('img').forEach(image => image.loading = 'eager')")
        page.wait_for_function("[...document.images].every(image => image.complete)")
        assert page.evaluate("[...document.images].every(image => image.naturalWidth > 0)")
        small = "images => images.filter(i => i.getBoundingClientRect().width < %f * i.naturalWidth).map(i => i.src)"
        assert page.eval_on_selector_all("figure img", small % ENLARGED) == []
    assert weight(page, report_2012.book, name) < LIMIT  # with the figures of both sizes
    if not name.startswith("notebooks/"):
        turn(page, "dark")
        assert found_on_phone(page) == []
        page.emulate_media(media="print")
        assert not page.is_visible(".bar")
        assert found_in_colours(page) == []


def weight(page, book, name) -> int:
    """The bytes of a page with all that it has asked for; of a chapter also with what it asks for when one searches."""
    files = page.evaluate("performance.getEntriesByType('resource').map(entry => decodeURIComponent(new URL(entry.name).pathname))")
    if not name.startswith("notebooks/"):
        files += [str(book / "assets" / script) for script in ("minisearch.js", "search.js")]
    return (book / name).stat().st_size + sum(Path(f).stat().st_size for f in set(files))


@pytest.mark.parametrize("name", [page for page in PAGES if page.startswith("report/")])
def test_every_figure_and_table_leads_to_its_cell(report_2012, name):
    html = (report_2012.book / name).read_text(encoding="utf-8")
    shown = set(re.findall(r'<figure id="((?:fig|tbl)-[^"]+)"', html))
    lines = re.findall(r'<div class="exhibit-links">(.*?)</div>', html, re.DOTALL)
    made = [re.search(r'href="\.\./(notebooks/[\w-]+\.html)#([\w-]+)">How this was made<', line) for line in lines]
    anchors = tuple(found[2] for found in made if found)
    assert all(made) and [label for label in shown if not label[len("fig-") :].startswith(anchors)] == []
    for page, anchor in (found.groups() for found in made):
        assert f'id="{anchor}"' in (report_2012.book / page).read_text(encoding="utf-8")


def test_search_finds_a_known_word_from_disk(visit):
    page = visit("index.html")
    page.fill("#search", "Roubaix")
    page.wait_for_selector(".search-results a")
    assert "Roubaix" in page.inner_text(".search-results")


def test_downloads_lead_to_files(visit, report_2012):
    page = visit("report/survey.html")
    links = page.evaluate(
        "[...document.querySelectorAll('.exhibit-links a')].map(a => decodeURIComponent(new URL(a.href).pathname))"
    )
    assert len(links) >= 20 and all(Path(link).is_file() for link in links)


@pytest.fixture(scope="module")
def trace(report_2012):
    wave = open_wave("2012", report_2012.root)
    return Trace(wave, partial(files_behind, wave))


@pytest.mark.parametrize("name", [page for page in PAGES if page != "report/citing.html"])  # which repeats captions
def test_every_number_of_a_page_leads_to_how_it_was_made(report_2012, trace, name):
    """But for numbering, dates of works and what a passage quotes: `read_page` leaves those out, by their marks."""
    html = (report_2012.book / name).read_text(encoding="utf-8")
    numbers = read_page(html, Path(name).stem if name.startswith("notebooks/") else "").numbers
    assert [(number, key) for number, key in numbers if not trace.has(key)] == []
    assert numbers or name in WITHOUT_NUMBERS


def test_a_text_with_a_number_stands_so_in_the_data(trace):
    quoted = [key for key, number in trace.numbers.items() if number["kind"] == "text" and not key.startswith("tbl-inputs.")]
    composed = [key for key in quoted if not any(line.startswith("  in ") for line in trace.lines(key))]
    assert len(quoted) > 1000 and len(composed) < len(quoted) / 100, composed  # a few are put together of several cells


def test_trace_explains_numbers_down_to_their_sources(report_2012):
    trace = report_2012.command("trace", "survey.network_member.yes.share").out
    assert "value: 0.604166666667" in trace and "notebooks/05-estimate-survey.ipynb, cell b938affc" in trace
    assert "Table 3.4, Yes, percent: printed 60.4, recomputed 60.4 over 48: equal" in trace
    assert "survey.xlsx  sha256" in trace and "practices.xlsx" not in trace and "CHANGED" not in trace
    outside = report_2012.command("trace", "survey.network_member.yes.by_country_not_GR.share").out
    assert "notebooks/05-estimate-survey.ipynb, cell ab9bdb76" in outside
    score = report_2012.command("trace", "cases.17.relevance.low").out
    assert "relevance.need_evidenced:" in score and "08-evaluate-criteria.ipynb, cell b8f07af5" in score
    cell = report_2012.command("trace", "tbl-respondents.1.2").out
    assert "row Greece" in cell and "survey.country.GR.share" in cell and "10-draw-survey.ipynb, cell b1f0a002" in cell
    wrong = report_2012.command("trace", "survey.network_membr.yes.share")
    assert wrong.code == 2 and "perhaps survey.network_member.yes.share" in wrong.err and "Traceback" not in wrong.err


def test_quarto_renders_the_same_sources_without_a_warning(report_2012, tmp_path):
    quarto = shutil.which("quarto")
    if not quarto:
        pytest.skip("no quarto on the PATH")
    project = tmp_path / "project"
    shutil.copytree(report_2012.root / "_build" / "book" / "2012", project)
    done = subprocess.run([quarto, "render", str(project)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    said = re.sub(r"WARN: .* verapdf is not installed", "", done.stdout + done.stderr)  # a checker apart, see report/README.md
    assert not re.search(r"\bWARN(ING)?\b|unable to resolve|unknown font", said, re.IGNORECASE)
    assert (project / "_book" / "index.html").is_file() and list((project / "_book").glob("*.pdf"))


class TestChanges:
    """Last, because these change the folder the others look at."""

    def test_nothing_changed_runs_no_notebook_and_renders_nothing(self, report_2012):
        before = {
            f: f.stat().st_mtime_ns for f in report_2012.root.rglob("*") if f.is_file() and "state" not in f.parts
        }
        again = report_2012.command("report", "2012", "--engine", "embedded")
        assert again.code == 0 and "no notebook was run" in again.out and "..." not in again.out
        assert [f for f, time in before.items() if f.stat().st_mtime_ns != time and f.name != "manifest.json"] == []

    def test_bad_input_overwrites_nothing(self, report_2012):
        file = report_2012.root / "raw" / "2012" / "networks.csv"
        text = file.read_text(encoding="utf-8")
        good = {f: f.read_bytes() for f in [*report_2012.processed.glob("*"), *report_2012.book.rglob("*.html")]}
        file.write_text(text.replace(",lra_based,", ",club,", 1), encoding="utf-8")
        bad = report_2012.command("report", "2012")
        assert bad.code == 2 and "networks.csv" in bad.err and "club" in bad.err and "Traceback" not in bad.err
        assert {f: f.read_bytes() for f in good} == good
        file.write_text(text, encoding="utf-8")

    def test_one_edited_cell_runs_only_what_depends_on_it(self, report_2012):
        """A printed cell is corrected, and with it what both of its readers are said to have read. The last: the tables stay so."""
        published = report_2012.root / "raw" / "2012" / "published"
        good = {file: file.read_text(encoding="utf-8") for file in (published / "table_3_5.csv", published / "second_reading.csv")}
        for file, text in good.items():
            file.write_text(re.sub(r"(3_?.?5,Yes,percent,)54\.2,54\.2", r"\g<1>54.3,54.3", text), encoding="utf-8")
        changed = report_2012.command("run", "2012")
        assert changed.code == 0
        ran = set(re.findall(r"\] (.+) \.\.\.", changed.out))
        assert "audit against the printed figures" in ran and "write the sentences and tables" in ran
        assert not ran & {
            "clean the survey",
            "clean the practice database",
            "clean the case studies",
            "apply the criteria",
            "draw the survey",
        }
        audit = (report_2012.processed / "audit.csv").read_text(encoding="utf-8")
        assert "54.3,54.2,48,differs" in audit
        for file, text in good.items():
            file.write_text(text, encoding="utf-8")
