"""The parts of the book that belong to no chapter: numbers for `{{< var … >}}`, and the fonts."""

from __future__ import annotations

import shutil

import fontpkg
import yaml

from analysis.estimate.rows import CONFIDENCE
from analysis.findings.results import Results
from analysis.store import write_text
from analysis.tell.words import COMMON, Words

FONTS = (
    ("Fira Sans", 400, "normal"), ("Fira Sans", 400, "italic"), ("Fira Sans", 600, "normal"), ("Fira Sans", 600, "italic"),
    ("IBM Plex Serif", 400, "normal"), ("IBM Plex Serif", 400, "italic"), ("IBM Plex Serif", 600, "normal"),
)  # fmt: skip


def write_parts(results: Results, lang: str = "en") -> dict[str, dict[str, str]]:
    """Write `variables.yml` and the fonts into the stage; returns the variables."""
    folder = results.wave.stage / "report"
    variables = _variables(results, lang)
    write_text(yaml.safe_dump(variables, allow_unicode=True, sort_keys=True), folder / "variables.yml")
    (folder / "fonts").mkdir(parents=True, exist_ok=True)
    for family, weight, style in FONTS:
        file = fontpkg.path(family, weight=weight, style=style)
        shutil.copyfile(file, folder / "fonts" / file.name)
    return variables


def _variables(r: Results, lang: str) -> dict[str, dict[str, str]]:
    """Numbers and words, all as text; what was counted has a key."""
    wave, count = r.wave, Words(COMMON, lang).filters["count"]
    answers = r.get("survey.country.reported.share")
    return {
        "wave": {"id": wave.id, "title": wave.title, "year": str(wave.year), "licence": wave.licence},
        "survey": {"analysable": _keyed(count(answers.base if answers else 0), "var.survey.analysable")},
        "cases": {"count": _keyed(count(len(r.table("processed/cases.csv"))), "var.cases.count")},
        "method": {"confidence": _keyed(count(CONFIDENCE), "var.method.confidence")},
        "criteria": {"count": _keyed(count(len(r.codebook.criteria["criteria"])), "var.criteria.count")},
    }


def _keyed(number: str, key: str) -> str:
    return f'[{number}]{{key="{key}"}}'
