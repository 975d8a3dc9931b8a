"""What a chapter may not hold is refused with the file and the line."""

import pytest

from analysis.book import BookError, render

REFUSED = [
    ("{{< video film.mp4 >}}", "unknown shortcode"),
    ("{{< var survey.nothing >}}", "variable survey.nothing is not in _variables.yml"),
    ("{{< include _generated/nothing.qmd >}}", "include _generated/nothing.qmd is not there"),
    ("{{< include ../../outside.qmd >}}", "leads out of the project"),
    ("text {{< include _generated/barriers.qmd >}}", "a line of its own"),
    ("![Caption](/figures/2012/none.svg){#fig-none fig-alt='Nothing'}", "image /figures/2012/none.svg is not there"),
    ("![Caption](https://example.org/x.svg){#fig-far fig-alt='Far'}", "on another host"),
    ("![Caption](/figures/2012/money.svg){#fig-alone}", "no alt text"),
    ("![Caption](/figures/2012/money.svg){#tbl-alone fig-alt='A figure'}", "Let it begin with fig-"),
    ("![Caption](/figures/2012/money.svg){#fig-barriers fig-alt='Twice'}", "label fig-barriers is already in use"),
    ("![Caption](/figures/2012/money.svg){#fig-wide fig-alt='W' out-width=3}", "attribute out-width"),
    ("A ![bar](/figures/2012/money.svg){width=40px} inline", "width=40px"),
    ("## Again {#sec-cases}", "label sec-cases is already in use"),
    ("See @fig-nowhere.", "@fig-nowhere refers to nothing"),
    ("See @sec-references.", "section without number"),
    ("See [as in @fig-money].", "shares its brackets"),
    ("See @nobody1999.", "@nobody1999 is not in the bibliography"),
    ("See @eq-one.", "That kind of label is not in use"),
    ("[text](nowhere.qmd)", "not among the chapters"),
    ("[text](cases.qmd#sec-nowhere)", "has no section or label sec-nowhere"),
    ("[CSV](/report/_generated/downloads/none.csv)", "leads nowhere"),
    ("::: {.column-margin}\nx\n:::", "class .column-margin"),
    ("::: {.callout-note}\nnever closed", "unclosed"),
    ("[x]{.evidence .evidence-guessed}", "class .evidence-guessed"),
    ("[x]{style='color:red'}", "attribute style"),
    ("<div class='x'>x</div>", "raw html"),
    ("A <b>bold</b> word", "raw html"),
    ("An $x^2$ term", "math is not in use"),
    ("```{python}\n1 + 1\n```", "a code cell"),
    ("Text and then\n## A heading", "Leave a blank line above it"),
    ("Text and then\n- a list", "Leave a blank line above it"),
    ("#### Too deep", "Leave no level out"),
    ("# Another title", "a second title"),
    ("::: {.content-visible when-format='docx'}\nx\n:::", "when-format or unless-format"),
    ("::: {.content-visible when-format='html'}\n## Only here\n:::", "Numbers would differ"),
    ("::: {.fold}\nno title\n:::", "a fold without a title"),
    ("::: {.panel-tabset}\nno heading\n:::", "a tabset begins with a heading"),
    ("| a |\n|---|\n| b |\n\n: {#tbl-mute}", "has a label and no caption"),
    ('| a |\n|---|\n| b |\n\n: C {#tbl-w tbl-colwidths="[1,2]"}', "one number for each of the 1 columns"),
]


@pytest.mark.parametrize(("text", "message"), REFUSED, ids=[message for _, message in REFUSED])
def test_refused_with_file_and_line(project, tmp_path, text, message):
    chapter = project / "report" / "method.qmd"
    before = chapter.read_text(encoding="utf-8")
    chapter.write_text(before + "\n" + text + "\n", encoding="utf-8")
    with pytest.raises(BookError) as error:
        render(project, tmp_path / "out", engine="embedded")
    assert message in str(error.value)
    first, last = before.count("\n") + 2, (before + text).count("\n") + 3
    place, number = str(error.value).split(": ")[0].split(":")
    assert place == "report/method.qmd"
    assert first <= int(number) <= last
    assert not (tmp_path / "out").exists()


def test_a_problem_in_an_include_is_placed_in_the_include(project, tmp_path):
    include = project / "report" / "_generated" / "barriers.qmd"
    include.write_text("One line.\n\n![No alt](/figures/2012/money.svg){#fig-x}\n", encoding="utf-8")
    with pytest.raises(BookError, match=r"^report/_generated/barriers.qmd:3: "):
        render(project, tmp_path / "out", engine="embedded")


def test_an_include_of_itself_is_refused(project, tmp_path):
    include = project / "report" / "_generated" / "barriers.qmd"
    include.write_text("{{< include barriers.qmd >}}\n", encoding="utf-8")
    with pytest.raises(BookError, match=r"barriers.qmd:1: .*includes itself"):
        render(project, tmp_path / "out", engine="embedded")


def test_code_is_shown_as_written(project, tmp_path):
    chapter = project / "report" / "method.qmd"
    chapter.write_text("# How {#sec-method}\n\n## E {#sec-evidence}\n\n```\n{{< var a.b >}}\n```\n", encoding="utf-8")
    render(project, tmp_path / "out", engine="embedded", to=("html",))
    assert "{{&lt; var a.b &gt;}}" in (tmp_path / "out/report/method.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("_quarto.yml", "  title: Practices of integration\n", "", "the book has no title"),
        ("_quarto.yml", "report/cases.qmd", "report/none.qmd", "chapter report/none.qmd is not there"),
        ("_quarto.yml", "report/cases.qmd", "./report/cases.qmd", r"without \./"),
        ("_quarto.yml", "report/cases.qmd", "report/survey.qmd", "listed twice"),
        ("_quarto.yml", "  chapters:\n    - index.qmd\n", "  chapters:\n", "begins with index.qmd"),
        ("_quarto.yml", "book:\n", "book: [\n", r"^_quarto.yml:\d+: not valid YAML"),
        ("_variables.yml", '"39.6%"', "39.60", "Write it in _variables.yml as text"),
        (
            "report/style.css",
            ":root {",
            ':root {\n x: url("_generated/fonts/N.ttf");',
            r"^report/style.css:\d+: font .*N.ttf",
        ),
        ("report/cases.qmd", "# Case studies {#sec-cases}", "", "^report/cases.qmd:"),
        ("report/cases.qmd", "# Case studies", "---\nauthor: X\n---\n# Case studies", "`author` in the front matter"),
    ],
)
def test_configuration(project, tmp_path, file, old, new, message):
    text = (project / file).read_text(encoding="utf-8")
    assert old in text
    (project / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BookError, match=message):
        render(project, tmp_path / "out", engine="embedded")


def test_a_chapter_that_is_not_utf8(project, tmp_path):
    (project / "report" / "cases.qmd").write_bytes("# Fälle".encode("latin-1"))
    with pytest.raises(BookError, match=r"report/cases\.qmd: not UTF-8"):
        render(project, tmp_path / "out", engine="embedded")


def test_a_broken_image(project, tmp_path):
    (project / "figures" / "2012" / "money.svg").write_bytes(b"\x00nothing")
    with pytest.raises(BookError, match=r"report/cases.qmd:\d+: image .*does not say how large it is"):
        render(project, tmp_path / "out", engine="embedded")
