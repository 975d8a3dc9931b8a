"""Forty made-up answers with their fact sheets, as each survey tool writes them when they are exported.

The shapes are those of the tools: formpack's reporting for KoboToolbox, Central's CSV for ODK, the response export of LimeSurvey
(`Writer`), the content sheet of EUSurvey, the response sheets of Google and Microsoft Forms, Qualtrics' three header rows, SPSS and
Stata files with labelled codes. Nothing here knows how they are read.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
import pandas as pd
import xlwt

from analysis.codebook import Codebook, Item

Row = dict[str, str]
Grid = list[list[Any]]
NOT_ASKED = ("status", "factsheet_no")  # no form asks them
RESPONDENTS, FIRST, MOST_SHEETS = 40, 101, 2
TEXTS = (
    "", "A desk, a helpline; and a leaflet", 'They call it "welcome"', "First line\nsecond line", "Ελληνικά μαθήματα", "1.5 posts",
    "Łódź & Kraków", "It depends",
)  # fmt: skip
SENT = "2026-05-04 09:30:00"


@dataclass
class Export:
    """The files of a survey as a tool writes them, what wave.yml says of them, and the kind they should be taken for."""

    files: dict[str, bytes]
    kind: str
    source: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Answers:
    """The answers in codebook values: what every export says in its own way."""

    asked: list[Item]
    told: list[Item]
    rows: list[Row]
    sheets: list[list[Row]]  # of each respondent


def made_up(codebook: Codebook) -> Answers:
    """The same forty answers each time, with up to two fact sheets each."""
    dice = Random(9)
    asked = [item for item in codebook["responses"].items.values() if item.id not in NOT_ASKED]
    told = [item for item in codebook["factsheets"].items.values() if item.id not in (*NOT_ASKED, "respondent_id")]
    rows = [{item.id: _answer(item, dice) for item in asked} | {"respondent_id": str(FIRST + n)} for n in range(RESPONDENTS)]
    for row in rows[-3:]:
        row |= {item.id: "" for item in asked if item.id not in ("respondent_id", "country")}
    sheets = [[{item.id: _answer(item, dice) for item in told} | {"fs_name": f"Programme {n}"} for n in range(dice.choice([0, 1, 1, 2]))] for _ in rows]
    return Answers(asked, told, rows, sheets)


def _answer(item: Item, dice: Random) -> str:
    if dice.random() < 0.15:
        return ""
    match item.type:
        case "country":
            return dice.choice(["GR", "ES", "IT", "DE", "PL"])
        case "choice":
            return dice.choice(list(item.options))
        case "multi":
            return ";".join(option for option in item.options if dice.random() < 0.4)
        case "rating":
            return str(dice.randint(int(item.min or 1), int(item.max or 5)))
        case "number" if item.integer:
            return str(dice.randint(int(item.min or 0), int(min(item.max or 900, 2100))))
        case "number":
            return str(dice.choice([2, 8, 12.5, 40.25, 7.1]))
        case _:
            return dice.choice(TEXTS)


# Containers


def workbook(sheets: dict[str, Grid]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append([None if value == "" else value for value in row])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def separated(rows: Grid, mark: str = ",", quoting: int = csv.QUOTE_MINIMAL, end: str = "\n", start: str = "") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=mark, quoting=quoting, lineterminator=end).writerows(rows)
    return (start + out.getvalue()).encode()


def open_document(sheets: dict[str, Grid]) -> bytes:
    """An .ods file with text and float cells."""

    def cell(value: Any) -> str:
        if value == "":
            return "<table:table-cell/>"
        if isinstance(value, int | float):
            return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
        lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in value.split("\n"))
        return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'

    tables = "".join(
        f'<table:table table:name="{name}">' + "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows) + "</table:table>"
        for name, rows in sheets.items()
    )
    names = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text"))
    content = f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} office:version="1.2"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>'
    manifest = '<?xml version="1.0"?><m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="/" m:media-type="application/vnd.oasis.opendocument.spreadsheet"/><m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return buffer.getvalue()


def _value(item: Item, text: str) -> Any:
    """Numbers as numbers, as workbooks hold them."""
    if item.type in ("number", "rating") and text:
        return float(text) if "." in text else int(text)
    return text


def _label(item: Item, text: str) -> str:
    return item.options.get(text, text)


def _labels(item: Item, text: str, mark: str) -> str:
    return mark.join(item.options[option] for option in text.split(";")) if text else ""


def _rows_of_question(item: Item, between: str, end: str = "") -> str:
    """The text of a question, with that of its row where it is one of several: `Question[: group]` + `between` + `row` + `end`."""
    if not item.levels:
        return item.asks
    *groups, row = item.level_labels
    return ": ".join([item.asks, *groups]) + f"{between}{row}{end}"


# The project's own tables


def native(answers: Answers, questions: bool) -> dict[str, Grid]:
    sheets: dict[str, Grid] = {}
    flat = [{"respondent_id": row["respondent_id"]} | sheet for row, own in zip(answers.rows, answers.sheets, strict=True) for sheet in own]
    key = answers.asked[0]
    for name, items, rows in (("responses", answers.asked, answers.rows), ("factsheets", [key, *answers.told], flat)):
        head = [[item.id for item in items], *([[f"{item.question} {item.label}".strip() for item in items]] if questions else [])]
        sheets[name] = [*head, *([_value(item, row[item.id]) for item in items] for row in rows)]
    return sheets


def native_xlsx(answers: Answers) -> Export:
    return Export({"survey.xlsx": workbook(native(answers, questions=True))}, "native")


def native_one_header(answers: Answers) -> Export:
    return Export({"survey.xlsx": workbook(native(answers, questions=False))}, "native")


def native_csv(answers: Answers) -> Export:
    sheets = native(answers, questions=False)
    return Export({"survey.csv": separated(sheets["responses"]), "factsheets.csv": separated(sheets["factsheets"])}, "native")


def native_ods(answers: Answers) -> Export:
    return Export({"survey.ods": open_document(native(answers, questions=True))}, "native")


# KoboToolbox and ODK


def _kobo(answers: Answers, head: Callable[[Item, str], str], option_head: Callable[[Item, str, str], str], say: Callable[[Item, str], str]) -> dict[str, Grid]:
    def heads(items: Iterable[Item], group: str) -> list[str]:
        return [name for item in items for name in [head(item, group), *(option_head(item, option, group) for option in item.options if item.type == "multi")]]

    def cells(items: Iterable[Item], row: Row) -> list[Any]:
        found: list[Any] = []
        for item in items:
            if item.type == "multi":
                chosen = row[item.id].split(";") if row[item.id] else []
                found += [" ".join(say(item, option) for option in chosen), *(int(option in chosen) if chosen else "" for option in item.options)]
            else:
                found.append(_value(item, say(item, row[item.id]) if item.options else row[item.id]))
        return found

    asked = answers.asked[1:]
    meta = ["_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status", "_submitted_by", "__version__", "_tags", "_index"]
    main: Grid = [["start", "end", *heads(asked, "survey"), *meta]]
    repeat: Grid = [[*heads(answers.told, "programmes"), "_index", "_parent_table_name", "_parent_index", "_submission__id", "_submission__uuid", "_submission__submission_time"]]
    for n, (row, own) in enumerate(zip(answers.rows, answers.sheets, strict=True), 1):
        number, uuid = int(row["respondent_id"]), f"0c0ffee0-0000-4000-8000-{n:012d}"
        main.append([SENT, SENT, *cells(asked, row), number, uuid, SENT, "", "", "submitted_via_web", "", "v1", "", n])
        for sheet in own:
            repeat.append([*cells(answers.told, sheet), len(repeat), "Form", n, number, uuid, SENT])
    return {"LRA survey 2026": main, "programmes": repeat}


def kobo_groups(answers: Answers) -> Export:
    sheets = _kobo(answers, lambda item, group: f"{group}/{item.id}", lambda item, option, group: f"{group}/{item.id}/{option}", lambda item, text: text)
    return Export({"survey.xlsx": workbook(sheets)}, "kobo")


def kobo_plain(answers: Answers) -> Export:
    sheets = _kobo(answers, lambda item, group: item.id, lambda item, option, group: f"{item.id}/{option}", lambda item, text: text)
    return Export({"survey.xlsx": workbook(sheets)}, "kobo")


def kobo_labels(answers: Answers) -> Export:
    sheets = _kobo(answers, lambda item, group: item.label, lambda item, option, group: f"{item.label}/{item.options[option]}", _label)
    return Export({"survey.xlsx": workbook(sheets)}, "kobo")


def odk_central(answers: Answers) -> Export:
    """Two of the files in the archive that Central gives: the submissions and the repeat."""
    main: Grid = [["SubmissionDate", *(f"part1-{item.id}" for item in answers.asked), "meta-instanceID", "KEY", "SubmitterID", "SubmitterName", "AttachmentsPresent", "AttachmentsExpected", "Status", "ReviewState", "DeviceID", "Edits", "FormVersion"]]
    repeat: Grid = [[*(item.id for item in answers.told), "PARENT_KEY", "KEY"]]
    for n, (row, own) in enumerate(zip(answers.rows, answers.sheets, strict=True), 1):
        key = f"uuid:0c0ffee0-0000-4000-8000-{n:012d}"
        main.append([SENT, *(row[item.id].replace(";", " ") if item.type == "multi" else row[item.id] for item in answers.asked), key, key, "7", "", "0", "0", "", "", "web", "0", "3"])
        repeat += [[*(sheet[item.id].replace(";", " ") if item.type == "multi" else sheet[item.id] for item in answers.told), key, f"{key}/programmes[{m}]"] for m, sheet in enumerate(own, 1)]
    return Export({"survey.csv": separated(main), "survey-programmes.csv": separated(repeat)}, "kobo", {"file": ["survey.csv", "survey-programmes.csv"]})


# LimeSurvey


def _lime(answers: Answers, head: Callable[[Item, str], str], option_head: Callable[[Item, str, str], str], say: Callable[[Item, str], str], ticks: tuple[str, str], not_shown: str) -> Grid:
    numbers = ["", *map(str, range(2, MOST_SHEETS + 1))]

    def heads(items: Iterable[Item], number: str) -> list[str]:
        return [name for item in items for name in ([option_head(item, option, number) for option in item.options] if item.type == "multi" else [head(item, number)])]

    def cells(items: Iterable[Item], row: Row | None) -> list[str]:
        found = []
        for item in items:
            if item.type == "multi":
                found += [not_shown if row is None else ticks[option not in row[item.id].split(";")] for option in item.options]
            else:
                found.append(not_shown if row is None else say(item, row[item.id]))
        return found

    asked = answers.asked[1:]
    grid: Grid = [heads(asked, "") + [name for number in numbers for name in heads(answers.told, number)]]
    for row, own in zip(answers.rows, answers.sheets, strict=True):
        grid.append(cells(asked, row) + [cell for n in range(MOST_SHEETS) for cell in cells(answers.told, own[n] if n < len(own) else None)])
    return grid


def _with_lime_columns(answers: Answers, grid: Grid, names: Sequence[str]) -> Grid:
    return [[*names, *grid[0]], *([row["respondent_id"], SENT, "5", "en", "1815203", *line] for row, line in zip(answers.rows, grid[1:], strict=True))]


def _lime_code(item: Item, number: str = "") -> str:
    if not item.levels:
        return f"{item.code}{number}"
    row = "".join(filter(str.isalnum, item.levels[-1]))[:5]
    return f"{item.code.removesuffix(row)}{number}[{row}]"


def _lime_answer(item: Item, text: str) -> str:
    if set(item.options) == {"yes", "no"}:
        return {"yes": "Y", "no": "N"}.get(text, "")
    return item.option_codes.get(text, text)


def _worded(item: Item, text: str) -> str:
    """Full answers: the words of an answer, of the ends of a scale too."""
    if item.type == "rating":
        return {str(item.min): f"{text} (Lower priority)", str(item.max): f"{text} (Higher priority)"}.get(text, text)
    return _label(item, text)


CODES = ("id", "submitdate", "lastpage", "startlanguage", "seed")
WORDS = ("Response ID", "Date submitted", "Last page", "Start language", "Seed")


def limesurvey_codes(answers: Answers) -> Export:
    grid = _lime(answers, _lime_code, lambda item, option, number: f"{item.code}{number}[{item.option_codes[option]}]", _lime_answer, ("Y", ""), "")
    rows = _with_lime_columns(answers, grid, CODES)
    return Export({"results-survey.csv": separated(rows, ";", csv.QUOTE_ALL, "\r\n", "\ufeff")}, "limesurvey")


def _lime_text(item: Item, number: str) -> str:
    """The groups of questions on the first and second programme have the same words."""
    return _rows_of_question(item, " [", "]")


def limesurvey_texts(answers: Answers) -> Export:
    def option_head(item: Item, option: str, number: str) -> str:
        return f"{_lime_text(item, number)} [{item.options[option]}]"

    grid = _lime(answers, _lime_text, option_head, _worded, ("Yes", "No"), "N/A")
    rows = _with_lime_columns(answers, grid, WORDS)
    return Export({"results-survey.csv": separated(rows, ",", csv.QUOTE_ALL, "\r\n", "\ufeff")}, "limesurvey")


def limesurvey_codes_and_texts(answers: Answers) -> Export:
    def option_head(item: Item, option: str, number: str) -> str:
        return f"{item.code}{number}[{item.option_codes[option]}]. {_lime_text(item, number)} [{item.options[option]}]"

    grid = _lime(answers, lambda item, number: f"{_lime_code(item, number)}. {_lime_text(item, number)}", option_head, _worded, ("Yes", ""), "")
    rows = _with_lime_columns(answers, grid, [f"{code}. {word}" for code, word in zip(CODES, WORDS, strict=True)])
    return Export({"results-survey.csv": separated(rows, ",", csv.QUOTE_ALL, "\r\n")}, "limesurvey")


# EUSurvey, Google Forms, Microsoft Forms: texts of questions as headers, everything in one sheet


def _texts(answers: Answers, between: str, end: str, mark: str, closing: str = "", key: bool = True) -> Grid:
    def numbered(n: int, item: Item) -> str:
        return item.asks if not n else f"Programme {n + 1}: {item.asks}"

    def cells(items: Iterable[Item], row: Row | None) -> list[Any]:
        return ["" if row is None or not row[item.id] else _labels(item, row[item.id], mark) + closing if item.type == "multi" else _value(item, _label(item, row[item.id])) for item in items]

    asked = answers.asked if key else answers.asked[1:]
    grid: Grid = [[_rows_of_question(item, between, end) for item in asked] + [numbered(n, item) for n in range(MOST_SHEETS) for item in answers.told]]
    for row, own in zip(answers.rows, answers.sheets, strict=True):
        grid.append(cells(asked, row) + [cell for n in range(MOST_SHEETS) for cell in cells(answers.told, own[n] if n < len(own) else None)])
    return grid


def eusurvey(answers: Answers) -> dict[str, Grid]:
    grid = _texts(answers, ": ", "", ";")
    tail = ["Invitation Number", "Contribution Id", "User Name", "Creation Date", "Last Update", "Languages"]
    lines = [[*line, "", f"c0ffee-{n}", "", SENT, SENT, "EN"] for n, line in enumerate(grid[1:])]
    return {"Content": [["Alias", "lra-survey-2026"], ["Export Date", SENT], [], [*grid[0], *tail], *lines]}


def eusurvey_xlsx(answers: Answers) -> Export:
    return Export({"Content_Export.xlsx": workbook(eusurvey(answers))}, "eusurvey")


def eusurvey_ods(answers: Answers) -> Export:
    return Export({"Content_Export.ods": open_document(eusurvey(answers))}, "eusurvey")


def eusurvey_xls(answers: Answers) -> Export:
    """The old format, which EUSurvey offers too."""
    book = xlwt.Workbook()
    for name, rows in eusurvey(answers).items():
        page = book.add_sheet(name)
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                if value != "":
                    page.write(number, place, value)
    buffer = io.BytesIO()
    book.save(buffer)
    return Export({"Content_Export.xls": buffer.getvalue()}, "eusurvey")


def google_forms(answers: Answers) -> Export:
    grid = _texts(answers, " [", "]", ", ")
    rows = [["Timestamp", *grid[0]], *([SENT, *line] for line in grid[1:])]
    return Export({"LRA survey.xlsx": workbook({"Form Responses 1": rows})}, "forms")


def google_forms_csv(answers: Answers) -> Export:
    grid = _texts(answers, " [", "]", ", ")
    rows = [["Timestamp", "Username", *grid[0]], *(["2026/05/04 9:30:00 am CET", "nobody", *line] for line in grid[1:])]
    return Export({"LRA survey.csv": separated(rows)}, "forms")


def microsoft_forms(answers: Answers) -> Export:
    """The rows of a grid stand there by themselves, so that wave.yml must say which question they are of."""
    grid = _texts(answers, "", "", ";", ";", key=False)
    grouped = {item.id: ": ".join((item.question, *item.level_labels)) for item in answers.asked if item.levels}
    heads = [grouped.get(item.id, head) for item, head in zip(answers.asked[1:], grid[0], strict=False)] + grid[0][len(answers.asked) - 1 :]
    rows = [["ID", "Start time", "Completion time", "Email", "Name", *heads]]
    rows += [[int(row["respondent_id"]), SENT, SENT, "anonymous", "", *line] for row, line in zip(answers.rows, grid[1:], strict=True)]
    return Export({"LRA survey(1-40).xlsx": workbook({"Sheet1": rows})}, "forms", {"mapping": {head: item for item, head in grouped.items()}})


# Qualtrics


QUALTRICS = ("StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration (in seconds)", "Finished", "RecordedDate", "ResponseId", "RecipientLastName", "RecipientFirstName", "RecipientEmail", "ExternalReference", "LocationLatitude", "LocationLongitude", "DistributionChannel", "UserLanguage")  # fmt: skip


def _qualtrics(answers: Answers, numeric: bool) -> Export:
    columns: list[tuple[str, str, Callable[[Row, list[Row]], Any]]] = []
    values: dict[str, dict[str, str]] = {}
    number = 1
    for n, items in ((None, answers.asked), *((n, answers.told) for n in range(MOST_SHEETS))):
        for item in items:
            number += 1 if not item.levels or item.level_labels[-1] == list(item.level_labels)[-1] else 0

            def cell(row: Row, own: list[Row], item: Item = item, n: int | None = n) -> str:
                return row[item.id] if n is None else own[n][item.id] if n < len(own) else ""

            before = f"Fact sheet {n + 1}: " if n else ""
            order = list(item.options)
            if item.type == "multi":
                for place, option in enumerate(order, 1):
                    text = "1" if numeric else item.options[option]
                    columns.append((f"Q{number}_{place}", f"{before}{item.asks} - Selected Choice - {item.options[option]}", lambda row, own, cell=cell, option=option, text=text: text if option in cell(row, own).split(";") else ""))
            elif numeric and order:
                values[item.id] = {str(place): option for place, option in enumerate(order, 1)}
                columns.append((f"Q{number}", before + item.asks, lambda row, own, cell=cell, order=order: str(order.index(text) + 1) if (text := cell(row, own)) else ""))
            else:
                columns.append((f"Q{number}_1" if item.levels else f"Q{number}", before + _rows_of_question(item, " - "), lambda row, own, cell=cell, item=item: _label(item, cell(row, own))))
    tools = [SENT, SENT, "IP Address", "192.0.2.1", "100", "600", "True", SENT, "R_1a2b3c", "", "", "", "", "50.1", "4.1", "anonymous", "EN"]
    rows: Grid = [
        [*QUALTRICS, *(name for name, _, _ in columns)],
        [*QUALTRICS, *(text for _, text, _ in columns)],
        [json.dumps({"ImportId": name}) for name in [*QUALTRICS, *(f"QID{n}" for n in range(len(columns)))]],
    ]
    rows += [[*tools, *(say(row, own) for _, _, say in columns)] for row, own in zip(answers.rows, answers.sheets, strict=True)]
    return Export({"LRA survey_May 4, 2026_09.30.csv": separated(rows)}, "qualtrics", {"values": values} if numeric else {})


def qualtrics_numeric(answers: Answers) -> Export:
    return _qualtrics(answers, numeric=True)


def qualtrics_text(answers: Answers) -> Export:
    return _qualtrics(answers, numeric=False)


# SPSS and Stata


def _variables(answers: Answers) -> tuple[pd.DataFrame, dict[str, str], dict[str, dict[int, str]]]:
    """Data, labels of variables and labels of values; codes as names."""
    columns: dict[str, list[Any]] = {}
    labels: dict[str, str] = {}
    of_values: dict[str, dict[int, str]] = {}
    for n, items in ((None, answers.asked), *((n, answers.told) for n in range(MOST_SHEETS))):
        for item in items:
            texts = [row[item.id] if n is None else own[n][item.id] if n < len(own) else "" for row, own in zip(answers.rows, answers.sheets, strict=True)]
            name, order = f"{item.code}{n + 1 if n else ''}", list(item.options)
            if item.type == "multi":
                for option in order:
                    columns[own := f"{name}_{item.option_codes[option]}" if n else f"{name}{item.option_codes[option]}"] = [float(option in text.split(";")) if text else float("nan") for text in texts]
                    labels[own], of_values[own] = f"{item.label}: {item.options[option]}", {0: "Not selected", 1: "Selected"}
                continue
            labels[name] = item.label
            if order:
                columns[name] = [float(order.index(text) + 1) if text else 99.0 for text in texts]
                of_values[name] = {**{place: item.options[option] for place, option in enumerate(order, 1)}, 99: "No answer"}
            elif item.type in ("number", "rating") or item.id == "respondent_id":
                columns[name] = [float(text) if text else float("nan") for text in texts]
            else:
                columns[name] = texts
    return pd.DataFrame(columns), labels, of_values


def spss(answers: Answers, folder: Path) -> Export:
    import pyreadstat

    data, labels, of_values = _variables(answers)
    missing = {name: [99] for name, values in of_values.items() if 99 in values}
    pyreadstat.write_sav(data, str(folder / "made.sav"), column_labels=labels, variable_value_labels=of_values, missing_ranges=missing)
    return Export({"survey.sav": (folder / "made.sav").read_bytes()}, "spss")


def stata(answers: Answers, folder: Path) -> Export:
    import pyreadstat

    data, labels, of_values = _variables(answers)
    for name, values in of_values.items():
        if 99 in values:
            data[name] = data[name].astype(object).where(data[name] != 99, "a")
            of_values[name] = {code: text for code, text in values.items() if code != 99}
    missing = {name: ["a"] for name in of_values if (data[name] == "a").any()}
    data = data.astype({name: float for name in of_values if name not in missing})
    pyreadstat.write_dta(data, str(folder / "made.dta"), column_labels=[labels[name][:80] for name in data], variable_value_labels=of_values, missing_user_values=missing)
    return Export({"survey.dta": (folder / "made.dta").read_bytes()}, "stata")


IN_MEMORY: dict[str, Callable[[Answers], Export]] = {
    make.__name__: make
    for make in (
        native_xlsx, native_one_header, native_csv, native_ods, kobo_groups, kobo_plain, kobo_labels, odk_central, limesurvey_codes,
        limesurvey_texts, limesurvey_codes_and_texts, eusurvey_xlsx, eusurvey_xls, eusurvey_ods, google_forms, google_forms_csv, microsoft_forms,
        qualtrics_numeric, qualtrics_text,
    )
}  # fmt: skip
BY_FILE: dict[str, Callable[[Answers, Path], Export]] = {"spss": spss, "stata": stata}
