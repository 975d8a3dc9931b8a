"""A value of the data prints as it stands, whatever it would mean in Markdown: in text, tables, captions and alt texts."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
import pytest
from pypdf import PdfReader

from analysis.book import render
from analysis.tell.markdown import block, plain

VALUES = [
    "{{< var wave.id >}}", "{{< include _x.qmd >}}", "[a link](x.html)", "one | two", "*bold* or _not_", "::: warning", "# No heading",
    "<b>tag</b>", "$x^2$ and £5", "@nobody", "`code`", "1. A list", "- An item", "{.class}", "C:\\new", '"quoted" & more',
]  # fmt: skip
UI = {"numbers": "Numbers", "svg": "SVG", "png": "PNG", "made": "Made", "fold": "Show the numbers"}


@dataclass
class Odd:
    """An exhibit that says one value everywhere."""

    value: str
    number: int
    figure: bool
    facts: dict = field(default_factory=dict)
    align: str = "l"
    widths: tuple = ()

    @property
    def text(self) -> str:
        return f"{plain(self.value)}\n\nValue {self.number}: {plain(self.value)}."

    @property
    def figure_id(self) -> str:
        return f"fig-odd{self.number}" if self.figure else ""

    @property
    def table_id(self) -> str:
        return f"tbl-odd{self.number}"

    @property
    def caption(self) -> str:
        return self.value

    @property
    def alt(self) -> str:
        return f"Alt {self.number}: {self.value}"

    @property
    def columns(self) -> dict[str, str]:
        return {"a": self.value}

    @property
    def table(self) -> pd.DataFrame:
        return pd.DataFrame({"a": [self.value]})


@pytest.fixture(scope="module")
def rendered(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample book with one more chapter, of an exhibit with a figure and one with a table for every value."""
    import shutil

    root = Path(shutil.copytree(sample, tmp_path_factory.mktemp("odd") / "project"))
    figures = root / "figures" / "w"
    blocks = []
    for number, value in enumerate(VALUES):
        for figure in (True, False):
            odd = Odd(value, number * 2 + figure, figure)
            blocks.append(block(odd, UI, "w", "", "/report/method.qmd"))
            for kind in ("svg", "png") if figure else ():
                figures.mkdir(exist_ok=True)
                shutil.copyfile(root / "figures" / "2012" / f"barriers.{kind}", figures / f"{odd.figure_id}.{kind}")
            (root / "report" / "_generated" / "downloads" / f"{odd.figure_id or odd.table_id}.csv").write_text("a\n1\n", encoding="utf-8")
    (root / "report" / "cases.qmd").write_text("# Cases {#sec-cases}\n\n" + "\n\n".join(blocks) + "\n", encoding="utf-8")
    for chapter in ("index.qmd", "report/survey.qmd", "report/method.qmd", "report/codebook.qmd"):
        (root / chapter).write_text("# Chapter\n\nText.\n", encoding="utf-8")
    out = root.parent / "book"
    render(root, out, engine="embedded")
    return out


def typographic(text: str) -> str:
    """Quotation marks and blanks as any of their kind."""
    return re.sub(r"\s+", " ", re.sub("[“”]", '"', text.replace("’", "'")))


@pytest.mark.parametrize("value", VALUES)
def test_a_value_stands_on_the_page_as_it_is(rendered: Path, value: str) -> None:
    page = (rendered / "report" / "cases.html").read_text(encoding="utf-8")
    numbers = [VALUES.index(value) * 2 + figure for figure in (True, False)]
    alts = [typographic(html.unescape(alt)) for alt in re.findall(r'alt="([^"]*)"', page)]
    assert f"Alt {numbers[0]}: {value}" in alts
    main = typographic(html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<(code|script)\b.*?</\1>", "CODE", page, flags=re.DOTALL))))
    assert all(f"Value {number}: {value}." in main for number in numbers)
    assert main.count(value) >= 10, "twice in the text, in the caption, and in head and cell of the table, of both exhibits"


@pytest.mark.parametrize("value", [v for v in VALUES if not v.startswith("{{< include")])
def test_a_value_stands_in_the_pdf_as_it_is(rendered: Path, value: str) -> None:
    pdf = PdfReader(next(rendered.glob("*.pdf")))
    text = typographic(" ".join(page.extract_text() for page in pdf.pages))
    assert text.replace(" ", "").count(typographic(value).replace(" ", "")) >= 6
