"""What is wrong and what was read, as one page that needs no other file."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from analysis.check.examine import Checked
from analysis.check.told import Listing, verdict
from analysis.problems import Problem, by_cause, one_line, places, rule_of

PLACES = 50  # of one cause that are listed


def page(checked: Checked, told: list[Listing]) -> str:
    """The page as HTML: the same bytes for the same input."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    causes = [_cause(found) for found in by_cause(checked.problems)]
    return environment.get_template("page.html").render(
        wave=checked.wave.id, title=checked.wave.title, verdict=verdict(checked), listings=told,
        errors=[cause for cause in causes if not cause["warning"]], warnings=[cause for cause in causes if cause["warning"]],
    )  # fmt: skip


def _cause(found: list[Problem]) -> dict:
    """One cause with its places, as many as a person would look at."""
    first, many = found[0], places(found)
    cells = [(problem.cell, one_line(problem.value)) for problem in found[:PLACES] if problem.cell or problem.value]
    return {"where": first.where, "rule": rule_of(found), "hint": first.hint, "warning": first.warning, "many": many,
            "cells": cells, "more": many - len(cells) if cells else 0}  # fmt: skip
