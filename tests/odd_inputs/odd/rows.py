"""Rows that are no record, records that stand there twice, files that are stacked."""

from __future__ import annotations

from odd import Odd
from odd.make import answers, full, practices

ROWS = practices({}, {"country": "Italy"})
HEAD, *BODY = ROWS
ITALY = {"practices P2 country": "IT"}
SLIM = {"survey": {"format": "csv"}}


def below(*cells: str) -> list[list[str]]:
    """The table with one more row, empty behind these cells."""
    return [*ROWS, [*cells, *[""] * (len(HEAD) - len(cells))]]


KINDS = [
    Odd("a total below", {"practices.csv": below("Total: 2")}, rows={"practices": 2}, told="totals: 1"),
    Odd("a total of a number column", {"practices.csv": below("Total", "", "", "", "", "", "", "", "", "1.200.000")}, rows={"practices": 2}, told="totals: 1"),
    Odd("a note below", {"practices.csv": below("Source: database of good practices")}, rows={"practices": 2}, told="notes: 1"),
    Odd("a record that lost its identifier", {"practices.csv": below("", "Neighbourhood cafe", "Spain")}, refused="row 4, column practice_id: the cell must not be empty"),
    Odd("blank rows between", {"practices.csv": [HEAD, BODY[0], [""] * 12, [" "] * 12, BODY[1]]}, values=ITALY, told="empty rows: 2"),
    Odd("rows that hold nothing but signs for nothing", {"practices.csv": below(*["-"] * 12)}, refused="row 4, column practice_id"),
    Odd("the same row twice", {"practices.csv": [*ROWS, BODY[1]]}, rows={"practices": 2}, told="practices"),
    Odd("one identifier with two answers", {"practices.csv": [*ROWS, [*BODY[1][:2], "France", *BODY[1][3:]]]}, refused=r"row 4, column country: rows of one record contradict each other.*FR"),
    Odd("one authority under two identifiers", {"survey.csv": answers({"country": "Spain", "authority_name": "Town of Exampleton"}, {"country": "Spain", "authority_name": "town of exampleton"})}, says=SLIM,
        warned=r"may be one record under several identifiers.*R1 \(row 2\), R2 \(row 3\)", rows={"responses": 2}),
    Odd("a fact sheet of nobody", {"survey.csv": answers({"country": "Spain"}), "factsheets.csv": full("factsheets", {"respondent_id": "R9", "fs_name": "Desk"})}, says=SLIM,
        refused=r"column respondent_id: a fact sheet names a respondent who is not in the survey \(found: 'R9'\)"),
    Odd("somebody who has withdrawn and is not there", {"survey.csv": answers({"country": "Spain"})}, says=SLIM, fields={"withdrawn": ["R7"]}, refused=r"column withdrawn: names a respondent who is not in the survey \(found: 'R7'\)"),
    Odd("somebody who has withdrawn", {"survey.csv": answers({"country": "Spain"}, {"country": "Narnia"})}, says=SLIM, fields={"withdrawn": ["R2"]}, rows={"responses": 1}),
    Odd("several files", {"practices.csv": ROWS, "more.csv": [HEAD, ["P3", "Desk 3", *BODY[1][2:]]]}, says={"practices": {"file": ["practices.csv", "more.csv"]}}, values={"practices P3 country": "IT"}, rows={"practices": 3}),
    Odd("several files that contradict each other", {"practices.csv": ROWS, "more.csv": [HEAD, [*BODY[1][:2], "France", *BODY[1][3:]]]}, says={"practices": {"file": ["practices.csv", "more.csv"]}},
        refused=r"more\.csv, row 2, column country: rows of one record contradict"),
    Odd("one of several files has a fault", {"practices.csv": ROWS, "more.csv": [HEAD, ["P3", "t", "Narnia", *BODY[1][3:]]]}, says={"practices": {"file": ["practices.csv", "more.csv"]}},
        refused=r"more\.csv, row 2, column country: is not a country that is known \(found: 'Narnia'\)"),
    Odd("one of several files has other columns", {"practices.csv": ROWS, "more.csv": [HEAD[:4], ["P3", *BODY[1][1:4]]]}, says={"practices": {"file": ["practices.csv", "more.csv"]}},
        refused=r"more\.csv: the column is missing, in 8 places"),
    Odd("files of two kinds below each other", {"practices.csv": ROWS, "more.xlsx": {"practices": [HEAD, ["P3", "Desk 3", *BODY[1][2:]]]}}, says={"practices": {"file": ["practices.csv", "more.xlsx"]}}, rows={"practices": 3}),
    Odd("the same file twice", {"practices.csv": ROWS}, says={"practices": {"file": ["practices.csv", "practices.csv"]}}, rows={"practices": 2}),
    Odd("more answers than were invited", {"survey.csv": answers({"consultations": "Yes"}, {"consultations": "No"})}, says=SLIM, fields={"invited": 1}, refused=r"wave\.yml, column invited: is smaller than the 2 questionnaires"),
    Odd("respondents who said nothing", {"survey.csv": answers({"country": "Spain", "consultations": ""}, {"country": "Italy", "consultations": "Yes"})}, says=SLIM, values={"responses R1 status": "empty"}),
    Odd("records without a range", {"practices.csv": practices(*[{"range": ""}] * 10, *[{}] * 70)}, rows={"practices": 80}),
]  # fmt: skip
