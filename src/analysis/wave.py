"""Where the files of a wave are and what its `wave.yml` declares. Paths are made here and nowhere else."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from analysis.problems import InputProblems, Problem

PROJECT = Path(__file__).resolve().parents[2]
SOURCES = ("survey", "practices", "case_studies", "networks")
EVIDENCE = ("round_trip", "observed", "simulated")
STATUS_RULE = ("partial_from", "analysable_from")
LIMITS = {"year": (1950, 2100), "higher_priority_from": (1, 5), "min_base": (1, 1000)}
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


@dataclass(frozen=True)
class Root:
    """A data root: `raw/`, perhaps `codebook/`, and beside them everything a run writes."""

    data: Path

    @classmethod
    def at(cls, folder: str | Path | None = None) -> Root:
        """The data root at `folder`, or the project's own `data/`."""
        return cls(Path(folder).resolve() if folder else PROJECT / "data")

    @property
    def is_project(self) -> bool:
        return self.data == PROJECT / "data"

    @cached_property
    def _outputs(self) -> Path:
        return PROJECT if self.is_project else self.data

    @property
    def codebook(self) -> Path:
        own = self.data / "codebook"
        return own if own.is_dir() else PROJECT / "data" / "codebook"

    @property
    def processed(self) -> Path:
        return self.data / "processed"

    @property
    def figures(self) -> Path:
        return self._outputs / "figures"

    @property
    def build(self) -> Path:
        return self._outputs / "_build"

    @property
    def book(self) -> Path:
        return self._outputs / "_book"

    def waves(self) -> list[str]:
        """The names of the waves that have a folder under `raw/`, sorted."""
        raw = self.data / "raw"
        return sorted(p.name for p in raw.iterdir() if p.is_dir()) if raw.is_dir() else []


@dataclass(frozen=True)
class Source:
    """One input file of a wave; `format` is `xlsx` or `csv`, `mapping` renames columns of the file to codebook ids."""

    name: str
    file: str
    format: str
    mapping: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Assumption:
    """A choice the study does not settle: what was chosen and what else could have been."""

    id: str
    text: str
    value: str
    alternatives: str = ""


@dataclass(frozen=True)
class Wave:
    """One round of data collection. `rating_base` is `answered` or `analysable`."""

    root: Root
    id: str
    title: str
    year: int
    evidence: str
    sources: dict[str, Source]
    licence: str = ""
    acknowledgement: str = ""
    collected_by: str = ""
    fieldwork: str = ""
    status_rule: dict[str, int] = field(default_factory=dict)
    higher_priority_from: int = 4
    rating_base: str = "answered"
    min_base: int = 5
    baseline: str = ""
    assumptions: tuple[Assumption, ...] = ()

    @property
    def raw(self) -> Path:
        return self.root.data / "raw" / self.id

    @property
    def published(self) -> Path:
        return self.raw / "published"

    @property
    def commentary(self) -> Path:
        return self.raw / "commentary"

    @property
    def listed(self) -> str:
        """The evidence class of what a source lists as it stands."""
        return "published" if self.has("published") else self.evidence

    @property
    def coded(self) -> str:
        """The evidence class of what was read out of fact sheets."""
        return "simulated" if self.evidence == "simulated" else "coded"

    @property
    def stage(self) -> Path:
        """Where a run puts its results until all of it has passed."""
        return self.root.build / "stage" / self.id

    @property
    def notebooks(self) -> Path:
        """Where the executed copies of the notebooks go."""
        return self.root.build / "notebooks" / self.id

    @property
    def book_project(self) -> Path:
        """The staged Quarto project the book is rendered from."""
        return self.root.build / "book" / self.id

    @property
    def processed(self) -> Path:
        return self.root.processed / self.id

    @property
    def figures(self) -> Path:
        return self.root.figures / self.id

    @property
    def book(self) -> Path:
        return self.root.book / self.id

    def source_file(self, name: str) -> Path:
        return self.raw / self.sources[name].file

    def has(self, name: str) -> bool:
        """Whether the wave has this source: survey, practices, case_studies, networks or published."""
        return self.published.is_dir() if name == "published" else name in self.sources

    def staged(self, table: str) -> Path:
        """The path of a table of this run, such as `cases.csv`, in the stage."""
        return self.stage / "processed" / table


def open_wave(name: str, data: str | Path | None = None) -> Wave:
    """Read `raw/<name>/wave.yml`.

    Raises InputProblems when the name, the folder or the declaration cannot be used.
    """
    root = Root.at(data)
    if not NAME.fullmatch(name):
        raise InputProblems(
            [Problem(name or "(empty)", "is not the name of a wave", "use letters, digits, - and _ only, such as 2026")]
        )
    folder = root.data / "raw" / name
    file = folder / "wave.yml"
    if not file.is_file():
        known = ", ".join(root.waves()) or "none"
        where = f"{shown(folder)}/wave.yml"
        rule = "the wave has no wave.yml" if folder.is_dir() else f"there is no wave {name!r}"
        raise InputProblems(
            [
                Problem(
                    where,
                    rule,
                    f"choose one of the waves there are ({known}) or make this folder with a wave.yml in it",
                )
            ]
        )
    return _declared(root, name, file)


def shown(path: Path) -> str:
    """`path` as a person would name it: relative to the project or the working folder where that is shorter."""
    for base in (PROJECT, Path.cwd()):
        if path.is_relative_to(base):
            return path.relative_to(base).as_posix()
    return path.as_posix()


def _declared(root: Root, name: str, file: Path) -> Wave:
    where = shown(file)
    raw = _load_mapping(file, where)
    problems: list[Problem] = []

    def bad(column: str, value: Any, rule: str, hint: str) -> None:
        problems.append(Problem(where, rule, hint, column=column, value=str(value)))

    known = set(Wave.__dataclass_fields__) - {"root"}
    for key in sorted(raw.keys() - known, key=str):
        bad(str(key), raw[key], "is not a field of wave.yml", f"use one of {', '.join(sorted(known))}")
    for key in ("id", "title", "year", "evidence", "sources"):
        if raw.get(key) in (None, ""):
            bad(key, "", "the field is missing", f"add `{key}:`")
    if str(raw.get("id", name)) != name:
        bad("id", raw["id"], "is not the name of its folder", f"write `id: {name!r}`")
    for key, (low, high) in LIMITS.items():
        value = raw.get(key, low)
        if isinstance(value, int) and not isinstance(value, bool) and not low <= value <= high:
            bad(key, value, f"lies outside {low} to {high}", "correct the number")
    if raw.get("baseline") and not NAME.fullmatch(str(raw["baseline"])):
        bad("baseline", raw["baseline"], "is not the name of a wave", "use letters, digits, - and _ only")
    if raw.get("evidence") not in (None, *EVIDENCE):
        bad("evidence", raw["evidence"], "is not an evidence class of a wave", f"use one of {', '.join(EVIDENCE)}")
    if raw.get("rating_base", "answered") not in ("answered", "analysable"):
        bad("rating_base", raw["rating_base"], "is not a base for ratings", "use answered or analysable")
    for key in ("year", "higher_priority_from", "min_base"):
        if raw.get(key) is not None and (isinstance(raw[key], bool) or not isinstance(raw[key], int)):
            bad(key, raw[key], "is not a whole number", "write digits only")
    rule = raw.get("status_rule") or {}
    known_rule = isinstance(rule, dict) and rule.keys() <= set(STATUS_RULE)
    if not known_rule or not all(type(number) is int for number in rule.values()):
        hint = "write `{partial_from: 1, analysable_from: 10}`"
        bad("status_rule", rule, "is not a rule for the status of respondents", hint)
    sources = _sources(raw.get("sources") or {}, file.parent, bad)
    assumptions = _assumptions(raw.get("assumptions") or [], bad)
    if problems:
        raise InputProblems(problems)
    plain = {k: v for k, v in raw.items() if k in known - {"id", "sources", "assumptions"} and v is not None}
    texts = {
        k: str(plain[k])
        for k in ("title", "licence", "acknowledgement", "collected_by", "fieldwork", "baseline")
        if k in plain
    }
    return Wave(root=root, id=name, sources=sources, assumptions=assumptions, **(plain | texts))


def _load_mapping(file: Path, where: str) -> dict[str, Any]:
    hint = "mend the YAML; data/raw/2012/wave.yml is a working example"
    try:
        loaded = yaml.safe_load(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise InputProblems([Problem(where, "is not UTF-8 text", "save it as UTF-8")]) from None
    except (ValueError, RecursionError):  # such as the 45th day of a month
        rule = "holds a value that is no valid YAML, such as a date that does not exist"
        raise InputProblems([Problem(where, rule, hint)]) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        rule = f"is not valid YAML: {getattr(error, 'problem', None) or 'it has a character that YAML does not allow'}"
        raise InputProblems([Problem(where, rule, hint, row=mark.line + 1 if mark else None)]) from None
    if not isinstance(loaded, dict):
        raise InputProblems([Problem(where, "holds no fields", hint)])
    return loaded


def _is_file_name(text: str) -> bool:
    return bool(text.strip(". ")) and len(text) <= 200 and text.isprintable()


def _sources(raw: Any, folder: Path, bad: Any) -> dict[str, Source]:
    if not isinstance(raw, dict):
        bad("sources", raw, "is not a list of sources by name", "write `survey: {file: survey.xlsx}`")
        return {}
    sources = {}
    for name, entry in raw.items():
        entry = {"file": entry} if isinstance(entry, str) else entry
        if name not in SOURCES:
            bad("sources", name, "is not a source", f"use one of {', '.join(SOURCES)}")
        elif not isinstance(entry, dict) or not isinstance(entry.get("file"), str) or not _is_file_name(entry["file"]):
            bad(f"sources.{name}", entry, "names no file", "write `file: survey.xlsx`")
        elif not (folder / entry["file"]).resolve().is_relative_to(folder.resolve()):
            bad(f"sources.{name}", entry["file"], "points outside the wave's folder", "keep the file beside wave.yml")
        elif unknown := entry.keys() - {"file", "format", "mapping"}:
            bad(f"sources.{name}", sorted(unknown)[0], "is not a field of a source", "use file, format and mapping")
        else:
            suffix = Path(entry["file"]).suffix.lstrip(".").lower()
            kind = str(entry.get("format", suffix))
            if kind not in ("xlsx", "csv"):
                bad(f"sources.{name}", kind, "is not a format that can be read", "use xlsx or csv")
            mapping = entry.get("mapping") or {}
            if not isinstance(mapping, dict):
                hint = "write `{column in the file: item id}`"
                bad(f"sources.{name}.mapping", mapping, "is not a list of columns by name", hint)
                mapping = {}
            sources[name] = Source(name, entry["file"], kind, {str(k): str(v) for k, v in mapping.items()})
    return sources


def _assumptions(raw: Any, bad: Any) -> tuple[Assumption, ...]:
    found = []
    for entry in raw if isinstance(raw, list) else [raw]:
        if not isinstance(entry, dict) or not {"id", "text", "value"} <= entry.keys():
            bad("assumptions", entry, "is not an assumption", "give each an id, a text and a value")
        else:
            found.append(Assumption(*(str(entry.get(key) or "") for key in ("id", "text", "value", "alternatives"))))
    return tuple(found)
