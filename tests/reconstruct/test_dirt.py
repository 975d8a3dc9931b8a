"""The ledger and the workbooks agree: each defect stands where the ledger says, and there are no others. Defects that cannot
be repaired are not planted but put in here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from analysis.clean.settle import UNSETTLED
from analysis.clean.table import Cleaned, clean_table, cleaner_for
from analysis.intake import read_source

WHOLE_ROWS = {"empty_row", "note_row"}


def text(value: object) -> str:
    return "" if value is None else str(value)


def test_every_entry_stands_in_its_cell(written, ledger) -> None:
    for entry in ledger:
        row = written[entry["sheet"]][int(entry["row"])]
        if entry["kind"] == "empty_row":
            assert not any(value is not None for value in row.values())
        else:
            assert text(row[entry["column"]]) == entry["dirty"], entry
            assert entry["dirty"] != entry["clean"], entry


def test_the_cells_that_differ_from_the_clean_rebuild_are_those_of_the_ledger(written, ledger, clean, codebook) -> None:
    entries = {(e["sheet"], int(e["row"]), e["column"]): e for e in ledger}
    differing = {key for key, entry in entries.items() if entry["kind"] == "empty_row"}
    for sheet in (sheet for sheets in clean.workbooks.values() for sheet in sheets):
        key = codebook[sheet.name].key
        records = {"/".join(str(record[k]) for k in key): record for record in sheet.records}
        for number, row in written[sheet.name].items():
            whole = [entries.get((sheet.name, number, k), {}).get("clean", text(row[k])) for k in key]
            record = records.get("/".join(whole), {})
            differing |= {
                (sheet.name, number, column)
                for column, value in row.items()
                if value != (record.get(column) if record.get(column) != "" else None)
            }
    assert differing == entries.keys()
    assert len(entries) == len(ledger)


def test_taking_the_defects_back_gives_the_clean_rebuild(undone, clean) -> None:
    for sheet in (sheet for sheets in clean.workbooks.values() for sheet in sheets):
        want = [{c: str(record.get(c, "")) for c in sheet.columns} for record in sheet.records]
        got = [
            {c: row[c][:4] if c == "end_date" and row[c][:1] == "2" else row[c] for c in sheet.columns}
            for row in undone[sheet.name]
        ]
        assert got == want, sheet.name


def test_each_sheet_has_repeated_rows_an_empty_row_and_a_note_at_the_bottom(written, undone, ledger) -> None:
    for sheet, rows in written.items():
        kinds = Counter(entry["kind"] for entry in ledger if entry["sheet"] == sheet)
        assert kinds["duplicate_row"] > 1
        assert len(rows) == len(undone[sheet]) + kinds["duplicate_row"] + 2
        last, filled = max(rows), [value for value in rows[max(rows)].values() if value is not None]
        note = next(entry for entry in ledger if entry["sheet"] == sheet and entry["kind"] == "note_row")
        assert (int(note["row"]), filled) == (last, [note["dirty"]])
        assert next(iter(rows[last].values())) == note["dirty"]


def test_repeated_rows_stand_before_and_behind_their_originals(written, ledger) -> None:
    behind = Counter()
    for copy in (e for e in ledger if e["kind"] == "duplicate_row" and e["sheet"] == "practices"):
        original = next(n for n, row in written["practices"].items() if row["practice_id"] == copy["record"])
        behind[int(copy["row"]) > original] += 1
    assert behind[True] and behind[False]


def test_the_kinds_of_dirt_that_real_exports_have(written, ledger) -> None:
    kinds = Counter(entry["kind"] for entry in ledger)
    assert kinds.keys() >= {
        "answer_label", "answer_separator", "answer_spelling", "answer_twice", "country_name", "date_before",
        "date_form", "date_ongoing", "date_serial", "duplicate_difference", "duplicate_row", "empty_row",
        "identifier_form", "missing_word", "note_row", "number_as_text",
    }  # fmt: skip
    serials = [e for e in ledger if e["kind"] == "date_serial"]
    assert all(isinstance(written["practices"][int(e["row"])]["end_date"], int) for e in serials)
    separators = {
        s for s in (",", " / ", "|", " + ", "\n") for e in ledger if e["kind"] == "answer_separator" and s in e["dirty"]
    }
    assert len(separators) == 5


def test_every_planted_defect_is_one_that_the_cleaning_can_repair(ledger, codebook) -> None:
    cleaners = {}
    for entry in ledger:
        if entry["kind"] in WHOLE_ROWS or (entry["kind"] == "duplicate_difference" and not entry["dirty"]):
            continue
        item = codebook[entry["sheet"]].items[entry["column"]]
        cleaner = cleaners.setdefault((entry["sheet"], item.id), cleaner_for(item, codebook, replace(UNSETTLED, dates="day_first")))
        parsed = cleaner(entry["dirty"])
        assert (parsed.value, parsed.problem) == (entry["clean"], ""), entry


@pytest.fixture
def spoiled(wave_2012, codebook) -> Callable[[str, str, str], tuple[Cleaned, int, str]]:
    """`spoiled("practices", "range", "galactic")`: the extract cleaned with this text in one cell, its row and its record."""

    def clean_again(table: str, column: str, text: str) -> tuple[Cleaned, int, str]:
        raw, key = read_source(wave_2012, codebook, table), codebook[table].key[0]
        once = raw.frame[~raw.frame[key].str.strip().str.upper().duplicated(keep=False)]
        row = next(row for row, name in once[key].items() if name == name.strip().upper() and once.at[row, column] != "")
        frame = raw.frame.copy()
        frame.at[row, column] = text
        return clean_table(replace(raw, frame=frame), codebook[table], codebook), row, frame.at[row, key]

    return clean_again


@pytest.mark.parametrize(
    ("table", "column", "text"),
    [
        ("responses", "country", "Atlantis"),
        ("responses", "country", "Gremany"),
        ("responses", "staff_training", "perhaps"),
        ("responses", "staff_training", "yes/no"),
        ("responses", "challenge_migrants__long_term__job", "6"),
        ("practices", "end_date", "31 February 2010"),
        ("practices", "end_date", "soon"),
        ("practices", "aims", "employment; happiness"),
        ("practices", "range", "galactic"),
    ],
)
def test_what_no_rule_can_repair_is_refused_in_its_cell_and_neither_guessed_nor_logged_as_repaired(spoiled, table, column, text) -> None:
    cleaned, row, record = spoiled(table, column, text)
    assert [(p.row, p.column, p.value) for p in cleaned.problems] == [(row, column, text.removeprefix("employment; "))]
    frame = cleaned.frame.set_index(cleaned.frame.columns[0])
    assert frame.at[record, column] == ""
    assert not (cleaned.log["record"].eq(record) & cleaned.log["column"].eq(column)).any()


def test_what_no_rule_can_see_stays_and_shows_beside_the_clean_rebuild(spoiled, clean) -> None:
    [sheet] = [s for sheets in clean.workbooks.values() for s in sheets if s.name == "responses"]
    rebuilt = {str(record["respondent_id"]): str(record.get("staff_training", "")) for record in sheet.records}

    def differing(answer: str) -> tuple[set[str], str]:
        cleaned, _, record = spoiled("responses", "staff_training", answer)
        assert cleaned.problems == []
        found = dict(zip(cleaned.frame["respondent_id"], cleaned.frame["staff_training"], strict=True))
        return {name for name in rebuilt if found[name] != rebuilt[name]}, record

    (as_yes, record), (as_no, _) = differing("yes"), differing("no")
    assert sorted([as_yes, as_no], key=len) == [set(), {record}], "one of the answers is the right one"


def test_a_repeated_row_that_contradicts_its_original_is_left_to_a_person(wave_2012, codebook) -> None:
    raw = read_source(wave_2012, codebook, "responses")
    row = next(row for row, text in raw.frame["staff_training"].items() if text == "yes")
    copy = raw.frame.loc[[row]].assign(staff_training="no").set_axis([raw.frame.index.max() + 1])
    cleaned = clean_table(replace(raw, frame=pd.concat([raw.frame, copy])), codebook["responses"], codebook)
    [problem] = cleaned.problems
    assert (problem.row, problem.column) == (copy.index[0], "staff_training")
    assert set(problem.value.partition(" (")[0].split(" / ")) == {"yes", "no"}
    assert "contradict each other" in problem.rule
