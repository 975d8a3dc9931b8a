"""Every question, as it is asked."""

from __future__ import annotations

from functools import partial

from analysis.findings.questions import Answered, in_turn, linked, told
from analysis.findings.results import Facts, Results


def questionnaire(r: Results) -> Facts | None:
    """How many numbered questions each part asks."""
    if not r.wave.has("survey"):
        return None
    numbered = {part: told(Answered(r, part).questions())["numbered"] for part in ("responses", "factsheets")}
    return {"survey": numbered["responses"], "sheet": numbered["factsheets"]}


def questionnaire_files(r: Results) -> Facts | None:
    """The files to field it with, which the notebook attaches."""
    return {} if r.wave.has("survey") else None


def _part(r: Results, table: str) -> Facts | None:
    """A row for each question: its words, how it is answered, what is known of the answers."""
    rows = [
        {"question": {"text": text, "of": q}, "answer": q, "known": linked(q)}
        for q, text in in_turn(Answered(r, table).questions())
    ]
    return {"table": rows, "printed": r.wave.has("published")} if rows else None


questionnaire_survey = partial(_part, table="responses")
questionnaire_factsheet = partial(_part, table="factsheets")
