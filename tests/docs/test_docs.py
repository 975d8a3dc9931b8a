"""The guide says what is so: its examples are read, its commands are known, its links lead somewhere, its tables are complete."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import MISSING, Field, fields
from pathlib import Path
from typing import NamedTuple

import pytest
import typer
import yaml

from analysis.cli import app
from analysis.codebook import Item, load_codebook
from analysis.wave import FORMATS, PROJECT, SOURCES, Assumption, Declaration, Root, Source, open_wave

GUIDE = PROJECT / "docs"
PAGES = [PROJECT / "README.md", *sorted(GUIDE.rglob("*.md"))]
TOOLS = sorted((GUIDE / "exports").glob("*.md"))
SHELLS = ("bash", "powershell")
PROGRAM = "integration-report"
REQUIRED = {
    "id": 'id: "2026"',
    "title": "title: A wave of the guide",
    "year": "year: 2026",
    "evidence": "evidence: observed",
    "sources": "sources: {survey: survey.xlsx}",
}
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
LINK = re.compile(r"(?<!!)\[[^]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
ROW = re.compile(r"^\| (.*) \|$", re.MULTILINE)
LEFT_OUT = "nothing"


class Example(NamedTuple):
    """A piece of a page: the file, the line, the text."""

    page: Path
    line: int
    text: str

    @property
    def name(self) -> str:
        return f"{self.page.relative_to(PROJECT)}:{self.line}"


def blocks(*languages: str) -> Iterator[Example]:
    """The fenced blocks of all pages in one of these languages."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for found in FENCE.finditer(text):
            if found[1] in languages:
                yield Example(page, text.count("\n", 0, found.start()) + 1, found[2])


def commands() -> Iterator[Example]:
    """Every call of the command: lines of shell blocks, and spans of code within the text."""
    for block in blocks(*SHELLS):
        for number, line in enumerate(block.text.splitlines(), block.line + 1):
            if called := re.match(rf"(?:\S*[\\/])?{PROGRAM}( .*|$)", line):
                yield Example(block.page, number, called[1])
    for page in PAGES:
        for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
            for span in SPAN.findall(line):
                if span.startswith(f"{PROGRAM} "):
                    yield Example(page, number, span.removeprefix(PROGRAM))


def links() -> Iterator[Example]:
    """Every link that stays within the project."""
    for page in PAGES:
        text = FENCE.sub("", page.read_text(encoding="utf-8"))
        yield from (Example(page, 0, target) for target in LINK.findall(text) if "://" not in target)


def rows(page: Path, *head: str) -> list[list[str]]:
    """The cells of every row of the tables whose header is `head`."""
    found, wanted = [], False
    for line in page.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in found_row[1].split(" | ")] if (found_row := ROW.match(line)) else []
        if not cells:
            wanted = wanted and line.startswith("|:")
        elif cells == list(head):
            wanted = True
        elif wanted:
            found.append(cells)
    return found


def messages() -> Iterator[Example]:
    """What the pages on tools say that `check` says."""
    for page in TOOLS:
        for said, *_ in rows(page, "`check` says", "Because", "Do"):
            yield from (Example(page, 0, text) for text in SPAN.findall(said))


def literals() -> str:
    """Every text in the code, that of f-strings piece by piece."""
    trees = (ast.parse(file.read_text(encoding="utf-8")) for file in (PROJECT / "src").rglob("*.py"))
    found = (node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return "\n".join(text for text in found if isinstance(text, str))


def declared(tmp_path: Path, text: str):
    """The wave that `text` declares, with the required fields that it leaves to other examples."""
    given = yaml.safe_load(text)
    whole = "\n".join([text, *(line for name, line in REQUIRED.items() if name not in given)])
    folder = tmp_path / "raw" / str(given.get("id", "2026"))
    folder.mkdir(parents=True)
    (folder / "wave.yml").write_text(whole, encoding="utf-8")
    return open_wave(folder.name, tmp_path)


def scale(item: Item) -> list[str]:
    """The answers to a rating."""
    return [str(value) for value in range(int(item.min), int(item.max) + 1)] if item.type == "rating" else []


def field_rows() -> Iterator[tuple[type, Field, list[str]]]:
    """The fields of wave.yml in the order of the code, each with its row of the page on them."""
    told = rows(GUIDE / "wave-yml.md", "Field", "What it is for", "Left out", "Example")
    by_name = {row[0].strip("`"): row for row in told}
    for kind in (Declaration, Source):
        for field in fields(kind):
            yield kind, field, by_name.get(field.name, ["", "", "", ""])


def test_there_are_examples_to_try():
    assert list(blocks("yaml")) and list(commands()) and list(links()) and TOOLS


@pytest.mark.parametrize("example", blocks("yaml"), ids=lambda example: example.name)
def test_an_example_of_wave_yml_is_read(example, tmp_path):
    declared(tmp_path, example.text)


@pytest.mark.parametrize("example", blocks("yaml"), ids=lambda example: example.name)
def test_an_example_names_items_and_answers_of_the_codebook(example, tmp_path):
    book = load_codebook(Root.at().codebook).of_wave(2026)
    for name, source in declared(tmp_path, example.text).sources.items():
        items = [item for table in book.tables.values() if table.source == name for item in table.items.values()]
        assert {*source.mapping.values()} <= {item.id for item in items}
        assert {*source.values, *source.missing} <= {"*"} | {key for item in items for key in (item.id, item.stem)}
        for key, answers in source.values.items():
            meant = [item for item in items if key in ("*", item.id, item.stem)]
            assert {*answers.values()} <= {answer for item in meant for answer in (*item.options, *scale(item))}


@pytest.mark.parametrize(("kind", "field", "row"), field_rows(), ids=lambda value: getattr(value, "name", None))
def test_every_field_has_a_row_with_its_default_and_an_example(kind, field, row, tmp_path):
    _, purpose, left_out, example = row
    assert purpose
    default = field.default if field.default_factory is MISSING else field.default_factory()
    settled_by_the_data = kind is Source and field.name in ("format", "sheet", "decimal", "dates")
    if default is MISSING:
        assert left_out == "required"
    elif settled_by_the_data:
        assert "told" in left_out or "asked for" in left_out
    else:
        assert left_out == (f"`{default}`" if default else LEFT_OUT)
    text = example.strip("`")
    assert text.startswith(f"{field.name}: ")
    given = "" if field.name == "file" else "file: survey.xlsx, "
    declared(tmp_path, text if kind is Declaration else f"sources: {{survey: {{{given}{text}}}}}")


def test_the_page_on_fields_tells_of_no_field_that_is_not_there():
    told = [row[0].strip("`") for row in rows(GUIDE / "wave-yml.md", "Field", "What it is for", "Left out", "Example")]
    assert sorted(told) == sorted(field.name for kind in (Declaration, Source) for field in fields(kind))


def test_the_fields_of_an_assumption_are_told():
    text = (GUIDE / "wave-yml.md").read_text(encoding="utf-8")
    assert all(f"`{field.name}`" in text for field in fields(Assumption))


def test_every_source_is_told():
    text = (GUIDE / "wave-yml.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in text for name in SOURCES)


@pytest.mark.parametrize("row", rows(GUIDE / "wave-yml.md", "You mean the text", "Written so, it is another thing", "Write"))
def test_yaml_reads_a_trap_as_another_thing_and_the_advice_as_meant(row):
    meant, trap, advice = (cell.strip("`") for cell in row)
    assert yaml.safe_load(f"value: {advice}")["value"] == meant
    with suppress(yaml.YAMLError):  # an error at the least is seen
        assert yaml.safe_load(f"value: {trap}")["value"] != meant


def test_every_kind_of_file_has_its_page():
    table = rows(GUIDE / "new-wave.md", "Tool", "`format`", "Page")
    assert {kind for row in table for kind in SPAN.findall(row[1])} == set(FORMATS)
    assert {(GUIDE / path).resolve() for row in table for path in LINK.findall(row[2])} == set(TOOLS)
    assert {kind for row in field_rows() if row[1].name == "format" for kind in SPAN.findall(row[2][1])} == set(FORMATS)


def test_the_messages_of_the_guide_are_those_of_the_code():
    code = literals()
    assert [said for said in messages() if said.text not in code] == []


@pytest.mark.parametrize("page", TOOLS, ids=lambda page: page.stem)
def test_the_pages_on_tools_have_one_form(page):
    headings = HEADING.findall(page.read_text(encoding="utf-8"))
    assert headings[-2:] == ["wave.yml", "What may go wrong"]
    assert rows(page, "`check` says", "Because", "Do")
    assert any(block.page == page and "sources:" in block.text for block in blocks("yaml"))


@pytest.mark.parametrize("example", commands(), ids=lambda example: f"{example.name}{example.text}")
def test_a_command_is_one_that_there_is(example):
    group = typer.main.get_command(app)
    for command in (group, *group.commands.values()):
        command.callback = lambda **_: None  # read what was typed, do nothing
    group.main(shlex.split(example.text, comments=True), PROGRAM, standalone_mode=False)


def test_a_target_of_make_is_one_that_there_is():
    targets = set(re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    text = "\n".join([*(block.text for block in blocks(*SHELLS)), *(s for p in PAGES for s in SPAN.findall(p.read_text("utf-8")))])
    assert set(re.findall(r"^make ([a-z]+)", text, re.MULTILINE)) <= targets


def test_those_without_make_run_what_make_runs():
    block = next(blocks("powershell")).text.replace("\\", "/")
    recipe = (PROJECT / "Makefile").read_text(encoding="utf-8")
    for options in ("--require-hashes -r requirements.lock", "--no-deps --no-build-isolation -e ."):
        assert options in block and options in recipe


@pytest.mark.parametrize("example", links(), ids=lambda example: f"{example.page.stem}-{example.text}")
def test_a_link_leads_to_a_file_and_a_heading(example):
    path, _, heading = example.text.partition("#")
    target = (example.page.parent / path) if path else example.page
    assert target.exists()
    if heading:
        anchors = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in HEADING.findall(target.read_text("utf-8"))}
        assert heading in anchors
