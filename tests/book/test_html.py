"""The pages of the embedded engine, read as text."""

import base64
import hashlib
import json
import re
import zlib
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from analysis.book import html, render, search

PAGES = ["index", "report/survey", "report/cases", "report/method", "report/references", "report/codebook"]
COMMENT = re.compile(r"/\*.*?\*/|^\s*//.*?$", re.DOTALL | re.MULTILINE)
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


def page(built: Path, name: str) -> str:
    return (built / f"{name}.html").read_text(encoding="utf-8")


def words(text: str) -> str:
    text = re.sub(r"<[^>]+>", "", text[text.index("<main") :])
    return " ".join(text.replace("&nbsp;", " ").replace("\u00a0", " ").split())


def test_numbers_are_those_of_a_quarto_book(built):
    survey, cases, codebook = (words(page(built, f"report/{name}")) for name in ("survey", "cases", "codebook"))
    assert "Figure 1.1: Language" in survey and "Figure 1.2: Shares" in survey and "Table 1.2: Shares" in survey
    assert "Both Figure 1.1, Table 1.1 rest" in survey
    assert "1.1.1 By region" in survey and "1.2 Networks" in survey
    assert "Figure 2.1: Costs" in cases and "Compare Section 1.1 and Section A.1." in cases
    assert "Appendix A Codebook" in codebook and "Table A.1: Codes" in codebook and "back in Chapter 1." in codebook
    assert "see Chapter 1 for what was asked" in words(page(built, "index"))


def test_references_lead_to_their_targets(built):
    codebook = page(built, "report/codebook")
    assert '<a href="survey.html#sec-survey">Chapter 1</a>' in codebook.replace("\u00a0", " ")
    assert '<a href="report/survey.html#sec-survey">' in page(built, "index")


class _Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.ids, self.targets, self.open = [], [], []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.ids += [attrs["id"]] if "id" in attrs else []
        self.targets += [attrs[name] for name in ("href", "src", "srcset") if name in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.open = self.open if tag in VOID else self.open[:-1]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def read(file: Path) -> _Links:
    parser = _Links()
    parser.feed(file.read_text(encoding="utf-8"))
    return parser


def test_every_link_image_and_script_leads_somewhere(built):
    pages = {file: read(file) for file in built.rglob("*.html")}
    assert len(pages) == len(PAGES)
    seen = 0
    for file, links in pages.items():
        assert not links.open, "every element is closed"
        assert len(links.ids) == len(set(links.ids)), "ids are unique"
        for target in links.targets:
            if target.startswith(("https://example.org", "data:")):
                continue
            path, _, anchor = target.partition("#")
            other = (file.parent / path).resolve() if path else file
            assert other.is_file(), f"{file.name}: {target}"
            assert not anchor or anchor in pages[other].ids, f"{file.name}: {target}"
            seen += 1
    assert seen > 100


def test_nothing_is_loaded_from_another_host(built):
    for file in built.rglob("*"):
        if file.suffix in (".html", ".css", ".js"):
            text = file.read_text(encoding="utf-8").replace('href="https://example.org/wilson"', "")
            text = COMMENT.sub("", text) if file.name in html.LIBRARIES or file.parent.name == "vendor" else text  # libraries name sources they came from
            text = text.replace("https://datatables.net/", "")  # where its messages lead, which nothing loads
            assert not re.search(r"(https?:)?//[a-z]+\.", text), file


def test_a_page_names_itself_its_language_and_its_neighbours(built):
    text = page(built, "report/cases")
    assert '<html lang="en-GB">' in text
    assert "<title>Case studies – Practices of integration</title>" in text
    assert 'aria-current="page"><span class="nav-number">2</span>' in text
    assert re.search(r'rel="prev" href="survey.html".*What authorities', text)
    assert re.search(r'rel="next" href="method.html".*How this report', text)
    assert 'href="../sample-book.pdf"' in text


def test_figure_with_size_and_alt_text(built):
    text = page(built, "report/survey")
    figure = text[text.index('<figure id="fig-barriers"') :].split("</figure>")[0]
    assert re.search(r'<img[^>]* loading="lazy"', figure)
    assert re.search(r'width="672" height="\d+"', figure)
    assert 'alt="Horizontal bars: language 68, jobs 60, housing 41, services 22 per cent."' in figure


def test_a_narrow_twin_serves_phones(project, tmp_path):
    figures = project / "figures" / "2012"
    (figures / "money-narrow.svg").write_bytes((figures / "money.svg").read_bytes())
    render(project, tmp_path / "out", engine="embedded", to=("html",))
    assert '<source media="(max-width: 34rem)" srcset="../figures/2012/money-narrow.svg"' in page(
        tmp_path / "out", "report/cases"
    )
    assert (tmp_path / "out/figures/2012/money-narrow.svg").is_file()


def test_table_in_a_named_region(built):
    text = page(built, "report/survey")
    table = text[text.index('<figure id="tbl-barriers"') :].split("</figure>")[0]
    assert 'role="region" tabindex="0" aria-labelledby="tbl-barriers-caption"' in table
    assert '<td style="text-align: right;">68.0</td>' in table
    assert "width: 40%" in table


def test_visibility_and_links_to_files(built):
    survey = page(built, "report/survey")
    assert "Only the page says this." in survey and "Only the paper says this." not in survey
    assert 'href="../figures/2012/barriers.png"' in survey and (built / "figures/2012/barriers.png").is_file()
    assert (built / "report/_generated/downloads/barriers.csv").read_text(encoding="utf-8").startswith("barrier,share")


def test_a_fold_is_closed_and_says_what_is_in_it(built):
    fold = re.search(
        r"<details class=\"fold\">\s*<summary>(.*?)</summary>(.*?)</details>", page(built, "report/survey"), re.S
    )
    assert fold[1] == "Show the <em>numbers</em>" and "Base of it" in fold[2]


def test_works_cited_stand_in_one_place(built):
    assert 'id="ref-study2013"' in page(built, "report/references")
    survey = page(built, "report/survey")
    assert 'href="references.html#ref-penninx2016"' in survey and 'id="ref-penninx2016"' not in survey


def test_a_year_with_two_works_is_told_apart_alike_in_every_chapter(project, tmp_path):
    works = "".join(
        f"@book{{{key}, title={{{key}}}, author={{Doe, Ann}}, year={{2010}}}}\n" for key in ("first", "second")
    )
    bib = project / "report" / "references.bib"
    bib.write_text(bib.read_text(encoding="utf-8") + works, encoding="utf-8")
    for name, key in (("survey", "second"), ("cases", "first")):
        chapter = project / "report" / f"{name}.qmd"
        chapter.write_text(chapter.read_text(encoding="utf-8") + f"\nSo says @{key}.\n", encoding="utf-8")
    render(project, tmp_path / "out", engine="embedded", to=("html",))
    assert "2010b" in page(tmp_path / "out", "report/survey")
    assert "2010a" in page(tmp_path / "out", "report/cases")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_with_all_it_loads_is_light(built, name):
    links = read(built / f"{name}.html")
    files = {
        (built / f"{name}.html").parent / target.split("#")[0]
        for target in links.targets
        if not target.startswith(("http", "data:"))
    }
    files = {file.resolve() for file in files if file.suffix in (".css", ".js", ".svg", ".png")}
    files |= set((built / "assets/fonts").iterdir()) | {built / "assets" / name for name in ("search.js", *html.LIBRARIES)}
    files.add(built / f"{name}.html")
    assert 100_000 < sum(file.stat().st_size for file in files) < 1_500_000


def test_sections_of_a_page():
    body = (
        '<h1 id="a"><span class="heading-number">2</span> Title</h1>'
        '<p>One <b>two</b></p><p class="exhibit-links">SVG</p><div class="cell"><pre>x = 1</pre><p>said elsewhere</p></div>'
        '<h2 id="b"><span class="heading-number">2.1</span> Part <a class="permalink" href="#b">#</a></h2><table><tr><td>x</td><td>y</td></tr></table><br>z'
    )
    first, second = search.sections(body)
    assert (first.level, first.anchor, first.number, first.title, first.text) == (1, "a", "2", "Title", "One two")
    assert (second.level, second.anchor, second.number, second.title, second.text) == (2, "b", "2.1", "Part", "x y z")


def test_search_index_is_a_script(built):
    text = (built / "assets/search.js").read_text(encoding="utf-8")
    index = json.loads(zlib.decompress(base64.b64decode(text.removeprefix('window.BOOK_SEARCH = "').removesuffix('";\n'))))
    places = [chapter[0] for chapter in index["chapters"]]
    assert index["chapters"][places.index("report/cases.html")] == ["report/cases.html", "2 Case studies", 1.0]
    assert index["chapters"][places.index("report/codebook.html")][2] < 1
    assert index["synonyms"][0] == ["language", "mother tongue"]
    money = next(section for section in index["sections"] if section[2] == "sec-case-money")
    assert money[:2] == [places.index("report/cases.html"), "2.2 Money"] and "yearly mean rate" in money[3]


@pytest.mark.parametrize("name", html.LIBRARIES)
def test_a_library_is_the_file_that_was_looked_at_and_comes_with_its_licence(built, name):
    folder = Path(html.__file__).parent / "vendor"
    told = yaml.safe_load((folder / "libraries.yml").read_text(encoding="utf-8"))[name]
    assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == told["sha256"]
    assert {"name", "version", "from", "licence"} <= told.keys()
    served = (built / "assets" / name).read_text(encoding="utf-8")
    assert (folder / told["licence_file"]).read_text(encoding="utf-8") in served.split("*/")[0]


def test_fonts_are_cut_down(built, sample):
    fonts = list((built / "assets/fonts").iterdir())
    assert len(fonts) == 7
    for font in fonts:
        original = sample / "report/_generated/fonts" / f"{font.stem}.ttf"
        assert font.stat().st_size < original.stat().st_size / 3
    style = (built / "report/style.css").read_text(encoding="utf-8")
    assert ".ttf" not in style and 'url("../assets/fonts/FiraSans-Regular.woff2") format("woff2")' in style
