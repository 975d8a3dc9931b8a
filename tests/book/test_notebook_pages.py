"""A page of a notebook in the book: code folded, a cell found by its exhibit, and none of it in the PDF."""

from __future__ import annotations

import base64
import re
import zlib

import pytest
import yaml
from pypdf import PdfReader

from analysis.book import BookError, render

NAME = "10-draw-survey"
PAGE = """\
# Draw the survey {#cell-a1 .unnumbered .html-only}

It draws.

:::: {#respondents .cell}
::: {.fold title="Code"}
```python
show("respondents")
```
:::

See @fig-barriers.

![Half](/figures/2012/barriers.svg){fig-alt="Bars."}

```text
48
```
::::

## How it was run {#run-10-draw-survey}

[Download](/report/_generated/downloads/10-draw-survey.ipynb)
"""
LIST = """\
# Notebooks {#sec-list}

- [Draw the survey](/notebooks/10-draw-survey.qmd). It draws.

The figure was [made](/notebooks/10-draw-survey.qmd#respondents) there.
"""


@pytest.fixture
def book(project):
    """The sample project with a page of a notebook and the appendix that lists it."""
    (project / "notebooks").mkdir()
    (project / f"notebooks/{NAME}.qmd").write_text(PAGE, encoding="utf-8")
    (project / f"report/_generated/downloads/{NAME}.ipynb").write_text("{}", encoding="utf-8")
    (project / "report/list.qmd").write_text(LIST, encoding="utf-8")
    config = yaml.safe_load((project / "_quarto.yml").read_text(encoding="utf-8"))
    part = {"part": "Executed notebooks", "chapters": [f"notebooks/{NAME}.qmd"]}
    config["book"]["appendices"] += ["report/list.qmd", part]
    config["classes"]["div"].append("cell")
    (project / "_quarto.yml").write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
    return project


def test_the_page_shows_results_and_folds_the_code_away(book, tmp_path):
    render(book, tmp_path / "out", engine="embedded", to=("html",))
    html = (tmp_path / f"out/notebooks/{NAME}.html").read_text(encoding="utf-8")
    assert '<div id="respondents" class="cell">\n<details class="fold">\n<summary>Code</summary>' in html
    assert re.search(r'<pre class="python"><code>show\([^<]*</code></pre>\s*</details>', html)
    assert 'src="../figures/2012/barriers.svg"' in html and '<pre class="text"><code>48</code></pre>' in html
    assert 'href="../report/survey.html#fig-barriers"' in html, "a reference leads to the chapter"
    assert f'href="../report/_generated/downloads/{NAME}.ipynb"' in html


def test_the_page_is_in_the_navigation_and_found_by_its_words_but_not_by_its_code(book, tmp_path):
    render(book, tmp_path / "out", engine="embedded", to=("html",))
    index = (tmp_path / "out/index.html").read_text(encoding="utf-8")
    assert f'<details><summary class="nav-part">Executed notebooks</summary>\n<ul>\n<li><a href="notebooks/{NAME}.html">' in index
    listed = (tmp_path / "out/report/list.html").read_text(encoding="utf-8")
    assert f'href="../notebooks/{NAME}.html#respondents">made</a>' in listed and "Appendix" in listed
    packed = (tmp_path / "out/assets/search.js").read_bytes().split(b'"')[1]
    found = zlib.decompress(base64.b64decode(packed)).decode("utf-8")
    assert "It draws." in found and "show(" not in found


def test_the_pdf_lists_the_notebook_and_does_not_hold_it(book, tmp_path):
    render(book, tmp_path / "out", engine="embedded", to=("pdf",))
    reader = PdfReader(tmp_path / "out/sample-book.pdf")
    words = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert "Draw the survey. It draws." in words and "was made there" in words
    assert "How it was run" not in words and "Executed notebooks" not in words


def test_a_link_to_an_exhibit_that_no_cell_shows_is_an_error_with_its_place(book, tmp_path):
    (book / "report/list.qmd").write_text(LIST.replace("#respondents", "#who"), encoding="utf-8")
    with pytest.raises(BookError, match=rf"report/list\.qmd:5: .*notebooks/{NAME}\.qmd has no section or label who"):
        render(book, tmp_path / "out", engine="embedded")


def test_two_cells_of_one_exhibit_are_an_error(book, tmp_path):
    page = book / f"notebooks/{NAME}.qmd"
    page.write_text(PAGE + "\n:::: {#respondents .cell}\nAgain.\n::::\n", encoding="utf-8")
    with pytest.raises(BookError, match=rf"notebooks/{NAME}\.qmd:25: label respondents is already in use"):
        render(book, tmp_path / "out", engine="embedded")
