"""Estimates of the survey: who answered, the closed questions, the ratings, and the fact sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.codebook import Item, Table
from analysis.estimate.rows import Estimate, share

COMPARED = ("yes", "higher_priority")  # what is told of one country against all others
PRIORITIES = 5  # points of the scale on which a rating is a priority


def survey_estimates(responses: pd.DataFrame, spec: Table, higher_from: int, rating_base: str) -> Iterator[Estimate]:
    """All estimates of `responses`. Shares of answers are over the analysable respondents, or as the base says.

    `higher_from` is the lowest rating that counts as a higher priority; `rating_base` is `answered` or `analysable`.
    """
    analysable = responses[responses["status"].eq("analysable")]
    yield from _status(responses["status"], list(spec.items["status"].options))
    yield from countries("survey", analysable["country"])
    for item in spec.of_type("choice"):
        if item.id != "status":
            yield from choices("survey", item, analysable[item.id])
    for item in spec.of_type("multi"):
        yield from several("survey", item, analysable[item.id])
    for item in spec.of_type("rating"):
        yield from ratings(
            item, analysable[item.id], higher_from, len(analysable) if rating_base == "analysable" else None
        )


def _status(status: pd.Series, options: list[str]) -> Iterator[Estimate]:
    """How far the questionnaires were filled in; `begun` are all that hold an answer, `any` all that were opened."""
    for option in options:
        yield share("survey", "status", option, status.eq(option).sum(), len(status))
    yield share("survey", "status", "begun", status.isin(["partial", "analysable"]).sum(), len(status))
    yield share("survey", "status", "any", status.ne("").sum(), len(status))


def factsheet_estimates(factsheets: pd.DataFrame, country: pd.Series, spec: Table) -> Iterator[Estimate]:
    """Estimates of the fact sheets; `country` gives the country of each respondent by respondent_id."""
    sender = factsheets["respondent_id"]
    yield from countries("factsheets", sender.map(country).fillna(""), sender)
    for item in spec.of_type("choice"):
        yield from choices("factsheets", item, factsheets[item.id], sender)
    for item in spec.of_type("multi"):
        yield from several("factsheets", item, factsheets[item.id], sender=sender)


def against_others(responses: pd.DataFrame, spec: Table, country: str, higher_from: int, rating_base: str) -> Iterator[Estimate]:
    """The shares of yes and of higher priorities in one country, and among all who are not known to be from there."""
    within = responses["country"].eq(country)
    for group, part in ((f"country_{country}", responses[within]), (f"country_not_{country}", responses[~within])):
        for row in survey_estimates(part, spec, higher_from, rating_base):
            if row.option in COMPARED:
                yield replace(row, group=group)


def _senders(sender: pd.Series | None, rows: pd.Series) -> int | None:
    """How many respondents sent the rows that are true; None where every row is a respondent."""
    return None if sender is None else int(sender[rows].nunique())


def countries(source: str, country: pd.Series, sender: pd.Series | None = None) -> Iterator[Estimate]:
    """The share of each country, and of records with a country at all; `sender` says who sent each record."""
    counts = country[country.ne("")].value_counts().sort_index()
    if counts.empty:
        return
    for code, count in counts.items():
        yield share(source, "country", str(code), count, len(country), respondents=_senders(sender, country.eq(code)))
    yield share(source, "country", "reported", counts.sum(), len(country), respondents=_senders(sender, country.ne("")))


def choices(source: str, item: Item, answers: pd.Series, sender: pd.Series | None = None) -> Iterator[Estimate]:
    """The share of each answer, and of those who answered at all (`any`: one minus the item non-response).

    Where the codebook counts silence as an answer (`unanswered`), everyone is in the base.
    """
    if answers.eq("").all():
        return
    filled = answers.where(answers.ne(""), item.unanswered) if item.unanswered else answers
    given = filled[filled.ne("")]
    counts, behind = given.value_counts(), _senders(sender, filled.ne(""))
    for option in item.options:
        who = _senders(sender, filled.eq(option)) if item.identifies else behind
        yield share(source, item.id, option, counts.get(option, 0), len(given), respondents=who)
    yield share(source, item.id, "any", len(given), len(answers), respondents=behind)


def several(
    source: str, item: Item, answers: pd.Series, name: str = "", sender: pd.Series | None = None
) -> Iterator[Estimate]:
    """Multiple response: the share of each option among those who gave at least one."""
    given = answers[answers.ne("")]
    if given.empty:
        return
    counts: Counter[str] = Counter()
    for answer, count in given.value_counts().items():
        for option in set(answer.split(";")):
            counts[option] += count
    behind = _senders(sender, answers.ne(""))
    for option in item.options:
        who = _senders(sender, answers.str.split(";").map({option}.issubset)) if item.identifies else behind
        yield share(source, name or item.id, option, counts[option], len(given), respondents=who)
    yield share(source, name or item.id, "any", len(given), len(answers), respondents=behind)


def ratings(item: Item, answers: pd.Series, higher_from: int, base: int | None) -> Iterator[Estimate]:
    """The share of higher priorities of a 1-5 rating, and the mean where exact ratings are known."""
    given = answers[answers.ne("")]
    if given.empty:
        return
    exact = pd.to_numeric(given.where(given.ne("higher")), errors="coerce")
    if item.max == PRIORITIES:
        yield share(
            "survey",
            item.id,
            "higher_priority",
            given.eq("higher").sum() + exact.ge(higher_from).sum(),
            base or len(given),
            respondents=len(given),
        )
    if exact.notna().all():
        yield mean("survey", item.id, "rating", exact.to_numpy())


def mean(source: str, item: str, option: str, values: np.ndarray) -> Estimate:
    """An arithmetic mean with its 95% interval from Student's t; no interval where there is but one value."""
    from scipy import stats

    n, centre = len(values), float(np.mean(values))
    half = float(stats.t.ppf(0.975, n - 1) * np.std(values, ddof=1) / np.sqrt(n)) if n > 1 else float("nan")
    return Estimate(source, item, option, "mean", None, n, centre, centre - half, centre + half, "student_t")
