"""The questionnaire as LimeSurvey's tab-separated survey structure, whose codes are those of the codebook.

LimeSurvey knows no list of records that grows: the questions on a programme are asked three times, their codes followed by 2 and 3.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import count

from analysis.codebook import Codebook
from analysis.scaffold.columns import what_to_write
from analysis.scaffold.questionnaire import YES, Asked, parts
from analysis.scaffold.words import CONSENT, FORM_TITLE, PARTS

FIELDS = ("id", "related_id", "class", "type/scale", "name", "relevance", "text", "help", "language", "validation", "mandatory", "other",
          "default", "same_default", "min_num_value_n", "max_num_value_n", "num_value_int_only")  # fmt: skip
LANGUAGE = "en"
SETTINGS = {"language": LANGUAGE, "format": "G", "ipaddr": "N", "refurl": "N", "showsurveypolicynotice": "2"}
ARRAY, LIST, DROPDOWN, MULTIPLE, NUMBER, TEXT, SHORT = "F", "L", "!", "M", "N", "T", "S"
TYPES = {"country": DROPDOWN, "choice": LIST, "rating": LIST, "multi": MULTIPLE, "number": NUMBER, "text": TEXT}
SHEETS = 3  # programmes that a respondent can describe
HINTED = ("number", "rating", "date", "money", "period")

Row = dict[str, str]


def structure(codebook: Codebook) -> bytes:
    """form/limesurvey.txt: UTF-8 with a byte order mark, as LimeSurvey writes it itself."""
    out = io.StringIO()
    writer = csv.DictWriter(out, FIELDS, restval="", delimiter="\t", lineterminator="\n")
    writer.writeheader()
    writer.writerows(_rows(codebook))
    return out.getvalue().encode("utf-8-sig")


def _rows(codebook: Codebook) -> Iterator[Row]:
    yield from ({"class": "S", "name": name, "text": value} for name, value in SETTINGS.items())
    said = {"surveyls_title": FORM_TITLE, "surveyls_welcometext": CONSENT, "surveyls_policy_notice": CONSENT}
    yield from ({"class": "SL", "name": name, "text": value, "language": LANGUAGE} for name, value in said.items())
    ids, groups = count(1), count(1)
    for part, questions in parts(codebook).items():
        for number in range(1, 2 if part == "responses" else SHEETS + 1):
            behind = str(number) if number > 1 else ""
            before = f"{questions[0].code}{number - 1 if number > 2 else ''}"
            group = str(next(groups))
            label = f"{PARTS[part]}: {number}" if part != "responses" else PARTS[part]
            shown = f"!is_empty({before}.NAOK)" if behind else "1"
            yield {"id": group, "class": "G", "type/scale": group, "name": label, "relevance": shown, "language": LANGUAGE}
            for question in questions:
                yield from _question(question, behind, ids)


def _question(question: Asked, behind: str, ids: Iterator[int]) -> Iterator[Row]:
    item, own = question.items[0], str(next(ids))
    kind = ARRAY if question.is_array else TYPES.get(item.type, SHORT)
    row = {"id": own, "class": "Q", "type/scale": kind, "name": question.code + behind, "text": question.label, "language": LANGUAGE}
    row |= {"relevance": f'{question.follows.code}{behind}.NAOK == "{YES}"' if question.follows else "1"}
    row |= {"mandatory": "Y" if item.required else "N", "other": "N"}
    row["help"] = " ".join(filter(None, (question.help, what_to_write(item) if item.type in HINTED else "")))
    if kind == NUMBER:
        limits = {"min_num_value_n": item.min, "max_num_value_n": item.max}
        row |= {name: f"{end:g}" for name, end in limits.items() if end is not None} | ({"num_value_int_only": "1"} if item.integer else {})
    yield row
    for code, label in _rows_of(question, kind):
        yield {"id": str(next(ids)), "related_id": own, "class": "SQ", "type/scale": "0", "name": code, "relevance": "1", "text": label, "language": LANGUAGE}
    if kind != MULTIPLE:
        for choice in question.choices:
            yield {"id": own, "class": "A", "type/scale": "0", "name": choice.code, "text": choice.label, "language": LANGUAGE}


def _rows_of(question: Asked, kind: str) -> list[tuple[str, str]]:
    """Code and words of the sub-questions: the items of an array, the boxes to tick of a multiple choice."""
    if kind == ARRAY:
        return [(question.row_code(item), item.put_levels[-1]) for item in question.items]
    return [(choice.code, choice.label) for choice in question.choices] if kind == MULTIPLE else []
