"""A value of the data prints as it stands, whatever it would mean in Markdown: in text, tables, captions and alt texts."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from pypdf import PdfReader

from analysis.book import render
from analysis.findings.chart import Chart, Mark
from analysis.findings.results import Part
from analysis.tell.exhibit import Exhibit
from analysis.tell.markdown import block
from analysis.tell.words import FOLDER, Words

VALUES = [
    "{{< var wave.id >}}", "{{< include _x.qmd >}}", "[a link](x.html)", "one | two", "*bold* or _not_", "::: warning", "# No heading",
    "<b>tag</b>", "$x^2$ and £5", "@nobody", "`code`", "1. A list", "- An item", "{.class}", "C:\\new", '"quoted" & more',
]  # fmt: skip
ODD = {
    "text": "<< value >>\n\nValue << which >>: << value >>.", "caption": "<< value >>", "alt": "Alt << which >>: << value >>",
    "columns": {"a": "<< value >>"},
}  # fmt: skip


def exhibits(folder: Path) -> Iterator[Exhibit]:
    """Of every value an exhibit with a figure and one with a table, which say nothing but the value."""
    names = [f"odd_{number}" for number in range(2 * len(VALUES))]
    shutil.copyfile(FOLDER / "common.en.yml", folder / "common.en.yml")
    (folder / "odd.en.yml").write_text(yaml.safe_dump(dict.fromkeys(names, ODD)), encoding="utf-8")
    words = Words("odd", folder=folder)
    for number, name in enumerate(names):
        value = VALUES[number // 2]
        chart = {"chart": Chart("bars", [("", [Mark(Part(1, 2, name=value), 1)])])} if number % 2 == 0 else {}
        yield Exhibit(name, words, {"value": value, "which": chr(ord("A") + number), "table": [{"a": value}]} | chart)


@pytest.fixture(scope="module")
def rendered(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample book with one more chapter, of these exhibits."""
    folder = tmp_path_factory.mktemp("odd")
    root = Path(shutil.copytree(sample, folder / "project"))
    figures, blocks = root / "figures" / "w", []
    figures.mkdir()
    for odd in exhibits(folder):
        blocks.append(block(odd, odd.words.common["ui"], "w", "", "/report/method.qmd").replace(f"citing.qmd#cite-{odd.figure_id or odd.table_id}", "method.qmd"))
        for kind in ("svg", "png") if odd.figure_id else ():
            shutil.copyfile(root / "figures" / "2012" / f"barriers.{kind}", figures / f"{odd.figure_id}.{kind}")
        offered = root / "report" / "_generated" / "downloads" / f"{odd.figure_id or odd.table_id}.csv"
        offered.write_text("a\n1\n", encoding="utf-8")
    (root / "report" / "cases.qmd").write_text("# Cases {#sec-cases}\n\n" + "\n\n".join(blocks) + "\n", encoding="utf-8")
    for chapter in ("index.qmd", "report/survey.qmd", "report/method.qmd", "report/codebook.qmd"):
        (root / chapter).write_text("# Chapter\n\nText.\n", encoding="utf-8")
    render(root, folder / "book", engine="embedded")
    return folder / "book"


def typographic(text: str) -> str:
    """Quotation marks and blanks as any of their kind."""
    return re.sub(r"\s+", " ", re.sub("[“”]", '"', text.replace("’", "'")))


@pytest.mark.parametrize("value", VALUES)
def test_a_value_stands_on_the_page_as_it_is(rendered: Path, value: str) -> None:
    page = (rendered / "report" / "cases.html").read_text(encoding="utf-8")
    first = 2 * VALUES.index(value)
    alts = [typographic(html.unescape(alt)) for alt in re.findall(r'alt="([^"]*)"', page)]
    assert f"Alt {chr(ord('A') + first)}: {value}" in alts
    shown = re.sub(r"</?(span|data)\b[^>]*>", "", re.sub(r"<(code|script)\b.*?</\1>", "CODE", page, flags=re.DOTALL))
    main = typographic(html.unescape(re.sub(r"<[^>]+>", " ", shown)))
    assert all(f"Value {chr(ord('A') + first + n)}: {value}." in main for n in (0, 1))
    assert main.count(value) >= 10, "twice in the text, in the caption, and in head and cell of the table, of both exhibits"


@pytest.mark.parametrize("value", VALUES)
def test_a_value_stands_in_the_pdf_as_it_is(rendered: Path, value: str) -> None:
    pdf = PdfReader(next(rendered.glob("*.pdf")))
    text = typographic(" ".join(page.extract_text() for page in pdf.pages)).replace(" ", "")
    assert text.count(typographic(value).replace(" ", "")) >= 6
