"""Numbers come from the data: chapters hold none that were typed, but for those listed here one by one."""

from __future__ import annotations

import re

import pytest

from analysis.wave import PROJECT

CHAPTERS = sorted([PROJECT / "index.qmd", *(PROJECT / "report").glob("*.qmd")])
ALLOWED = {  # numbers of the sources themselves, and an example a reader is to type
    "made.qmd": ["2026", "2026"],
}


def prose(text: str) -> str:
    """The words of a chapter: without front matter, labels, includes, variables, links and citations."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    return re.sub(r"\{\{<.*?>\}\}|\{[#.][^}]*\}|\]\([^)]*\)|@[\w-]+|\[@[^\]]*\]", " ", text)


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda f: f.name)
def test_no_number_was_typed_into_a_chapter(chapter):
    found = re.findall(r"\d+(?:[.,]\d+)*", prose(chapter.read_text(encoding="utf-8")))
    assert found == ALLOWED.get(chapter.name, [])


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda f: f.name)
def test_no_wave_and_no_figure_is_named_in_a_chapter(chapter):
    text = chapter.read_text(encoding="utf-8")
    assert "/figures/" not in text and not re.search(r"wave 20\d\d", text, re.IGNORECASE)


def test_every_block_a_chapter_includes_is_written_by_the_pipeline():
    source = "".join(
        f.read_text(encoding="utf-8") for f in (PROJECT / "src" / "analysis" / "present" / "chapters").glob("*.py")
    )
    source += (PROJECT / "src" / "analysis" / "publish.py").read_text(encoding="utf-8")
    for chapter in CHAPTERS:
        for name in re.findall(r"_generated/([\w-]+)\.qmd", chapter.read_text(encoding="utf-8")):
            assert f'"{name}"' in source or f'"{name}.qmd"' in source, f"{chapter.name} includes {name}"
