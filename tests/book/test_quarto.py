"""The sample rendered by a real Quarto, where there is one: no warning, and the numbers of the embedded engine."""

import re
import shutil
import subprocess

import pytest
from pypdf import PdfReader

from analysis.book import quarto, render

pytestmark = pytest.mark.skipif((quarto.version() or (0,)) < quarto.OLDEST, reason="no Quarto 1.9 or later on the PATH")

# a checker that Quarto installs apart; it says nothing of the book
NO_VERAPDF = "WARN: PDF standard validation requested but verapdf is not installed."


def words(text: str) -> str:
    text = re.search(r"<main.*</main>", text, re.S)[0]
    text = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", text, flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", "", text).replace("&nbsp;", " ").replace("\u00a0", " ").split())


def test_quarto_says_no_warning(project):
    done = subprocess.run(["quarto", "render", str(project)], capture_output=True, text=True)
    said = (done.stdout + done.stderr).replace(NO_VERAPDF, "")
    assert done.returncode == 0, said
    assert not re.search(r"warn|unknown|unable|missing", said, re.I), said


@pytest.fixture(scope="module")
def theirs(sample, tmp_path_factory):
    """The sample rendered by Quarto. A book of another wave lies in the project, as it does in the repository."""
    folder = tmp_path_factory.mktemp("quarto")
    project = shutil.copytree(sample, folder / "project")
    old = project / "_book" / "2011" / "figures"
    old.mkdir(parents=True)
    (old / "old.svg").write_text("<svg/>")
    for name in ("barriers", "money"):
        shutil.copyfile(project / f"figures/2012/{name}.svg", project / f"figures/2012/{name}-narrow.svg")
    render(project, folder / "out", engine="quarto")
    return folder / "out"


def page(root, name):
    return (root / f"report/{name}.html").read_text(encoding="utf-8")


def pdf_text(root):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(root / "sample-book.pdf").pages).split())


def test_both_engines_give_the_same_numbers(built, theirs):
    label = re.compile(r"(?:Figure|Table|Section|Appendix) [A\d][.\d]*\d|\b\d\.\d(?:\.\d)? [A-Z]\w+")
    for name in ("survey", "cases", "codebook"):
        ours, other = words(page(built, name)), words(page(theirs, name))
        ours = ours[ours.index(re.search(r"(Chapter|Appendix) [\dA]", ours)[0]) :].split("Previous")[0]
        assert set(label.findall(ours)) - {"Appendix A"} == set(label.findall(other)) - {"Appendix A"}, name


def test_both_engines_set_the_same_pdf(built, theirs):
    label = re.compile(r"(?:Figure|Table|Section|Appendix|Chapter) ?[A\d][.\d]*\d?")
    ours, other = (pdf_text(root).replace("\u00a0", " ") for root in (built, theirs))
    assert sorted(label.findall(ours)) == sorted(label.findall(other))
    assert not re.search(r"(Appendix A|Chapter \d)\.[^\d]?\.", other)
    for wanted in ("Wave 2012", "Second edition", "Only the paper says this.", "Show the numbers", "Base of it"):
        assert wanted in other, wanted
    for unwanted in ("Only the page", "Show the rest", "PNG", ".qmd"):
        assert unwanted not in other, unwanted
    reader = PdfReader(theirs / "sample-book.pdf")
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in reader.trailer["/Root"]["/Metadata"].get_data()


def test_links_of_the_pdf_lead_to_places_in_it(theirs):
    for sheet in PdfReader(theirs / "sample-book.pdf").pages:
        for note in sheet.get("/Annots", []):
            action = note.get_object().get("/A", {})
            assert "qmd" not in str(action.get("/URI", "")), action


def test_nothing_but_the_book_is_copied(theirs):
    assert not [file for file in theirs.rglob("*") if file.name == "old.svg"]


def test_page_has_narrow_figures_folds_links_and_the_pdf(theirs):
    survey = page(theirs, "survey")
    assert '<source media="(max-width: 34rem)" srcset="../figures/2012/barriers-narrow.svg"' in survey
    assert re.search(r'<details class="fold">\s*(<p>)?\s*<summary>Show the <em>numbers</em></summary>', survey)
    assert 'class="exhibit-links"' in survey and 'href="../figures/2012/barriers.png"' in survey
    assert "sample-book.pdf" in survey and "The report as PDF" in survey
    assert "Wave 2012" in (theirs / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("size", [{"width": 1280, "height": 900}, {"width": 390, "height": 844}], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_accessibility_violation_and_no_sideways_scroll(browser, axe, theirs, size, scheme):
    context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
    for file in sorted(theirs.rglob("*.html")):
        sheet = context.new_page()
        sheet.goto(file.as_uri())
        assert sheet.evaluate("document.documentElement.scrollWidth") <= size["width"], file.name
        sheet.evaluate(axe)
        found = sheet.evaluate("axe.run({preload: false}).then(result => result.violations)")
        assert [(file.name, rule["id"], rule["nodes"][0]["html"][:120]) for rule in found] == []
        sheet.close()
    context.close()


def test_a_catalogue_has_its_scripts_and_on_paper_its_first_columns(with_catalogue, tmp_path):
    render(with_catalogue, tmp_path / "out", engine="quarto")
    html = page(tmp_path / "out", "codebook")
    assert html.index("dataTables.min.js") < html.index("catalogue.js") and '"catalogue-clear":' in html
    assert "catalogue.js" not in page(tmp_path / "out", "survey")
    text = pdf_text(tmp_path / "out")
    assert "Language café" in text and "Everybody" not in text and re.search(r"Organiser\s+Town of Malmö", text)
