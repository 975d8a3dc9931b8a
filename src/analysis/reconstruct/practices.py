"""The practice database: records whose margins are those of Tables 3.7-3.11."""

from __future__ import annotations

from analysis.codebook import Codebook, Item
from analysis.reconstruct.deal import deal, deal_one
from analysis.reconstruct.published import AIMS_TABLE, FUNDING_TABLE, Cell, counts, total
from analysis.reconstruct.rounding import fitting_bases
from analysis.reconstruct.sheets import Record, Sheet, native_sheet

REGIONAL, NATIONAL, EU_WIDE = "regional_municipal", "national", "eu_international"
OUTSIDE = "OTHER"  # assumption: the regional records of this country stand outside the base of Tables 3.10 and 3.11
END_DATES = {"continuing": "ongoing"}
SEVERAL = {"aims": "practices.aim.", "funding_sources": "practices.funding."}


def rebuild_practices(cells: list[Cell], codebook: Codebook) -> Sheet:
    """The sheet `practices`, clean."""
    table = codebook["practices"]
    records = _located(cells)
    for record, end in zip(records, deal_one(counts(cells, "practices.end."), len(records)), strict=True):
        record["end_date"] = _end_date(end)
    reporting = reporting_records(records, cells)
    for turn, (column, prefix) in enumerate(SEVERAL.items()):
        hands = deal(counts(cells, prefix), len(reporting), turn)
        for record, hand in zip(reporting, hands, strict=True):
            record[column] = _joined(hand, table.items[column])
    return native_sheet(table, records)


def true_base(cells: list[Cell], table: str) -> int:
    """The base of a table of percentages that states none: the only one with which all its cells agree.

    Raises ValueError where no base, or more than one, up to the number of regional and municipal records fits.
    """
    rows: dict[str, dict[str, Cell]] = {}
    for cell in cells:
        if cell.table == table:
            rows.setdefault(cell.row, {})[cell.field] = cell
    shares = [(row["numerator"].count, row["value"].tenths) for row in rows.values()]
    fitting = fitting_bases(shares, total(cells, f"practices.range.{REGIONAL}.share"))
    if len(fitting) != 1:
        raise ValueError(f"Table {table} fits {fitting or 'no base'}; one is needed")
    return fitting[0]


def reporting_records(records: list[Record], cells: list[Cell]) -> list[Record]:
    """The regional and municipal records that report aims and funding: all but those of the country `OUTSIDE`."""
    bases = {true_base(cells, AIMS_TABLE), true_base(cells, FUNDING_TABLE)}
    reporting = [record for record in records if record["range"] == REGIONAL and record.get("country") != OUTSIDE]
    if bases != {len(reporting)}:
        raise ValueError(f"the tables' base is {sorted(bases)}, but {len(reporting)} records would report")
    return reporting


def _located(cells: list[Cell]) -> list[Record]:
    """One record per unit of Table 3.8, country by country as printed, then those without a country."""
    places: list[Record] = []
    for country in counts(cells, "practices.country."):
        for range_ in (REGIONAL, NATIONAL):
            number = total(cells, f"practices.range.{range_}.by_country_{country}.share")
            places += [{"country": country, "range": range_} for _ in range(number)]
    places += [{"range": EU_WIDE} for _ in range(total(cells, f"practices.range.{EU_WIDE}.share"))]
    width = len(str(len(places))) + 1
    return [{"practice_id": f"P{n:0{width}d}"} | place for n, place in enumerate(places, 1)]


def _end_date(option: str) -> str | int:
    """`2011` -> 2011, `before_2010` -> `before 2010`, `continuing` -> `ongoing`."""
    return int(option) if option.isdigit() else END_DATES.get(option, option.replace("_", " "))


def _joined(options: list[str], item: Item) -> str:
    return ";".join(sorted(options, key=list(item.options).index))
