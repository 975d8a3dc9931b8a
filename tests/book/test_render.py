"""What render does with folders and engines."""

import os
import re
import stat

import pytest
import yaml

from analysis.book import BookError, quarto, render


def fake_quarto(folder, version, script="exit 0"):
    folder.mkdir()
    program = folder / "quarto"
    program.write_text(f'#!/bin/sh\n[ "$1" = "--version" ] && echo {version} && exit 0\n{script}\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return folder


def test_the_old_book_is_replaced_whole(project, tmp_path):
    out = tmp_path / "book"
    out.mkdir()
    (out / "left-over.html").write_text("old")
    files = render(project, out, engine="embedded", to=("html",))
    assert out / "index.html" in files and not (out / "left-over.html").exists()
    assert not list(out.glob("*.pdf"))
    assert "The report as PDF" not in (out / "index.html").read_text(encoding="utf-8")


def test_the_old_book_stays_when_something_is_wrong(project, tmp_path):
    out = tmp_path / "book"
    out.mkdir()
    (out / "index.html").write_text("old")
    (project / "report" / "cases.qmd").write_text("# Cases\n\n@fig-nowhere\n")
    with pytest.raises(BookError):
        render(project, out, engine="embedded")
    assert [file.name for file in tmp_path.iterdir() if file.name != "project"] == ["book"], (
        "nothing is left lying about"
    )
    assert (out / "index.html").read_text() == "old"


def test_pdf_alone(project, tmp_path):
    assert [file.name for file in render(project, tmp_path / "out", engine="embedded", to=("pdf",))] == [
        "sample-book.pdf"
    ]


def test_progress_is_told(project, tmp_path):
    said = []
    render(project, tmp_path / "out", engine="embedded", to=("html",), progress=said.append)
    assert said[0] == "reading 6 chapters" and any("6 of 6" in line for line in said)


def test_unknown_format_and_engine(project, tmp_path):
    with pytest.raises(BookError, match="choose html, pdf or both"):
        render(project, tmp_path / "out", to=("docx",))
    with pytest.raises(BookError, match="choose auto, quarto or embedded"):
        render(project, tmp_path / "out", engine="word")


def test_auto_takes_quarto_from_1_9_on(tmp_path, monkeypatch):
    from analysis.book import _choose

    monkeypatch.setenv("PATH", str(fake_quarto(tmp_path / "new", "1.10.3")))
    assert quarto.version() == (1, 10) and _choose("auto") == "quarto"
    monkeypatch.setenv("PATH", str(fake_quarto(tmp_path / "old", "1.8.25")))
    assert _choose("auto") == "embedded"
    with pytest.raises(BookError, match=r"the one on the PATH is 1\.8"):
        _choose("quarto")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert _choose("auto") == "embedded"
    with pytest.raises(BookError, match="there is none on the PATH"):
        _choose("quarto")


def test_a_word_of_the_frame_that_is_missing_is_named(project, tmp_path):
    config = (project / "_quarto.yml").read_text(encoding="utf-8")
    (project / "_quarto.yml").write_text(config.replace("    views: Views\n", ""), encoding="utf-8")
    with pytest.raises(BookError, match=r"`language:` has no views for en-GB. Write it under `en:`"):
        render(project, tmp_path / "out", engine="embedded", to=("html",))


def test_quarto_renders_a_copy_and_its_words_are_passed_on(project, tmp_path, monkeypatch):
    path = os.environ["PATH"]
    works = (
        'mkdir -p "$2/_book"; echo "$4" >> "$2/_book/formats"; touch "$2/_book/index.html" "$2/_book/sample-book.pdf"'
    )
    monkeypatch.setenv("PATH", f"{fake_quarto(tmp_path / 'good', '1.9.38', works)}:{path}")
    names = [file.name for file in render(project, tmp_path / "out", engine="quarto")]
    assert names == ["formats", "index.html", "sample-book.pdf"] and not (project / "_book").exists()
    monkeypatch.setenv("PATH", f"{fake_quarto(tmp_path / 'bad', '1.9.38', 'echo it broke >&2; exit 1')}:{path}")
    with pytest.raises(BookError, match="it broke"):
        render(project, tmp_path / "out", engine="quarto")
    assert (tmp_path / "out" / "index.html").exists()


def test_parts_and_titles_in_the_front_matter(project, tmp_path):
    config = yaml.safe_load((project / "_quarto.yml").read_text(encoding="utf-8"))
    part = {"part": "Findings", "chapters": ["report/survey.qmd", "report/cases.qmd"]}
    config["book"]["chapters"] = ["index.qmd", part, "report/method.qmd", "report/references.qmd"]
    (project / "_quarto.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    cases = (project / "report" / "cases.qmd").read_text(encoding="utf-8")
    titled = cases.replace("# Case studies {#sec-cases}", "---\ntitle: Case studies\n---")
    (project / "report" / "cases.qmd").write_text(titled, encoding="utf-8")
    render(project, tmp_path / "out", engine="embedded")
    text = (tmp_path / "out/report/cases.html").read_text(encoding="utf-8")
    assert '<p class="nav-part">Findings</p>' in text and re.search("Chapter.2</span> Case studies ", text)
