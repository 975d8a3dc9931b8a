"""The PDF of the embedded engine: order, numbers, tags, and the same bytes every time."""

import io
from pathlib import Path

import pytest
import typst
from pypdf import PdfReader

from analysis.book import render

PROJECT = Path(__file__).parents[2]
WORDS = 'words: (contents: "Contents", chapter: "Chapter")'


@pytest.fixture(scope="module")
def pdf(built: Path) -> PdfReader:
    return PdfReader(built / "sample-book.pdf")


@pytest.fixture(scope="module")
def pages(pdf: PdfReader) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pdf.pages]


def outline(items) -> list[str]:
    titles = []
    for item in items:
        titles += outline(item) if isinstance(item, list) else [item.title]
    return titles


def test_title_page(pages):
    for words in (
        "Practices of integration",
        "The sample project",
        "Wave 2012",
        "Second edition",
        "© European Union, 2013",
    ):
        assert words in pages[0]


def test_contents_with_page_numbers(pages):
    assert pages[1].startswith("Contents")
    assert "A Codebook" in pages[1] and "1.2 Networks and training" in pages[1]
    assert pages[3].endswith("4"), "the page's number in its foot"


def test_numbers_are_those_of_the_pages(pages):
    text = " ".join(pages).replace("\u00a0", " ")
    for words in (
        "Chapter 1 What authorities told us", "1.1.1 By region", "Figure 1.2: Shares", "Table 1.2: Shares",
        "Both Figure 1.1, Table 1.1 rest", "Figure 2.1: Costs", "Compare Section 1.1 and Section A.1.",
        "Appendix A Codebook", "Table A.1: Codes", "back in Chapter 1.",
    ):  # fmt: skip
        assert words in text, words


def test_bookmarks(pdf):
    assert outline(pdf.outline)[:4] == ["Contents", "Summary", "What authorities told us", "Barriers"] or (
        "What authorities told us" in " ".join(outline(pdf.outline))
    )


def test_paper_only(pages):
    text = " ".join(pages)
    assert "Only the paper says this." in text and "Only the page says this." not in text
    assert "PNG" not in text, "links to files are left out"
    assert "Show the numbers Barrier Base of it" in text, "a fold is open on paper"
    assert "Show the rest" not in text, "the table of a figure needs no title"


def test_long_table_repeats_its_header(pages):
    with_table = [page for page in pages if "item_0" in page or "item_5" in page]
    assert len(with_table) >= 2 and all("Code Meaning" in page for page in with_table)


def test_every_answer_of_the_long_table_is_there(pages):
    text = " ".join(pages)
    assert all(f"item_{number:02d}" in text for number in range(1, 61))


def test_running_head(pages):
    assert any(page.startswith("Codebook Practices of integration") for page in pages)


def set_in_the_reports_look(body: str) -> list[str]:
    """The pages behind the contents."""
    text = f'#import "/report/book.typ": *\n#show: book.with({WORDS})\n{body}'
    pages = PdfReader(io.BytesIO(typst.compile(text.encode(), root=str(PROJECT)))).pages
    return [" ".join(page.extract_text().split()) for page in pages][2:]


@pytest.mark.parametrize(("lines", "first"), [(8, "Chapter 1 One"), (20, "Chapter 2 Two")])
def test_a_chapter_begins_on_a_new_page_unless_most_of_the_last_one_is_empty(lines, first):
    pages = set_in_the_reports_look(f"= One\n#for n in range({lines}) {{ [Line #n #parbreak()] }}\n= Two\nText")
    assert next(page for page in pages if "Chapter 2" in page).startswith(first)


@pytest.mark.parametrize(("height", "filled"), [("190mm", False), ("230mm", True)])
def test_text_fills_the_page_before_a_figure_that_takes_a_page_of_its_own(height, filled):
    figure = f"#figure(rect(height: {height}), kind: image, supplement: none, caption: [Drawn])"
    first, second = set_in_the_reports_look(f"= One\n#for n in range(10) {{ [Line #n #parbreak()] }}\n{figure}\nBelow it")
    assert "Drawn" in second and ("Below it" in first) == filled


def structure(node, found):
    node = node.get_object()
    if isinstance(node, list):
        for item in node:
            structure(item, found)
    elif hasattr(node, "get"):
        if "/S" in node:
            found.append(node)
        if "/K" in node:
            structure(node["/K"], found)
    return found


def test_tagged_with_alt_texts_title_and_language(pdf):
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "en-GB"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert pdf.metadata.title == "Practices of integration" and pdf.metadata.author == "The sample project"
    tags = structure(root["/StructTreeRoot"], [])
    alts = [tag["/Alt"] for tag in tags if tag["/S"] == "/Figure" and "/Alt" in tag]
    assert "Points along a line from 8 thousand to 3 million euro." in alts and len(alts) == 3
    assert {"/H1", "/H2", "/H3", "/Table", "/TH"} <= {tag["/S"] for tag in tags}


def test_figures_are_vectors_and_fonts_are_the_reports(pdf):
    names = set()
    for page in pdf.pages:
        resources = page["/Resources"]
        for item in resources.get("/XObject", {}).values():
            assert item.get_object()["/Subtype"] != "/Image"
        names |= {str(font.get_object()["/BaseFont"]).split("+")[-1] for font in resources.get("/Font", {}).values()}
    assert {"FiraSans-Regular", "IBMPlexSerif-SemiBold"} <= names


def test_same_bytes_in_another_folder_time_zone_and_locale(sample, built, tmp_path, monkeypatch):
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setenv("LC_ALL", "C")
    import shutil

    copy = shutil.copytree(sample, tmp_path / "elsewhere")
    files = render(copy, tmp_path / "again", engine="embedded")
    assert [file.relative_to(tmp_path / "again") for file in files] == sorted(
        file.relative_to(built) for file in built.rglob("*") if file.is_file()
    )
    for file in files:
        assert file.read_bytes() == (built / file.relative_to(tmp_path / "again")).read_bytes(), file.name
        assert str(tmp_path).encode() not in file.read_bytes()
