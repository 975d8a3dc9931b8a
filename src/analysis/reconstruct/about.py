"""What the sheet `about` of each workbook says: what the file is, what in it is filler, what was assumed."""

from __future__ import annotations

from analysis.reconstruct.sheets import Sheet
from analysis.wave import Assumption

COLUMNS = ("topic", "text")
REBUILT = (
    "Rebuilt, not microdata. The answers behind the 2012 study were never published. The rows of this file were made "
    "so that counting them gives every margin that the study printed, and for nothing else."
)
USE = "Good for testing that a pipeline recovers the printed cells. A cross-table of two columns is no finding."
EMPTY = "A cell is empty where the study printed nothing about it; no answer was made up to fill it."
DIRT = (
    "Spelling, languages, spaces, separators, words for a missing answer, repeated rows, an empty row and a note row "
    "were planted on purpose, as real exports have them. They change no margin."
)
LICENCE = (
    "(c) European Union, 2013: Study on Practices of Integration of Third-Country Nationals at Local and Regional "
    "Level in the European Union, written by CSES for the Committee of the Regions. Reproduction is authorised with "
    "acknowledgement."
)


def survey_about(statuses: dict[str, int], factsheets: int) -> Sheet:
    """The sheet for the survey's workbook."""
    filler = [
        "Identifiers and the order of the rows, hence which respondent carries which answer.",
        "The pairing of answers: each column was dealt by itself, so what one respondent seems to say in two columns, "
        "country and status included, means nothing.",
        f"Which of a country's respondents wrote its fact sheets ({factsheets} in all).",
    ]
    carried = (
        "Tables 3.1 to 3.5 as counts of the analysable respondents; Figures 3.1 to 3.5 where it is certain which bar a "
        "percentage belongs to, as rating cells that say `higher`. A rating cell left empty is not known to be lower."
    )
    return _sheet(carried, filler, survey_assumptions(statuses))


def practices_about(records: int, regional: int, base: int) -> Sheet:
    """The sheet for the practice database's workbook."""
    filler = [
        "Identifiers and the order of the records.",
        "Which record carries which end date, which aims and which sources of funding, and which of them go together: "
        "only their totals were printed.",
        "Month and day wherever an end date shows one: the study printed years only.",
        "How many aims or sources one record has: only the totals over all records were printed.",
    ]
    carried = (
        f"Tables 3.7 to 3.9 over all {records} records, country by range cell by cell; Tables 3.10 and 3.11 over "
        f"{base} of the {regional} regional and municipal records."
    )
    return _sheet(carried, filler, practice_assumptions(regional, base))


def survey_assumptions(statuses: dict[str, int]) -> list[Assumption]:
    """What the survey's rebuild takes for granted, with what else it could have been."""
    analysable, partial, empty = (statuses[name] for name in ("analysable", "partial", "empty"))
    hits, begun = analysable + partial + empty, analysable + partial
    return [
        Assumption(
            "partial",
            f"The study speaks of {hits} hits, {begun} partial and {analysable} analysable responses; {begun} and "
            f"{analysable} exceed {hits}. The {begun} are read as all who began to answer.",
            f"{analysable} analysable, {partial} partial, {empty} empty",
            f"partial and analysable apart, with {begun + analysable - hits} hits counted twice",
        ),
        Assumption(
            "dont_know_or_no_response",
            "Tables 3.3 to 3.5 print one count for a respondent who does not know and one who does not answer.",
            "dont_know in every such cell",
            "an empty cell in any number of them",
        ),
        Assumption(
            "both_groups",
            "For the challenge of finding a job one percentage is printed after both groups of migrants are named.",
            "the same share in both groups",
            "the share of one group, or of both together",
        ),
        Assumption(
            "factsheets_per_respondent",
            "Table 3.1 prints fact sheets by country only.",
            "spread evenly over the analysable respondents of the country",
            "any other division",
        ),
    ]


def practice_assumptions(regional: int, base: int) -> list[Assumption]:
    """What the rebuild of the practice database takes for granted."""
    return [
        Assumption(
            "outside_base",
            f"Every percentage of Tables 3.10 and 3.11 is a share of {base}, not of the {regional} regional and "
            f"municipal records, and of no other base. Which {regional - base} records stand outside is not printed.",
            f"the {regional - base} whose country is `Other`",
            f"any {regional - base} of the {regional}",
        ),
        Assumption(
            "every_record_reports",
            f"Each of the {base} records has at least one aim and one source of funding.",
            "none empty",
            "empty cells within the base",
        ),
    ]


def _sheet(carried: str, filler: list[str], assumptions: list[Assumption]) -> Sheet:
    rows = [("what this is", REBUILT), ("what it is for", USE), ("carried exactly", carried)]
    rows += [("filler", text) for text in filler]
    rows += [(f"assumption: {a.id}", f"{a.text} Chosen: {a.value}. Instead: {a.alternatives}.") for a in assumptions]
    rows += [("left empty", EMPTY), ("planted defects", DIRT), ("licence", LICENCE)]
    return Sheet("about", COLUMNS, [dict(zip(COLUMNS, row, strict=True)) for row in rows])
