"""The YAML files that people write (wave.yml, the codebook): read, held against a type, every problem said in words.

A type is a plain dataclass; its annotations say what a field may hold and, where that needs more than a word for the
kind of value, how to tell what is wrong. Importing this module imports pydantic (0.1 s); `--help` does not.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args, get_type_hints

import yaml
from pydantic import BeforeValidator, TypeAdapter, ValidationError, WrapValidator
from pydantic_core import PydanticCustomError

from analysis.problems import InputProblems, Problem

T = TypeVar("T")
CLOSED: Any = {"extra": "forbid"}  # `__pydantic_config__` of the types: a field that nobody knows is a problem
MISSING = ("missing", "too_short", "string_too_short")
UNKNOWN = ("unexpected_keyword_argument", "extra_forbidden")
TOLD = {  # by the first word of what pydantic calls the error
    "int": ("is not a whole number", "write digits only"),
    "float": ("is not a number", "write digits only, with a point before decimals"),
    "bool": ("is neither true nor false", "write true or false"),
    "string": ("is not a text", "write one text"),
    "tuple": ("is not a list", "write `[first, second]`"),
}
BY_NAME = ("is not a list of fields by name", "write `name: value`, each on a line of its own")


def wrong(rule: str, hint: str) -> PydanticCustomError:
    """What a check of a field raises: the rule that is broken and what to do."""
    return PydanticCustomError("said", "{rule}", {"rule": rule, "hint": hint})


def said(rule: str, hint: str) -> WrapValidator:
    """An annotation: a value that does not fit is one problem, with this rule and hint."""

    def check(value: Any, fits: Any) -> Any:
        try:
            return fits(value)
        except ValidationError as error:
            if error.errors()[0]["type"] == "said":  # what a check within says is more exact
                raise
            raise wrong(rule, hint) from None

    return WrapValidator(check)


def between(low: int, high: int) -> BeforeValidator:
    """An annotation: a whole number from `low` to `high`."""

    def check(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise wrong("is not a whole number", "write digits only")
        if not low <= value <= high:
            raise wrong(f"lies outside {low} to {high}", "correct the number")
        return value

    return BeforeValidator(check)


def word(value: Any) -> Any:
    """YAML reads an unquoted `yes` or `no` as true or false, digits as a number and a date as a date."""
    if isinstance(value, float):
        raise wrong("is read as a number", "put it between quotation marks")
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, list | dict | None) else str(value)


def as_list(value: Any) -> Any:
    """One value may stand for a list of one."""
    return value if isinstance(value, list | tuple) else [value]


def listed(what: str, hint: str) -> BeforeValidator:
    """An annotation: what is no mapping is told as no list of `what` by name."""

    def check(value: Any) -> Any:
        if not isinstance(value, dict):
            raise wrong(f"is not a list of {what} by name", hint)
        return value

    return BeforeValidator(check)


Text = Annotated[str, BeforeValidator(word)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(as_list)]


def nearest(value: str, known: Iterable[str]) -> str:
    """The end of a hint: what is spelled most like `value`, if anything is."""
    close = difflib.get_close_matches(str(value), sorted(known), n=1)
    return f"; perhaps {close[0]!r} is meant" if close else ""


def one_of(value: str, known: Iterable[str]) -> str:
    """The hint that lists what there is and names what is nearest to `value`."""
    known = list(known)
    return f"use one of {', '.join(known)}{nearest(value, known)}"


def read_fields(file: Path, where: str, hint: str) -> dict[str, Any]:
    """The fields of a YAML file. Raises InputProblems where it is none; `where` is how its name is said."""
    try:
        loaded = yaml.safe_load(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputProblems([Problem(where, f"cannot be read: {error.strerror}", hint)]) from None
    except UnicodeDecodeError:
        raise InputProblems([Problem(where, "is not UTF-8 text", "save it as UTF-8")]) from None
    except (ValueError, RecursionError):  # such as the 45th day of a month
        rule = "holds a value that is no valid YAML, such as a date that does not exist"
        raise InputProblems([Problem(where, rule, hint)]) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        rule = f"is not valid YAML: {getattr(error, 'problem', None) or 'it has a character that YAML does not allow'}"
        raise InputProblems([Problem(where, rule, hint, row=mark.line + 1 if mark else None)]) from None
    if not isinstance(loaded, dict):
        raise InputProblems([Problem(where, "holds no fields", hint)])
    return loaded


def fit(kind: type[T], raw: Mapping[str, Any], where: str, unnamed: tuple[str, ...] = (), **context: Any) -> T:
    """The fields of a file as a `kind`. Raises InputProblems with every field that does not fit, unknown ones first.

    A field without a value counts as left out. `unnamed` are parts of a place that people do not need to find it;
    `context` is handed to the checks of the fields.
    """
    try:
        return TypeAdapter(kind).validate_python(_given(raw), context=context)
    except ValidationError as error:
        found = sorted(
            error.errors(), key=lambda e: (e["type"] not in UNKNOWN, _last(e) if e["type"] in UNKNOWN else "")
        )
        raise InputProblems(dict.fromkeys(_problem(kind, entry, where, unnamed) for entry in found)) from None


def _given(raw: Any) -> Any:
    """`raw` without fields that have no value, and with names as text."""
    if isinstance(raw, list):
        return [_given(value) for value in raw]
    if not isinstance(raw, dict):
        return raw
    return {key if isinstance(key, int) and not isinstance(key, bool) else word(key): _given(value)
            for key, value in raw.items() if value is not None}  # fmt: skip


def _last(entry: Any) -> str:
    return str(entry["loc"][-1])


def _problem(kind: Any, entry: Any, where: str, unnamed: tuple[str, ...]) -> Problem:
    place, value = list(entry["loc"]), entry["input"]
    if entry["type"] in MISSING:
        rule, hint, value = "the field is missing", f"add `{_last(entry)}:`", ""
    elif entry["type"] in UNKNOWN:
        rule, hint = (
            f"is not a field of {_within(place, unnamed) or Path(where).name}",
            one_of(_last(entry), _fields(kind, place)),
        )
    elif entry["type"] == "said":
        rule, hint = entry["ctx"]["rule"], entry["ctx"]["hint"]
    else:
        rule, hint = TOLD.get(entry["type"].partition("_")[0], BY_NAME)
    if place and place[-1] == "[key]":
        place = place[:-2]
    column = ".".join(str(part) for part in place if isinstance(part, str) and part not in unnamed)
    return Problem(where, rule, hint, column=column, value=str(value))


def _within(place: list, unnamed: tuple[str, ...]) -> str:
    return ".".join(str(part) for part in place[:-1] if part not in unnamed)


def _fields(kind: Any, place: list) -> list[str]:
    """The fields there are where `place` is: those of the type that is found by going down from `kind`."""
    for part in place[:-1]:
        kind = get_type_hints(kind)[part] if is_dataclass(kind) else get_args(kind)[-1]
        kind = get_args(kind)[0] if type(None) in get_args(kind) else kind  # `Rule | None`
    return [entry.name for entry in fields(kind)]
