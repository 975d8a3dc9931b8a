"""The survey: respondents and fact sheets whose margins are those of Tables 3.1-3.5 and Figures 3.1-3.5."""

from __future__ import annotations

from analysis.codebook import Codebook
from analysis.reconstruct.deal import deal_one
from analysis.reconstruct.published import BEGUN, HITS, Cell, counts, total
from analysis.reconstruct.rounding import count_behind
from analysis.reconstruct.sheets import Record, Sheet, native_sheet

CHOICES = ("cbp_involved", "staff_training", "network_member", "associations_involved")
HIGHER = "higher"


def rebuild_survey(cells: list[Cell], figures: list[Cell], codebook: Codebook) -> tuple[Sheet, Sheet]:
    """The sheets `responses` and `factsheets`, clean."""
    responses = _respondents(cells)
    analysable = [record for record in responses if record["status"] == "analysable"]
    for turn, (column, labels) in enumerate(_answers(cells, figures, len(analysable)).items()):
        for record, answer in zip(analysable, deal_one(labels, len(analysable), turn), strict=True):
            record[column] = answer
    factsheets = _factsheets(analysable, counts(cells, "factsheets.country."))
    return native_sheet(codebook["responses"], responses), native_sheet(codebook["factsheets"], factsheets)


def status_counts(cells: list[Cell]) -> dict[str, int]:
    """How many hits are analysable, only partial, and empty, when those printed as partial are all who began."""
    analysable, begun = total(cells, "survey.country.reported.share"), total(cells, BEGUN)
    return {"analysable": analysable, "partial": begun - analysable, "empty": total(cells, HITS) - begun}


def _respondents(cells: list[Cell]) -> list[Record]:
    hits = total(cells, HITS)
    width = len(str(hits))
    statuses = deal_one(status_counts(cells), hits)
    return [{"respondent_id": f"R{n:0{width}d}", "status": status} for n, status in enumerate(statuses, 1)]


def _answers(cells: list[Cell], figures: list[Cell], base: int) -> dict[str, dict[str, int]]:
    """Column -> answer -> count, for every column of which the study printed a margin."""
    answers = {"country": counts(cells, "survey.country.")}
    answers |= {column: counts(cells, f"survey.{column}.") for column in CHOICES}
    certain = [figure for figure in figures if figure.certain]
    return answers | {figure.item: {HIGHER: count_behind(figure.tenths, base)} for figure in certain}


def _factsheets(respondents: list[Record], per_country: dict[str, int]) -> list[Record]:
    """A country's fact sheets go to its respondents in turn, so that no two differ by more than one."""
    sheets = []
    for country, number in per_country.items():
        ids = [record["respondent_id"] for record in respondents if record["country"] == country]
        sheets += [{"respondent_id": ids[n % len(ids)], "factsheet_no": n // len(ids) + 1} for n in range(number)]
    return sorted(sheets, key=lambda sheet: (sheet["respondent_id"], sheet["factsheet_no"]))
