"""Every printed margin as a constraint, and how the rebuilt extracts meet it."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.reconstruct.published import AIMS_TABLE, ANALYSABLE, BEGUN, FUNDING_TABLE, HITS, Cell
from analysis.reconstruct.recount import Share
from analysis.reconstruct.rounding import percent
from analysis.reconstruct.sheets import Sheet

COLUMNS = ("id", "source", "published_ref", "cell", "printed", "rebuilt", "how")
CARRIED = {
    "survey.country.": "as many analysable respondents carry the country",
    "survey.": "as many analysable respondents carry the answer",
    "factsheets.": "as many fact sheets belong to respondents of the country",
    "practices.range.": "as many records carry the range, and the country where one is given",
    "practices.country.": "as many records carry the country",
    "practices.end.": "as many records carry the end date",
    "practices.aim.": "as many regional and municipal records carry the aim",
    "practices.funding.": "as many regional and municipal records carry the source",
}


@dataclass(frozen=True)
class Constraint:
    """One printed number beside the one the extracts give; `rebuilt` is empty where the number is not carried."""

    source: str
    published_ref: str
    cell: str
    printed: str
    rebuilt: str
    how: str

    @property
    def carried(self) -> bool:
        return bool(self.rebuilt)

    @property
    def met(self) -> bool:
        return self.rebuilt == self.printed


def constraints(cells: list[Cell], figures: list[Cell], responses: Sheet, shares: dict[str, Share]) -> list[Constraint]:
    """Every printed cell, figure and count in the text, in the order of the study.

    Raises ValueError where a carried margin does not come out as printed: then nothing must be written.
    """
    survey = [cell for cell in cells if cell.source == "survey"]
    practices = [cell for cell in cells if cell.source == "practices"]
    found = _stated(cells, responses) + [_constraint(cell, shares) for cell in [*survey, *figures, *practices]]
    broken = [c for c in found if c.carried and not c.met]
    if broken:
        lines = [f"{c.published_ref} {c.cell}: {c.printed} printed, {c.rebuilt} rebuilt" for c in broken]
        raise ValueError("\n".join(["margins do not hold:", *lines]))
    return found


def as_rows(found: list[Constraint]) -> list[list[str]]:
    """The constraints as rows of a table with the columns `COLUMNS`."""
    width = len(str(len(found)))
    return [
        [f"C{n:0{width}d}", c.source, c.published_ref, c.cell, c.printed, c.rebuilt, c.how]
        for n, c in enumerate(found, 1)
    ]


def _constraint(cell: Cell, shares: dict[str, Share]) -> Constraint:
    if not cell.certain:
        how = f"not carried, its place is not certain: {cell.note}"
        return Constraint(cell.source, cell.ref, cell.cell, cell.printed, "", how)
    if not cell.key:
        how = "nothing to carry: the records without a country have no other range"
        return Constraint(cell.source, cell.ref, cell.cell, cell.printed, cell.printed, how)
    share = shares.get(cell.key, Share(0, 1))
    if cell.field == "numerator":
        return Constraint(cell.source, cell.ref, cell.cell, cell.printed, str(share.count), _carried(cell.key))
    sign = "%" if cell.printed.endswith("%") else ""
    return Constraint(cell.source, cell.ref, cell.cell, cell.printed, percent(*share) + sign, _rounded(cell, share))


def _rounded(cell: Cell, share: Share) -> str:
    how = f"{share.count} of {share.base}, rounded half up"
    if cell.table in (AIMS_TABLE, FUNDING_TABLE):
        how += f"; {share.base} is the only base that every percentage of the table fits"
    if cell.item:
        how += "; the count is the only one that prints so, and as many rating cells say `higher`"
    return how


def _carried(key: str) -> str:
    return CARRIED[max((prefix for prefix in CARRIED if key.startswith(prefix)), key=len)]


def _stated(cells: list[Cell], responses: Sheet) -> list[Constraint]:
    """The numbers that only the running text gives: hits, answers that were begun, and the usable share."""
    statuses = [record["status"] for record in responses.records]
    hits, empty, analysable = len(statuses), statuses.count("empty"), statuses.count("analysable")
    rebuilt = {
        (HITS, "numerator"): (hits, "one row per hit, duplicates apart"),
        (BEGUN, "numerator"): (hits - empty, "read as all who began: partial and analysable rows together"),
        (ANALYSABLE, "numerator"): (analysable, "as many respondents are analysable"),
        (ANALYSABLE, "value"): ((200 * analysable + hits) // (2 * hits), f"{analysable} of {hits}, rounded half up"),
    }
    stated = [(cell, *rebuilt[cell.key, cell.field]) for cell in cells if cell.source == "text"]
    return [Constraint("survey", cell.ref, cell.cell, cell.printed, str(number), how) for cell, number, how in stated]
