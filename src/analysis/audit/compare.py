"""Every printed cell against the number recomputed from the data."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

import pandas as pd

from analysis.estimate.published import count_for, round_half_up

COLUMNS = ["published_ref", "cell", "printed", "recomputed", "base", "verdict", "note", "key"]


def compare(
    cells: pd.DataFrame, figures: pd.DataFrame, statements: pd.DataFrame, estimates: pd.DataFrame
) -> pd.DataFrame:
    """`audit.csv`: one row per printed cell of the tables, percentage of the figures and percentage of the text; `key` has
    the estimates that it was compared with, `+`-joined.

    `cells` has the columns table, row, column, printed, value, key, field; `figures` figure, printed, value, key,
    certain; `statements` id, section, value, key, digits; `estimates` those computed from the data, not the printed ones.
    """
    found = estimates.set_index("key")
    stated = statements[statements["key"].ne("")]
    rows = [*_table_cells(cells, found), *_figure_cells(figures, found), *_statement_cells(stated, found)]
    keys = [cell["key"] for table in (cells, figures, stated) for cell in table.to_dict("records")]
    return pd.DataFrame([[*row, key] for row, key in zip(rows, keys, strict=True)], columns=COLUMNS)


def _table_cells(cells: pd.DataFrame, found: pd.DataFrame) -> Iterator[list[str]]:
    for cell in cells.to_dict("records"):
        ref, name = f"Table {cell['table']}", f"{cell['row']}, {cell['column']}"
        if cell["value"] == "":
            yield [ref, name, cell["printed"], cell["printed"], "", "equal", "no number is printed and none applies"]
        elif (row := _row(found, cell["key"])) is None:
            yield [ref, name, cell["printed"], "", "", "not_reproducible", "the data hold nothing to compute it from"]
        else:
            digits = len(cell["printed"].partition(".")[2])
            recomputed = str(row["numerator"]) if cell["field"] == "numerator" else _percent(row, digits)
            yield [ref, name, cell["printed"], *_verdict(cell["value"], recomputed, row)]


def _figure_cells(figures: pd.DataFrame, found: pd.DataFrame) -> Iterator[list[str]]:
    base = _row(found, "survey.country.reported.share")
    for figure in figures.to_dict("records"):
        ref = f"Figure {figure['figure']}"
        name = ", ".join(p for p in (figure["item"], figure["group"], figure["option"] or "not labelled") if p)
        if figure["certain"] == "yes":
            row = _row(found, figure["key"])
            verdict = (
                ["", "", "not_reproducible", "the data hold nothing to compute it from"]
                if row is None
                else _verdict(figure["value"], _percent(row, 1), row)
            )
            yield [ref, name, figure["printed"], *verdict]
            continue
        whole = (
            count_for(Decimal(figure["value"]).quantize(Decimal("0.1")), int(base["base"]))
            if base is not None
            else None
        )
        fits = f"; as a share of {base['base']} it can only be {whole}" if whole is not None else ""
        yield [
            ref,
            name,
            figure["printed"],
            "",
            "",
            "not_reproducible",
            f"the text does not say which group or option it belongs to{fits}",
        ]


def _statement_cells(statements: pd.DataFrame, found: pd.DataFrame) -> Iterator[list[str]]:
    for statement in statements.to_dict("records"):
        rows = [_row(found, key) for key in statement["key"].split("+")]
        ref, name = f"Section {statement['section']}", statement["statement"]
        if any(row is None for row in rows):
            yield [
                ref,
                name,
                statement["value"],
                "",
                "",
                "not_reproducible",
                "the data hold nothing to compute it from",
            ]
            continue
        digits = len(statement["value"].partition(".")[2])
        total = pd.Series({"numerator": sum(int(r["numerator"]) for r in rows), "base": rows[0]["base"]})
        recomputed = str(total["numerator"]) if statement["unit"] != "percent" else _percent(total, digits)
        value, computed, base, verdict, note = [statement["value"], *_verdict(statement["value"], recomputed, total)]
        if verdict == "differs" and len(rows) > 1:
            parts = sum(Decimal(_percent(row, digits)) for row in rows)
            note = (
                f"the printed value is the sum of {len(rows)} rounded percentages ({parts})"
                if str(parts) == value
                else note
            )
        yield [ref, name, value, computed, base, verdict, note]


def _row(found: pd.DataFrame, key: str) -> pd.Series | None:
    """The estimate of a key. An option that nobody chose has none of its own: it is 0 of the base of its item."""
    if key in found.index:
        return found.loc[key]
    item = key.rsplit(".", 2)[0]
    whole = next(
        (f"{item}.{name}.share" for name in ("reported", "any") if f"{item}.{name}.share" in found.index), None
    )
    return pd.Series({"numerator": 0, "base": found.loc[whole]["base"]}) if whole else None


def _percent(row: pd.Series, digits: int) -> str:
    return str(round_half_up(Fraction(100 * int(row["numerator"]), int(row["base"])), digits))


def _verdict(printed: str, recomputed: str, row: pd.Series) -> list[str]:
    """Recomputed value, base, verdict and note of one cell."""
    equal = Decimal(printed) == Decimal(recomputed)
    note = "" if equal else f"recomputed as {row['numerator']} of {row['base']}"
    return [recomputed, str(row["base"]), "equal" if equal else "differs", note]
