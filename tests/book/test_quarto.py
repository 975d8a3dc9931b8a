"""The sample rendered by a real Quarto, where there is one: no warning, and the numbers of the embedded engine."""

import re
import shutil
import subprocess

import pytest

from analysis.book import quarto, render

pytestmark = pytest.mark.skipif((quarto.version() or (0,)) < quarto.OLDEST, reason="no Quarto 1.9 or later on the PATH")


def words(text: str) -> str:
    text = re.search(r"<main.*</main>", text, re.S)[0]
    text = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", text, flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", "", text).replace("&nbsp;", " ").replace("\u00a0", " ").split())


def test_quarto_says_no_warning(project):
    done = subprocess.run(["quarto", "render", str(project)], capture_output=True, text=True)
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    assert not re.search(r"warn|unknown|unable|missing", said, re.I), said


def test_both_engines_give_the_same_numbers(sample, built, tmp_path):
    render(shutil.copytree(sample, tmp_path / "project"), tmp_path / "out", engine="quarto")
    assert (tmp_path / "out" / "sample-book.pdf").stat().st_size > 10_000
    label = re.compile(r"(?:Figure|Table|Section|Appendix) [A\d][.\d]*\d|\b\d\.\d(?:\.\d)? [A-Z]\w+")
    for name in ("survey", "cases", "codebook"):
        ours, theirs = (
            words((root / f"report/{name}.html").read_text(encoding="utf-8")) for root in (built, tmp_path / "out")
        )
        ours = ours[ours.index(re.search(r"(Chapter|Appendix) [\dA]", ours)[0]) :].split("Previous")[0]
        assert set(label.findall(ours)) - {"Appendix A"} == set(label.findall(theirs)) - {"Appendix A"}, name
