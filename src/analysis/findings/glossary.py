"""The terms of the field."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.declared import CLOSED, Text, Texts, fit, read_fields
from analysis.findings.results import Facts, Named, Results
from analysis.wave import Wave

FILE = "glossary.yml"


@dataclass(frozen=True, kw_only=True)
class Place:
    """A chapter to which terms lead: its name, and the sources or files of which the wave has to have one."""

    __pydantic_config__ = CLOSED
    name: Text
    needs: Texts = ()


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
    """All terms by name, and the chapters they lead to."""

    __pydantic_config__ = CLOSED
    chapters: dict[Text, Place]
    terms: dict[Text, Term]


def terms(r: Results) -> Facts:
    """All terms in the order of the alphabet, with the criteria and evidence classes; abbreviations lead to what they stand for."""
    known = read_glossary(r.wave)
    study = r.declared.documents["study"].label
    here = dict.fromkeys(("short", "kind", "where", "full", "means", "place"), "")
    found = [
        here | {"name": name, "short": term.short, "means": term.means, "place": _place(r, known, term.chapter)}
        | {"where": term.section and f"{study}, {term.section}"}
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
    """The glossary of the wave's codebook. Raises InputProblems where it cannot be used."""
    return fit(Glossary, read_fields(wave.root.codebook / FILE, FILE, "compare it with the project's own codebook"), FILE)


def _place(r: Results, known: Glossary, chapter: str) -> Named | str:
    """The name of a chapter, which leads there; nothing where this wave lacks it."""
    place = known.chapters[chapter]
    there = not place.needs or any(map(r.wave.has, place.needs))
    return Named(place.name, f"/report/{chapter}.qmd") if there else ""
