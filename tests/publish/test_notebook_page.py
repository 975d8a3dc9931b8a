"""From an executed notebook to the Markdown of a page, with notebooks made up on the spot."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.publish.notebook_page import NotebookRefused, listing, page, summary
from analysis.tell.markdown import made_link

NAME = "10-draw-survey"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><text>A</text></svg>'


def text(source: str, id: str) -> dict:
    return {"cell_type": "markdown", "id": id, "metadata": {}, "source": source}


def code(source: str, id: str, *outputs: dict, tags: tuple[str, ...] = (), executed: int | None = 1) -> dict:
    about = {"tags": list(tags)}
    return {"cell_type": "code", "id": id, "metadata": about, "source": source, "outputs": list(outputs), "execution_count": executed}  # fmt: skip


def shown(metadata: dict | None = None, **data: str) -> dict:
    """An output; `text_plain="a"` is its form text/plain."""
    kinds = {kind.replace("_", "/").replace("svg", "svg+xml"): value for kind, value in data.items()}
    return {"output_type": "display_data", "metadata": metadata or {}, "data": kinds}


def said(text: str, name: str = "stdout") -> dict:
    return {"output_type": "stream", "name": name, "text": text}


TITLE = text("# Draw the survey\n\nIt draws. And\nit counts.", "a1")
DECLARED = code('# The wave.\nwave = "none"\ndata = ""', "a2", tags=("parameters",))
GIVEN = code('# Parameters\nwave = "2030"\n', "injected-parameters", tags=("injected-parameters",))
ABOUT = {"language_info": {"version": "3.11.0"}, "packages": {"pandas": "9.8.7"}, "papermill": {"start_time": "2030-01-01T10:00:00"}}  # fmt: skip
EXHIBIT = code(
    'show("respondents")',
    "a3",
    shown(
        {"exhibit": "respondents"},
        text_markdown=(
            "Half of them, see @fig-survey-figure.\n\n| a |\n|:--|\n| 1 |\n\n: Table {#tbl-respondents}\n\n"
            '![Half](/figures/2012/barriers.svg){#fig-respondents fig-alt="Bars."}\n'
        ),
    ),
    shown({"exhibit": "respondents", "figure": "barriers"}, image_svg=SVG, text_plain="<Figure>"),
)


def notebook(*cells: dict) -> dict:
    return {"metadata": ABOUT, "cells": [TITLE, DECLARED, GIVEN, *cells]}


def made(*cells: dict) -> str:
    return page(NAME, notebook(*cells), "2012", f"/report/_generated/downloads/{NAME}.ipynb")


def test_prose_stays_prose_and_its_headings_can_be_linked_to():
    result = made(
        text("## Barriers\n\nWords.\n\n```bash\n# no heading\n```\n\n### More", "b1"), text("Only words.", "b2")
    )
    assert "# Draw the survey {#cell-a1 .unnumbered .html-only}\n\nIt draws. And\nit counts." in result
    assert "## Barriers {#cell-b1}\n\nWords." in result and "### More {#cell-b1-2}" in result
    assert "\n# no heading\n" in result
    assert ":::: {#cell-b2 .cell}\nOnly words.\n::::" in result


def test_code_is_folded_and_what_it_printed_stands_below():
    result = made(
        code("print(1)", "b1", said("1\n"), said("beware of /tmp/x", "stderr"), shown(text_plain="\x1b[31m2\x1b[0m"))
    )
    assert (
        ':::: {#cell-b1 .cell}\n::: {.fold title="Code"}\n```python\nprint(1)\n```\n:::\n\n'
        "```text\n1\n```\n\n```text\n2\n```\n::::" in result
    )
    assert "beware" not in result


def test_code_that_holds_a_fence_is_fenced_by_more():
    assert "````python\na = " in made(code('a = """\n```\n"""', "b1", shown(text_plain="```")))
    assert "````text\n```\n````" in made(code("a", "b1", shown(text_plain="```")))


def test_parameters_packages_and_the_file_stand_at_the_end_and_no_time_or_place_anywhere():
    result = made()
    end = result[result.index("## How it was run") :]
    assert "| wave | 2030 |\n| data |  |" in end and "| Python | 3.11.0 |\n| pandas | 9.8.7 |" in end
    assert f"(/report/_generated/downloads/{NAME}.ipynb)" in end
    assert "10:00" not in result and "# Parameters" not in result


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        (
            pd.DataFrame({"name": ["a|b", "*c*"], "n": [1.5, None]}),
            "| name | n |\n| :--- | ---: |\n| a\\|b | 1.5 |\n| \\*c\\* | NaN |",
        ),
        (
            pd.DataFrame({"n": [1, 2]}, index=pd.Index(["x", "y"], name="key")),
            "| key | n |\n| :--- | ---: |\n| x | 1 |\n| y | 2 |",
        ),
        (pd.DataFrame({"n": [1]}, index=["mean"]), "| Row | n |\n| :--- | ---: |\n| mean | 1 |"),
        (
            pd.DataFrame({"n": [1, 2, 3]}, index=pd.MultiIndex.from_tuples([("x", "p"), ("x", "q"), ("y", "p")], names=["k", "l"])),
            "| k | l | n |\n| :--- | :--- | ---: |\n| x | p | 1 |\n|  | q | 2 |\n| y | p | 3 |",
        ),
        (
            pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("a", "x"), ("a", "y")])),
            "| a x | a y |\n| ---: | ---: |\n| 1 | 2 |",
        ),
    ],
)  # fmt: skip
def test_a_data_frame_becomes_a_table(frame, expected):
    assert f"\n\n{expected}\n::::" in made(code("f", "b1", shown(text_html=frame.to_html(), text_plain="plain")))


def test_a_long_data_frame_says_how_long_it_is():
    html = pd.DataFrame({"n": range(100)}).to_html(max_rows=4, show_dimensions=True)
    assert "| 99 |\n\n100 rows × 1 columns\n" in made(code("f", "b1", shown(text_html=html)))


def test_an_exhibit_is_found_by_its_id_without_labels_and_shows_its_figure_once():
    result = made(EXHIBIT)
    assert ":::: {#respondents .cell}" in result
    assert "#fig-" not in result and "#tbl-" not in result and ": Table \n" in result
    assert '![Half](/figures/2012/barriers.svg){fig-alt="Bars."}' in result
    assert result.count("barriers.svg") == 1 and "@fig-survey-figure" in result


def test_a_figure_that_the_words_do_not_show_is_the_books_own_file():
    drawn = shown({"exhibit": "who", "figure": "fig-who"}, image_svg=SVG)
    result = made(code('show("who")', "b1", drawn))
    assert "![](/figures/2012/fig-who.svg){fig-alt=" in result and "<svg" not in result


FAILED = {"output_type": "error", "ename": "KeyError", "evalue": "'x'", "traceback": []}


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        (code("a['x']", "b1", FAILED), r"it failed with KeyError: 'x'\. Correct it"),
        (code("a", "b1", executed=None), r"it was not executed\. Run the wave again\."),
        (code("f", "b1", shown(image_png="iVBO")), r"it shows a picture \(image/png\) that is no figure of the book"),
        (code("f", "b1", shown({"exhibit": "a"}), shown({"exhibit": "b"})), r"it shows 2 exhibits \(a, b\)"),
    ],
)  # fmt: skip
def test_what_cannot_enter_the_book_is_refused_with_notebook_and_cell(cell, why):
    with pytest.raises(NotebookRefused, match=rf"^10-draw-survey\.ipynb, cell 4 \(b1\): {why}"):
        made(cell)


def test_an_empty_cell_need_not_be_executed():
    assert made(code("\n", "b1", executed=None)) == made()


def test_the_link_of_an_exhibit_names_page_and_cell():
    assert made_link(NAME, "respondents") == "/notebooks/10-draw-survey.qmd#respondents"


def test_a_notebook_without_a_title_is_refused():
    with pytest.raises(NotebookRefused, match=r"^n\.ipynb, cell 1: it is no title"):
        page("n", {"metadata": ABOUT, "cells": [DECLARED]}, "2012", "/n.ipynb")


def test_the_list_names_every_notebook_with_its_first_sentence():
    assert summary(notebook()) == ("Draw the survey", "It draws.")
    assert listing({NAME: notebook()}) == "- [Draw the survey](/notebooks/10-draw-survey.qmd). It draws.\n"
    assert listing({}) == "\n"


def test_a_table_without_rows_and_columns_is_said_to_be_empty():
    empty = "<table><thead><tr><th></th></tr></thead><tbody></tbody></table>"
    assert "```text\n–\n```" in made(code("frame", "b1", shown(text_html=empty)))
