"""Where one number comes from: what it is, the notebook and cell that made it, the inputs behind them as the run had them.

A key is that of an estimate, the place of a number in the book (`respondents.text.3`, `tbl-respondents.2.4`), a number of
the prose (`var.cases.count`), an erratum (`errata.E001`) or a cell of a notebook (`05-estimate-survey#cell-b938affc`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.audit.coded import behind_scores
from analysis.audit.provenance import name_of, read_manifest, sha256
from analysis.declared import closest
from analysis.store import read_table, read_yaml
from analysis.wave import PROJECT, Wave, shown

Behind = Callable[[str], tuple[list[Path], list[Path]]]
KINDS = {
    "estimate": "", "count": "counted or computed by this finding from the tables that its notebook reads",
    "text": "stands so in the data", "words": "belongs to the fixed words of the book, and is no result",
    "head": "stands in the head of a column: its fixed words, or a count of this finding",
}  # fmt: skip
PLACES = 3  # so many places are named where a text stands


def explain(wave: Wave, key: str, behind: Behind) -> list[str]:
    """The trace of a number, as lines for people.

    `behind` gives the inputs that the results of a notebook rest on, and the tables of the run that it reads itself.
    Raises LookupError when the wave has not been run or has no such number.
    """
    return Trace(wave, behind).lines(key)


JOINTS = re.compile(r"[,;.] | and |\berrat(?:um|a) | ?[()]")  # between the parts of a text that is put together


class Trace:
    """What the trace of any number of a wave needs, read once."""

    def __init__(self, wave: Wave, behind: Behind):
        file = wave.processed / "estimates.csv"
        if not file.is_file():
            raise LookupError(f"wave {wave.id} has no {shown(file)}; run `integration-report run {wave.id}` first")
        self.wave = wave
        self.estimates = read_table(file).set_index("key", drop=False)
        self._behind: dict[tuple[str, bool], list[str]] = {}
        self._sha256, self._cells, self._rests_on, self._said = cache(sha256), cache(_cells), cache(behind), cache(_said)

    @cached_property
    def numbers(self) -> dict[str, dict[str, Any]]:
        """The numbers that the exhibits printed, by key; none before the wave was run here."""
        files = sorted((self.wave.stage / "cards").glob("*.json"))
        return {k: n for f in files for k, n in json.loads(f.read_text(encoding="utf-8")).get("numbers", {}).items()}

    @cached_property
    def variables(self) -> dict[str, str]:
        """The numbers of the prose, by key."""
        file = self.wave.stage / "report" / "variables.yml"
        groups = read_yaml(file) if file.is_file() else {}
        return {f"var.{group}.{name}": text for group, found in groups.items() for name, text in found.items()}

    @cached_property
    def errata(self) -> pd.DataFrame:
        file = self.wave.stage / "evaluation" / "errata.csv"
        found = read_table(file) if file.is_file() and file.stat().st_size > 1 else pd.DataFrame(columns=["id"])
        return found.set_index("errata." + found["id"].astype(str))

    @cached_property
    def manifest(self) -> dict[str, Any] | None:
        return read_manifest(self.wave)

    def has(self, key: str) -> bool:
        """Whether there is a number, or a cell of a notebook, with this key."""
        try:
            return bool(self.lines(key, brief=True))
        except LookupError:
            return False

    def lines(self, key: str, brief: bool = False) -> list[str]:
        """The trace of a number; `brief`: its first line only."""
        known = {
            "estimate": self.estimates.index, "place": self.numbers, "variable": self.variables, "erratum": self.errata.index,
        }  # fmt: skip
        kind = "cell" if "#" in key else next((kind for kind, keys in known.items() if key in keys), None)
        if kind == "cell":
            self._cell_of(*key.split("#", 1))
        if kind is None:
            near = closest(key, (k for keys in known.values() for k in keys), 0.5, many=3)
            also = "" if self.numbers else f"; for places in the book run `integration-report run {self.wave.id}` first"
            perhaps = f"; perhaps {', '.join(near)}" if near else also
            raise LookupError(f"wave {self.wave.id} has no number {key!r}{perhaps}")
        return [key] if brief else [key, *self._edited(), *getattr(self, f"_of_{kind}")(key)]

    def _edited(self) -> list[str]:
        """A warning where the table of estimates is not the one that the run wrote."""
        file = self.wave.processed / "estimates.csv"
        written = self.manifest["outputs"].get(name_of(file, self.wave)) if self.manifest else None
        return [f"  {shown(file)} was EDITED after the run wrote it: its numbers are not those of the run"] if written not in (None, self._sha256(file)) else []

    def _of_estimate(self, key: str) -> Iterator[str]:
        row = self.estimates.loc[key]
        yield from (f"  {name}: {value}" for name, value in row.items() if value and name not in ("key", "made_in"))
        yield from self._made_by(row["made_by"], row.get("made_in", ""))
        yield from self._printed(row)
        yield from behind_scores(self.wave, row)
        yield from self._from(row["made_by"])

    def _of_place(self, key: str) -> Iterator[str]:
        number = self.numbers[key]
        chapter, finding = number["finding"].split(".")
        yield f"  printed: {number['text']}"
        yield f"  where: {number['where'] or key.split('.')[-2]} of exhibit {number['exhibit']} in chapter {chapter}"
        yield f"  found by: analysis.findings.{chapter}.{finding}"
        if said := KINDS[number["kind"]]:
            yield f"  {said}"
        if number["kind"] == "text":
            yield from self._stands_in(number["text"], number["notebook"])
        if number["kind"] in ("words", "head"):
            yield f"  words: report/words/{chapter}.*.yml, {finding}"
        if number["of"]:
            yield f"made of {len(number['of'])} estimate{'s' if len(number['of']) > 1 else ''}"
            yield from (f"  {self._in_brief(of)}" for of in number["of"])
        yield from self._made_by(number["notebook"], exhibit=number["exhibit"])
        yield from self._from(number["notebook"], tables=True)

    def _of_variable(self, key: str) -> Iterator[str]:
        yield f"  printed: {re.sub(r'[][]|{.*}', '', self.variables[key])}"
        yield f"  where: in the prose, by the name {key.removeprefix('var.')}"
        notebook, cell = next(
            (f.stem, c["id"]) for f in self._copies() for c in self._code(f) if "write_parts(" in "".join(c["source"])
        )
        yield from [*self._made_by(notebook, cell), *self._from(notebook, tables=True)]

    def _of_erratum(self, key: str) -> Iterator[str]:
        yield from (f"  {name}: {value}" for name, value in self.errata.loc[key].items() if value)
        yield from ["from", self._file(self.wave.published / "errata.csv")]

    def _of_cell(self, key: str) -> Iterator[str]:
        notebook, anchor = key.split("#", 1)
        cell = self._cell_of(notebook, anchor)
        if cell is None:
            yield "  how the notebook was run: the parameters of the wave, and the versions of the packages"
            yield from ["from", self._file(self.wave.raw / "wave.yml")]
        else:
            yield from [*self._made_by(notebook, cell["id"]), *self._from(notebook, tables=True)]

    def _cell_of(self, notebook: str, anchor: str) -> dict | None:
        """The cell of an executed notebook with this anchor on its page; None for the part on how it was run."""
        copy = self.wave.notebooks / f"{notebook}.ipynb"
        if not copy.is_file():
            raise LookupError(f"wave {self.wave.id} has no executed notebook {notebook!r}")
        if anchor == f"run-{notebook}":
            return None
        for cell in self._cells(copy):
            shown_here = {output.get("metadata", {}).get("exhibit") for output in cell.get("outputs", ())}
            if anchor in shown_here or re.fullmatch(rf"cell-{re.escape(cell['id'])}(-out)?(-\d+)*", anchor):
                return cell
        raise LookupError(f"notebook {notebook} of wave {self.wave.id} has no cell {anchor!r}")

    def _made_by(self, notebook: str, cell: str = "", exhibit: str = "") -> list[str]:
        """The notebook and its cell, and whether the notebook has changed since the run."""
        if exhibit and (self.wave.notebooks / f"{notebook}.ipynb").is_file():
            cell = self._cell_of(notebook, exhibit)["id"]
        file = PROJECT / "notebooks" / f"{notebook}.ipynb"
        place = [n for n, other in enumerate(self._code(file), 1) if other["id"] == cell]
        told = f", cell {cell} (code cell {place[0]})" if place else ""
        return ["made by", f"  notebooks/{notebook}.ipynb{told}{self._since_the_run('notebooks', file)}"]

    def _from(self, notebook: str, tables: bool = False) -> list[str]:
        """The inputs that the notebook rests on, with the hashes of the run, and the tables that it read."""
        if (notebook, tables) not in self._behind:  # the same for every number of a notebook
            inputs, read = self._rests_on(notebook)
            through = ["through", *(f"  {shown(file)}  sha256 {self._sha256(file)}" for file in read)] if tables and read else []
            self._behind[notebook, tables] = ["from", *map(self._file, inputs), *through]
        return self._behind[notebook, tables]

    def _file(self, file: Path) -> str:
        known = self.manifest["inputs"].get(name_of(file, self.wave)) if self.manifest else None
        told = known or (self._sha256(file) if file.is_file() else "not known")
        return f"  {shown(file)}  sha256 {told}{self._since_the_run('inputs', file)}"

    def _since_the_run(self, part: str, file: Path) -> str:
        """What has become of a file since the run that made the number; nothing where it is the same."""
        if not self.manifest:
            return "  (as it is now: the run left no manifest)"
        known = self.manifest[part].get(name_of(file, self.wave))
        if not file.is_file():
            return "  TAKEN AWAY since the run"
        if known is None:
            return "  ADDED since the run"
        return "" if known == self._sha256(file) else f"  CHANGED since the run, now {self._sha256(file)}"

    def _printed(self, row: pd.Series) -> list[str]:
        """The printed cells that this very number was compared with, alone or in a sum."""
        if not row["published_ref"]:
            return []
        audit = read_table(self.wave.processed / "audit.csv")
        mine = audit[[row["key"] in keys.split("+") for keys in audit["key"]]]
        cells = [
            f"  {c.published_ref}, {c.cell}: printed {c.printed}"
            + (f", recomputed {c.recomputed} over {c.base}: {c.verdict}" if c.recomputed else f": {c.verdict}")
            for c in mine.itertuples()
        ]
        return ["printed in", *(cells or [f"  {row['published_ref']}"])]

    def _in_brief(self, key: str) -> str:
        row = self.estimates.loc[key]
        counts = f" ({row['numerator']} of {row['base']})" if row["numerator"] else f" (base {row['base']})"
        return f"{key}: {row['value']}{counts}, {row['evidence']}"

    def _stands_in(self, text: str, notebook: str) -> list[str]:
        """Where the data have a text: table, line and column; a file of the codebook. Of one that is put together of several,
        such as a document and its section, where they have each part."""
        inputs, read = self._rests_on(notebook)
        files = [*read, *inputs]
        if not (found := list(self._places(text, files))):
            parts = {part: next(self._places(part, files), "") for part in JOINTS.split(text) if part}
            found = [f"{place}: {part}" for part, place in parts.items()] if all(parts.values()) else []
        rest = [f"  and in {len(found) - PLACES} places more"] if len(found) > PLACES else []
        return [*(f"  in {place}" for place in found[:PLACES]), *rest]

    def _places(self, text: str, files: Iterable[Path]) -> Iterator[str]:
        """Where files say a text, in capitals or not: alone, or, where it is more than a number, among other things."""
        text = " ".join(text.split()).casefold()
        within = not text.replace(".", "").isdigit()
        for file in files:
            texts, joined = self._said(file)
            if text in joined:
                yield from (place for place, said in texts if text == said or (within and text in said))

    def _code(self, notebook: Path) -> list[dict]:
        """The code cells of a notebook, without the one that papermill puts in."""
        return [cell for cell in self._cells(notebook) if cell["cell_type"] == "code" and cell["id"] != "injected-parameters"]

    def _copies(self) -> list[Path]:
        return sorted(self.wave.notebooks.glob("*.ipynb"))


def _cells(notebook: Path) -> list[dict]:
    """The cells of a notebook; none where it is not there."""
    return json.loads(notebook.read_text(encoding="utf-8"))["cells"] if notebook.is_file() else []


def _said(file: Path) -> tuple[list[tuple[str, str]], str]:
    """Every text of a table or of a file of the codebook, without capitals, with its place; and all of them in one, which is
    searched much faster than text by text."""
    texts = _texts(file)
    return texts, "\n".join(said for _, said in texts)


def _texts(file: Path) -> list[tuple[str, str]]:
    if file.suffix == ".csv" and file.stat().st_size > 1:
        rows = enumerate(read_table(file).to_dict("records"), 2)
        return [(f"{shown(file)}, line {n}, column {c}", " ".join(cell.split()).casefold()) for n, row in rows for c, cell in row.items()]
    if file.suffix == ".yml":
        return [(shown(file), " ".join(said.split()).casefold()) for said in _strings(read_yaml(file))]
    return []


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for part in [*value, *value.values()] if isinstance(value, dict) else value:
            yield from _strings(part)
    elif value is not None:
        yield str(value)
