"""Where the files of a wave are and what its `wave.yml` declares. Paths are made here and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, Field, Strict, ValidationInfo

from analysis.declared import CLOSED, Text, Texts, as_list, between, fit, listed, read_fields, said, wrong
from analysis.problems import InputProblems, Problem

PROJECT = Path(__file__).resolve().parents[2]
CITATION = PROJECT / "CITATION.cff"  # what the edition of the report declares of itself
SourceName = Literal["survey", "practices", "case_studies", "networks"]
SOURCES: tuple[str, ...] = get_args(SourceName)
FORMATS = ("native", "kobo", "limesurvey", "eusurvey", "forms", "qualtrics", "spss", "stata", "csv", "xlsx")
REBUILT = ("survey", "practices")  # the sources that carry the evidence class of the wave itself
LEAST_BASE = 3  # the smallest `min_base` of real answers
NAMED = "begin with a letter or digit and use letters, digits, - and _ only, 64 at most"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
EXAMPLE = "mend the YAML; data/raw/2012/wave.yml is a working example"


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
        return sorted(p.name for p in raw.iterdir() if p.is_dir() and NAME.fullmatch(p.name)) if raw.is_dir() else []


def _of_folder(name: str, info: ValidationInfo) -> str:
    if name != (folder := info.context["folder"].name):
        raise wrong("is not the name of its folder", f"write `id: {folder!r}`")
    return name


def _of_wave(name: str) -> str:
    if name and not NAME.fullmatch(name):
        raise wrong("is not the name of a wave", NAMED)
    return name


def _backed(evidence: str, info: ValidationInfo) -> str:
    """A wave copied from a rebuilt one must not pass its answers off as already published."""
    if evidence == "round_trip" and not any((info.context["folder"] / "published").glob("*.csv")):
        hint = "write `evidence: observed` for answers that were collected, or put the printed tables into published/"
        raise wrong("says that the extracts are rebuilt from printed tables, but the folder published/ has none", hint)
    return evidence


def _hiding(least: int, info: ValidationInfo) -> int:
    """Of two who answered each knows what the other said, and one stands for itself."""
    if info.data.get("evidence") == "observed" and least < LEAST_BASE:
        hint = f"write {LEAST_BASE} or more: of two respondents each could work out what the other answered"
        raise wrong("is too small to hide anybody among those who answered", hint)
    return least


def _file(name: str, info: ValidationInfo) -> str:
    if not name.strip(". ") or len(name) > 200 or not name.isprintable():
        raise wrong("names no file", "write `file: survey.xlsx`")
    folder = info.context["folder"]
    if not (folder / name).resolve().is_relative_to(folder.resolve()):
        raise wrong("points outside the wave's folder", "keep the file beside wave.yml")
    return name


def _by_item(missing: Any) -> Any:
    """A list alone is for all items."""
    return missing if isinstance(missing, dict) else {"*": missing}


def _source(entry: Any) -> Any:
    """A source in full: its file alone may stand for it, or several files of one kind that are stacked."""
    entry = entry if isinstance(entry, dict) else {"file": entry}
    files = entry.get("file")
    if not (isinstance(files, str) or (isinstance(files, list) and files and all(isinstance(name, str) for name in files))):
        raise wrong("names no file", "write `file: survey.xlsx`")
    return entry | {"file": files if isinstance(files, list) else [files]}


@dataclass(frozen=True)
class Source:
    """The files of one source of a wave, and what a person says of how to read them; what is left out is recognised.

    `format` is a kind of export (see `FORMATS`); `mapping` gives columns of the file their codebook ids; `values` gives answers in
    the file their codebook values, by item or for all (`*`); `missing` are answers that mean none, by item or for all (`*`);
    `ignore` are columns that are not read, with wildcards; `decimal` and `dates` settle what the data may leave open.
    """

    __pydantic_config__ = CLOSED
    file: Annotated[tuple[Annotated[str, AfterValidator(_file)], ...], said("names no file", "write `file: survey.xlsx`")]
    format: Annotated[Literal[FORMATS], said("is not a format that can be read", f"use one of {', '.join(FORMATS)}, or leave it out")] | None = None  # type: ignore[valid-type]
    sheet: Text = ""
    mapping: Annotated[
        dict[Text, Text], said("is not a list of columns by name", "write `{column in the file: item id}`")
    ] = field(default_factory=dict)
    values: Annotated[
        dict[Text, dict[Text, Text]], said("is not a list of answers by item", 'write `{item id: {"1": "yes", "2": "no"}}`')
    ] = field(default_factory=dict)
    missing: Annotated[
        dict[Text, Texts], BeforeValidator(_by_item), said("is not a list of answers", 'write `["-99", "n/a"]` or `{item id: ["99"]}`')
    ] = field(default_factory=dict)
    ignore: Texts = ()
    decimal: Annotated[Literal[".", ","], said("is not a decimal mark", 'write `"."` or `","`')] | None = None
    dates: Annotated[Literal["day_first", "month_first"], said("is not an order of dates", "use day_first or month_first")] | None = None


@dataclass(frozen=True)
class Assumption:
    """A choice the study does not settle: what was chosen and what else could have been. `affects` are the keys of the
    estimates that rest on it, `*` for anything: it is told wherever one of them is shown."""

    __pydantic_config__ = CLOSED
    id: Text
    text: Text
    value: Text
    alternatives: Text = ""
    affects: Texts = ()


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """The fields of wave.yml: what a wave is, and the choices that belong to it alone."""

    __pydantic_config__ = CLOSED
    id: Annotated[Text, AfterValidator(_of_folder)]
    title: Annotated[Text, Field(min_length=1)]
    year: Annotated[int, between(1950, 2100)]
    evidence: Annotated[
        Literal["round_trip", "observed", "simulated"],
        said("is not an evidence class of a wave", "use one of round_trip, observed, simulated"),
        AfterValidator(_backed),
    ]
    sources: Annotated[
        dict[
            Annotated[SourceName, said("is not a source", f"use one of {', '.join(SOURCES)}")],
            Annotated[Source, BeforeValidator(_source)],
        ],
        listed("sources", "write `survey: {file: survey.xlsx}`"),
    ]
    licence: Text = ""
    acknowledgement: Text = ""
    collected_by: Text = ""
    fieldwork: Text = ""
    sampling: Annotated[
        Literal["sample", "self_selected", "census"],
        said("is not a way respondents come about", "use sample, self_selected or census"),
    ] = "self_selected"
    invited: Annotated[int | None, between(0, 10_000_000)] = None
    opened_means: Annotated[
        Literal["opened", "submitted"], said("is not what an opened questionnaire means", "use opened or submitted")
    ] = "submitted"
    practice_database: Text = ""
    not_asked: Texts = ()
    withdrawn: Texts = ()
    status_rule: Annotated[
        dict[Literal["partial_from", "analysable_from"], Annotated[int, Strict()]],
        said("is not a rule for the status of respondents", "write `{partial_from: 1, analysable_from: 10}`"),
    ] = field(default_factory=dict)
    higher_priority_from: Annotated[int, between(1, 5)] = 4
    rating_base: Annotated[
        Literal["answered", "analysable"], said("is not a base for ratings", "use answered or analysable")
    ] = "answered"
    min_base: Annotated[int, between(1, 1000), AfterValidator(_hiding)] = 5
    baseline: Annotated[Text, AfterValidator(_of_wave)] = ""
    assumptions: Annotated[
        tuple[
            Annotated[
                Assumption, said("is not an assumption", "give each an id, a text, a value, perhaps alternatives")
            ],
            ...,
        ],
        BeforeValidator(as_list),
    ] = ()


@dataclass(frozen=True, kw_only=True)
class Wave(Declaration):
    """One round of data collection: what it declares, and where its files are."""

    root: Root

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
    def documents(self) -> Path:
        """Where the tables lie that say what documents say."""
        return self.raw / "documents"

    @property
    def listed(self) -> str:
        """The evidence class of what a source lists as it stands."""
        return "published" if self.has("published") else self.evidence

    @property
    def discloses(self) -> bool:
        """Whether it holds answers that were given to it and published nowhere: nobody may be recognised by them."""
        return self.evidence != "round_trip"

    @property
    def coded(self) -> str:
        """The evidence class of what was read out of fact sheets."""
        return "simulated" if self.evidence == "simulated" else "coded"

    @property
    def rebuilt(self) -> tuple[str, ...]:
        """The sources that were rebuilt from printed tables."""
        return tuple(name for name in REBUILT if self.has(name)) if self.evidence == "round_trip" else ()

    @property
    def sampled(self) -> bool:
        """Whether the respondents are a sample, so that intervals say what chance can have done."""
        return self.sampling == "sample"

    def assumed(self, keys: Iterable[str]) -> list[Assumption]:
        """The assumptions that some estimates rest on."""
        keys = list(keys)
        return [a for a in self.assumptions if any(fnmatchcase(key, place) for key in keys for place in a.affects)]

    @property
    def stage(self) -> Path:
        """Where a run puts its results until all of it has passed."""
        return self.root.build / "stage" / self.id

    @property
    def notebooks(self) -> Path:
        """Where the executed copies of the notebooks go."""
        return self.root.build / "notebooks" / self.id

    @property
    def logs(self) -> Path:
        """Where the logs of the cleaning go that hold values, for the team."""
        return self.root.build / "log" / self.id

    @property
    def checks(self) -> Path:
        """Where it is told what was read and what is wrong with it, for the team."""
        return self.root.build / "check"

    @property
    def check_page(self) -> Path:
        """The page that tells it."""
        return self.checks / f"{self.id}.html"

    @property
    def book_project(self) -> Path:
        """The staged Quarto project the book is rendered from."""
        return self.root.build / "book" / self.id

    @property
    def rendered(self) -> Path:
        """Where the engine keeps what it made of each chapter, for the next time."""
        return self.root.build / "rendered" / self.id

    @property
    def processed(self) -> Path:
        return self.root.processed / self.id

    @property
    def figures(self) -> Path:
        return self.root.figures / self.id

    @property
    def book(self) -> Path:
        return self.root.book / self.id

    def source_files(self, name: str) -> list[Path]:
        """The files of a source, in the order in which they are stacked."""
        return [self.raw / file for file in self.sources[name].file]

    def source_file(self, name: str) -> Path:
        """The first file of a source: that of sources which have one."""
        return self.source_files(name)[0]

    def has(self, name: str) -> bool:
        """Whether the wave has this source (survey, practices, case_studies, networks or published) or file of its raw folder."""
        return self.published.is_dir() if name == "published" else name in self.sources or (self.raw / name).is_file()

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
            [Problem(name or "(empty)", "is not the name of a wave", f"{NAMED}, such as 2026")]
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
                    f"choose one of the waves there are ({known}), or make a new one: integration-report new-wave 2026",
                )
            ]
        )
    declared = fit(Declaration, read_fields(file, shown(file), EXAMPLE), shown(file), folder=folder)
    return Wave(root=root, **vars(declared))


def shown(path: Path) -> str:
    """`path` as a person would name it: relative to the project or the working folder where that is shorter."""
    for base in (PROJECT, Path.cwd()):
        if path.is_relative_to(base):
            return path.relative_to(base).as_posix()
    return path.as_posix()
