"""The questionnaire as an XLSForm, for KoboToolbox, ODK and other tools that take one. Names are item ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analysis.codebook import Codebook, Item
from analysis.scaffold.columns import what_to_write
from analysis.scaffold.questionnaire import YES, Asked, parts
from analysis.scaffold.sheets import Column, Sheet, workbook_bytes
from analysis.scaffold.words import CONSENT, FORM_TITLE, HOW_MANY, HOW_MANY_HELP, PARTS

LANGUAGE = "English (en)"
LABEL, HINT, MESSAGE = (f"{name}::{LANGUAGE}" for name in ("label", "hint", "constraint_message"))
SURVEY = ("type", "name", LABEL, HINT, "appearance", "relevant", "constraint", MESSAGE, "required", "repeat_count")
CHOICES = ("list_name", "name", LABEL)
SETTINGS = ("form_title", "form_id", "version", "default_language")
NOTE, COUNT = "_privacy", "_factsheets"  # no items: names with _ in front, as those of notes, are set aside when the answers are read
MOST = 20  # fact sheets of one respondent
TYPES = {"number": "decimal", "choice": "select_one", "country": "select_one", "rating": "select_one", "multi": "select_multiple"}
HINTED = ("number", "date", "money", "period")

Row = dict[str, str]


def form(name: str, codebook: Codebook) -> bytes:
    """form/xlsform.xlsx for the wave `name`: sheets survey, choices and settings."""
    asked = parts(codebook)
    settings = {"form_title": FORM_TITLE, "form_id": f"integration_{name}".replace("-", "_"), "version": "1", "default_language": LANGUAGE}
    sheets = [
        _sheet("survey", SURVEY, _survey(asked)),
        _sheet("choices", CHOICES, _choices(question for part in asked.values() for question in part)),
        _sheet("settings", SETTINGS, [settings]),
    ]
    return workbook_bytes(sheets, "survey")


def _sheet(name: str, columns: tuple[str, ...], rows: Iterable[Row]) -> Sheet:
    cells = tuple(tuple(row.get(column, "") for column in columns) for row in rows)
    return Sheet(name, tuple(Column(column, width=60 if "::" in column else 24) for column in columns), rows=cells)


def _survey(asked: dict[str, list[Asked]]) -> Iterator[Row]:
    yield {"type": "note", "name": NOTE, LABEL: CONSENT}
    for part, questions in asked.items():
        several = part != "responses"
        kind = "repeat" if several else "group"
        if several:
            limit = f". >= 0 and . <= {MOST}"
            yield {"type": "integer", "name": COUNT, LABEL: HOW_MANY, HINT: HOW_MANY_HELP, "constraint": limit, MESSAGE: f"0 to {MOST}"}
        yield {"type": f"begin_{kind}", "name": part, LABEL: PARTS[part]} | ({"repeat_count": f"${{{COUNT}}}"} if several else {})
        for question in questions:
            yield from _question(question)
        yield {"type": f"end_{kind}"}


def _question(question: Asked) -> Iterator[Row]:
    if question.is_array:
        yield {"type": "begin_group", "name": f"{question.id}__all", LABEL: question.label, "appearance": "field-list"}
        if question.help:
            yield {"type": "note", "name": f"_{question.id}__help", LABEL: question.help}
    for item in question.items:
        yield _item(item, question)
    if question.is_array:
        yield {"type": "end_group"}


def _item(item: Item, question: Asked) -> Row:
    kind = "integer" if item.integer and item.type == "number" else TYPES.get(item.type, "text")
    row = {"type": f"{kind} {_list(question)}" if question.choices else kind, "name": item.id}
    row[LABEL] = item.put_levels[-1] if item.levels else question.label
    hints = ("" if item.levels else question.help, what_to_write(item) if item.type in HINTED else "")
    row[HINT] = " ".join(filter(None, hints))
    if item.type == "text":
        row["appearance"] = "multiline"
    if item.type == "country":
        row["appearance"] = "minimal"
    if question.follows:
        row["relevant"] = f"${{{question.follows.id}}} = '{YES}'"
    if item.type == "number" and (limits := _limits(item)):
        row |= {"constraint": limits, MESSAGE: what_to_write(item)}
    return row | ({"required": "yes"} if item.required else {})


def _limits(item: Item) -> str:
    ends = {">=": item.min, "<=": item.max}
    return " and ".join(f". {sign} {end:g}" for sign, end in ends.items() if end is not None)


def _list(question: Asked) -> str:
    """The name of its list of choices."""
    item = question.items[0]
    return item.stem if item.type != "country" else item.type


def _choices(questions: Iterable[Asked]) -> Iterator[Row]:
    told = set()
    for question in questions:
        if question.choices and (name := _list(question)) not in told:
            told.add(name)
            yield from ({"list_name": name, "name": choice.id, LABEL: choice.label} for choice in question.choices)
