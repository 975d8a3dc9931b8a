"""The workbooks of a new wave: survey, practices, case studies with their coding, and the list of networks."""

from __future__ import annotations

from analysis.codebook import Codebook, Table
from analysis.evaluate.coding import HELP, VALUES
from analysis.evaluate.criteria import ANSWERS, Criteria, Indicator, criteria_for
from analysis.scaffold.columns import columns_sheet, sheet_of
from analysis.scaffold.sheets import Column, Rule, Sheet, workbook_bytes
from analysis.scaffold.words import ANSWERED_BY, CODING_STEPS, FACT_SHEET_STEPS, HOW, PILOT_STEPS, PRIVACY, STEPS

CASES, PILOTS = 40, 12  # case studies and pilots for which the coding sheet has its rows already
CODING = {"case_no": 9, "indicator": 34, **dict.fromkeys(HELP, 60), **dict.fromkeys(VALUES, 14), "evidence": 16, "reason": 50}  # widths


def survey(codebook: Codebook) -> bytes:
    """survey.xlsx: instructions, responses, factsheets, columns."""
    tables = [table for table in codebook.tables.values() if table.source == "survey"]
    return _to_fill_in(tables, codebook, STEPS, "instructions")


def fact_sheets(codebook: Codebook) -> bytes:
    """The fact sheets of the survey by themselves: instructions, factsheets, columns."""
    return _to_fill_in([codebook["factsheets"]], codebook, FACT_SHEET_STEPS, "factsheets")


def practices(codebook: Codebook) -> bytes:
    """practices.xlsx: instructions, practices, columns."""
    table = codebook["practices"]
    return workbook_bytes([_instructions(HOW), sheet_of(table, codebook), columns_sheet([table])], "instructions")


def case_studies(codebook: Codebook) -> bytes:
    """case_studies.xlsx: cases first, then coding, indicators, columns, instructions."""
    return _coded(codebook, CODING_STEPS, CASES)


def pilots(codebook: Codebook) -> bytes:
    """The workbook in which a few pilots are evaluated: as `case_studies`, so that it is read as such."""
    return _coded(codebook, PILOT_STEPS, PILOTS)


def networks(codebook: Codebook) -> str:
    """networks.csv: its header."""
    return ",".join(codebook["networks"].items) + "\n"


def _to_fill_in(tables: list[Table], codebook: Codebook, steps: tuple[str, ...], opens_on: str) -> bytes:
    sheets = [_instructions(steps, HOW, PRIVACY), *(sheet_of(table, codebook) for table in tables), columns_sheet(tables)]
    return workbook_bytes(sheets, opens_on)


def _coded(codebook: Codebook, steps: tuple[str, ...], many: int) -> bytes:
    """A workbook of practices and their coding, whose rows stand there for so `many` of them."""
    table, criteria = codebook["cases"], criteria_for(codebook)
    help_sheets = [_indicators(criteria), columns_sheet([table]), _instructions(steps, HOW)]
    return workbook_bytes([sheet_of(table, codebook), _coding(criteria, many), *help_sheets], "instructions")


def _instructions(*parts: tuple[str, ...]) -> Sheet:
    rows = tuple((line,) for part in parts for line in (*part, ""))
    return Sheet("instructions", (Column("How to fill in this workbook", width=110),), rows=rows)


def _coding(criteria: Criteria, many: int) -> Sheet:
    """The sheet `coding`: a row for every indicator of so `many` case studies, with the question it asks and its rules."""
    asked = criteria.indicators.values()
    rows = tuple((case, i.id, i.question, _rules(i)) for case in range(1, many + 1) for i in asked)
    rules = {name: (Rule(_ANSWERED[name], ANSWERS),) for name in VALUES}
    rules["evidence"] = tuple(_heading(i, range(n, len(rows) + 2, len(asked))) for n, i in enumerate(asked, 2))
    rules["reason"] = (Rule("Needed where the two readings differ, or the final answer is not what was read: why it is right."),)
    return Sheet("coding", tuple(Column(name, rules=rules.get(name, ()), width=width) for name, width in CODING.items()), rows=rows)


_ANSWERED = {
    "coder_a": "What the first reader finds. The rules stand on the sheet indicators.",
    "coder_b": "What the second reader finds, without knowing the first. Leave the whole column empty where there was one reading.",
    "final": "What holds. Where the two readings differ, say why in `reason`.",
}


def _rules(indicator: Indicator) -> str:
    """When an indicator is answered how, on a line each."""
    return "\n".join(f"{ANSWERED_BY[answer]}: {rule}" for answer, rule in indicator.answers.items())


def _heading(indicator: Indicator, asked: range) -> Rule:
    """The headings that an indicator may rest on, in the rows in which it is `asked`."""
    rows = tuple((row, row) for row in asked)
    said = f"Where the fact sheet says so: {', '.join(indicator.evidence)}. Needed for a yes and a no; a paraphrase may follow behind a colon."
    return Rule(said, indicator.evidence, open=True, rows=rows)


def _indicators(criteria: Criteria) -> Sheet:
    """The sheet `indicators`: every indicator with its criterion, question, rules and headings."""
    rows = tuple(
        (criterion.label, i.id, i.question, *i.answers.values(), ", ".join(i.evidence))
        for criterion in criteria.criteria
        for i in criterion.indicators
    )
    heads = tuple((head, "heading", text, "", "", "", "") for head, text in criteria.headings.items())
    widths = {"criterion": 16, "indicator": 34, "question": 50, **dict.fromkeys(ANSWERS, 50), "evidence": 40}
    return Sheet("indicators", tuple(Column(name, width=width) for name, width in widths.items()), rows=rows + heads)
