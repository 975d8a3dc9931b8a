"""The terms of the field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from analysis.codebook import codebook_file
from analysis.declared import CLOSED, Text, one_of
from analysis.findings.results import Facts, Named, Results
from analysis.problems import Problem
from analysis.wave import Wave

FILE = "glossary.yml"


@dataclass(frozen=True, kw_only=True)
class Term:
    """What a term means; `section` of the study that the meaning follows, `chapter` that uses it."""

    __pydantic_config__ = CLOSED
    means: Text
    chapter: Text
    short: Text = ""
    section: Text = ""


@dataclass(frozen=True, kw_only=True)
class Glossary:
    """All terms by name, and what the chapters that they lead to are called."""

    __pydantic_config__ = CLOSED
    chapters: dict[Text, Text] = field(default_factory=dict)
    terms: dict[Text, Term] = field(default_factory=dict)


def terms(r: Results) -> Facts:
    """All terms in the order of the alphabet, with the criteria and evidence classes; abbreviations lead to what they stand for."""
    known = read_glossary(r.wave)
    here = dict.fromkeys(("short", "kind", "where", "full", "means", "place"), "")
    found = [
        here | {"name": name, "short": term.short, "means": term.means, "place": _place(r, known, term.chapter)}
        | {"where": r.passage("study", term.section) if term.section and "study" in r.declared.documents else ""}
        for name, term in known.terms.items()
    ]  # fmt: skip
    elsewhere = {  # terms that other files of the codebook explain
        ("criterion", "criteria"): [(c["label"], c["definition"]) for c in r.codebook.criteria["criteria"].values()],
        ("evidence", "method"): [(e["label"], e["meaning"]) for e in r.codebook.vocabulary["evidence"].values()],
    }
    for (kind, chapter), listed in elsewhere.items():
        found += [here | {"name": name, "means": means, "kind": kind, "place": _place(r, known, chapter)} for name, means in listed]
    found += [here | {"name": term["short"], "full": term["name"]} for term in found if term["short"]]
    return {"terms": sorted(found, key=lambda term: term["name"].casefold())}


def read_glossary(wave: Wave) -> Glossary:
    """The glossary of the wave's codebook; a codebook without it has no terms of its own.

    Raises InputProblems where it cannot be used.
    """
    return codebook_file(wave, FILE, Glossary, _problems, "terms")


def _place(r: Results, known: Glossary, chapter: str) -> Named | str:
    """The name of a chapter, which leads there; nothing where this wave lacks it."""
    there = chapter in known.chapters and r.has_chapter(chapter)
    return Named(known.chapters[chapter], f"/report/{chapter}.qmd") if there else ""


def _problems(found: Glossary) -> Iterator[Problem]:
    for name, term in found.terms.items():
        if term.chapter not in found.chapters:
            yield Problem(FILE, "is none of its `chapters`", one_of(term.chapter, found.chapters), column=f"{name}.chapter", value=term.chapter)
