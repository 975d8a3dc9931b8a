"""Writing the generated parts of the book into the stage: blocks, numbers, fonts."""

from __future__ import annotations

import shutil

import fontpkg
import yaml

from analysis.present.chapters import audit, cases, index, method, networks, practices, survey
from analysis.present.context import Context
from analysis.present.numbers import count
from analysis.store import write_text

NEEDS = {
    survey: ("survey", "published"),
    practices: ("practices", "published"),
    cases: ("case_studies",),
}
FONTS = (("Fira Sans", 400, "normal"), ("Fira Sans", 400, "italic"), ("Fira Sans", 600, "normal"), ("Fira Sans", 600, "italic"),
         ("IBM Plex Serif", 400, "normal"), ("IBM Plex Serif", 400, "italic"), ("IBM Plex Serif", 600, "normal"))  # fmt: skip


def write_report(context: Context) -> dict[str, int]:
    """Write every block, `variables.yml` and the fonts; returns the length of each block in characters."""
    blocks = {}
    for chapter in (survey, practices, cases, networks, audit, method, index):
        if chapter not in NEEDS or any(map(context.wave.has, NEEDS[chapter])):
            blocks |= chapter.blocks(context)
    folder = context.wave.stage / "report"
    for stale in (folder / "blocks").glob("*.qmd"):
        stale.unlink()
    for name, text in blocks.items():
        write_text(text.rstrip() + "\n", folder / "blocks" / f"{name}.qmd")
    write_text(yaml.safe_dump(_variables(context), allow_unicode=True, sort_keys=True), folder / "variables.yml")
    _write_fonts(context)
    return {name: len(text) for name, text in blocks.items()}


def _variables(context: Context) -> dict:
    """Numbers and words for `{{< var … >}}`, as text."""
    answers = context.estimates.get("survey.country.reported.share")
    return {
        "wave": {
            "id": context.wave.id,
            "title": context.wave.title,
            "year": str(context.wave.year),
            "licence": context.wave.licence or "see the source",
        },
        "survey": {"analysable": count(answers["base"]) if answers is not None else "no"},
        "cases": {"count": count(len(context.table("processed/cases.csv")))},
        "criteria": {"count": count(len(context.codebook.criteria["criteria"]))},
    }


def _write_fonts(context: Context) -> None:
    folder = context.wave.stage / "report" / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    for family, weight, style in FONTS:
        file = fontpkg.path(family, weight=weight, style=style)
        shutil.copyfile(file, folder / file.name)
