"""A project that tries out practices of inclusion: what it wants, where, what this wave holds on its countries, and how to evaluate pilots."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.evaluate.criteria import criteria_for
from analysis.findings.countries import shown
from analysis.findings.documented import Row, by_option, labels, worded
from analysis.findings.results import Facts, Named, Results, classes

PILOTS = "pilots"
OBJECTIVES = ("objective", PILOTS)
RIGHTS = ("vote_", "stand_")  # what the rights to vote and to stand begin with, of all that the documents say on participation
COUNTED = {"answers": ("survey", "survey"), "records": ("practices", "practices"), "cases": ("cases", "case_studies")}  # estimates, source


def includ(r: Results) -> Facts | None:
    """What the project wants, how, and how large it is, by topic."""
    rows = [row | {"names": _named(r, row["countries"])} for row in r.documents("includ") if row["topic"] not in OBJECTIVES]
    if not rows:
        return None
    bodies = [row for row in r.documents("includ_partners") if row["role"] == "region"]
    return {
        "topics": by_option(r, "includ", "topic", rows), "bodies": len(bodies), "countries": _named(r, {code for row in bodies for code in row["countries"]}), "evidence": r.wave.listed,
    }  # fmt: skip


def includ_objectives(r: Results) -> Facts | None:
    """Its specific objectives, each with the countries that it names."""
    rows = [row | {"names": _named(r, row["countries"])} for row in r.documents("includ") if row["topic"] in OBJECTIVES]
    return {"objectives": rows, "evidence": r.wave.listed} if rows else None


def includ_partners(r: Results) -> Facts | None:
    """Who takes part, and as what."""
    rows = [row | {"from": _named(r, row["countries"])} for row in worded(r, "includ_partners", "role")]
    return {"table": rows, "evidence": r.wave.listed} if rows else None


def includ_countries(r: Results) -> Facts | None:
    """What the wave holds on each country of the project."""
    codes, pilots = _countries(r)
    if not codes:
        return None
    counts = {kind: {code: r.get(f"{estimates}.country.{code}.share") for code in codes} for kind, (estimates, source) in COUNTED.items() if r.wave.has(source)}
    rights, courses = _rights(r), _courses(r)
    rows = [
        {"country": r.country(code), "pilots": code in pilots}
        | {kind: shown(r, COUNTED[kind][0], found[code]) for kind, found in counts.items()}
        | ({"rights": rights.get(code, [])} if rights else {}) | ({"courses": courses.get(code, [])} if courses else {})
        for code in codes
    ]  # fmt: skip
    return {
        "countries": len(codes), "pilots": _named(r, [code for code in codes if code in pilots]), "table": rows, "hidden": r.wave.discloses,
        "lacking": {kind: [row["country"] for row in rows if not row[kind]] for kind in counts},
        "evidence": classes(r.wave.listed, *(n.evidence for found in counts.values() for n in found.values() if n)),
    }  # fmt: skip


def includ_cases(r: Results) -> Facts | None:
    """The case studies in the countries of the project."""
    codes, _ = _countries(r)
    found = [row for row in r.table("processed/cases.csv").to_dict("records") if row["country"] in codes]
    rows = [
        {"country": r.country(row["country"]), "case": r.case_names[row["case_no"]], "dimension": r.dimension(row["dimension"])}
        for row in sorted(found, key=lambda row: (codes.index(row["country"]), int(row["case_no"])))
    ]
    return {"table": rows, "evidence": r.wave.listed} if rows else None


def pilot_kit(r: Results) -> Facts:
    """What the workbook for pilots asks under each criterion."""
    criteria = criteria_for(r.codebook)
    rows = [{"criterion": c.label, "asks": c.key_question, "questions": [i.question for i in c.indicators]} for c in criteria.criteria]
    return {"criteria": len(rows), "indicators": len(criteria.indicators), "table": rows, "evidence": ""}


def _countries(r: Results) -> tuple[list[str], set[str]]:
    """The countries of the project in the order of their names, and those for which pilots are named."""
    rows = r.documents("includ")
    codes = {code for row in rows for code in row["countries"]}
    return sorted(codes, key=r.country), {code for row in rows if row["topic"] == PILOTS for code in row["countries"]}


def _rights(r: Results) -> dict[str, list[str]]:
    """The rights to vote and to stand that documents name for a country."""
    names = {right: name for right, name in labels(r, "voting", "right").items() if right.startswith(RIGHTS)}
    found = {code: [names[row["right"]] for row in rows if row["right"] in names] for code, rows in r.countries_in("voting").items()}
    return {code: rights for code, rights in found.items() if rights}


def _courses(r: Results) -> dict[str, list[Row]]:
    """The courses and programmes that documents name for a country, each with its duty."""
    rows = worded(r, "courses", "duty")
    return {code: [row for row in rows if row["country"] == code] for code in r.countries_in("courses")}


def _named(r: Results, codes: Iterable[str]) -> list[Named]:
    return sorted(map(r.country, codes))
