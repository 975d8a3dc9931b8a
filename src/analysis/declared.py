"""The YAML files that people write (wave.yml, the codebook): read, held against a type, every problem said in words.

A type is a plain dataclass; its annotations say what a field may hold and, where that needs more than a word for the
kind of value, how to tell what is wrong. Importing this module imports pydantic (0.1 s); `--help` does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import lru_cache
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


MAX_BYTES = 500_000  # of a YAML file: forty times the longest codebook, and read within two seconds
PLAIN_TICKS = ("true", "false", "True", "False", "TRUE", "FALSE", "yes", "no")
MISREAD = {str: "true or false", float: "a number, in which a closing 0 is lost", date: "a date", datetime: "a date", type(None): "nothing"}
SLIPS = {  # by a part of what the parser says
    r"'\t'": "use blanks in place of tabs",
    "mapping values are not allowed": "quote a text that holds a colon, as in title: \"Practices: the next round\"",
    "alphabetic or numeric": "quote what begins with * or &, as in \"*_note\"",
    "expected the node content": "quote a sign that stands alone, as in `decimal: \",\"`",
    "that cannot start any token": "quote what begins with this character",
}


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
    """An annotation: a whole number from `low` to `high`, which may stand between quotation marks."""

    def check(value: Any) -> int:
        if isinstance(value, str) and value.isdecimal():
            value = int(value)
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


def closest(text: str, known: Iterable[str], least: float = 0.6, many: int = 1) -> list[str]:
    """What is spelled most like `text`, the nearest first; `least` is how alike it must be, from 0 to 1."""
    from rapidfuzz import fuzz, process

    found = process.extract(text, sorted(known), scorer=fuzz.ratio, score_cutoff=100 * least, limit=many)
    return [name for name, _, _ in found]


def nearest(value: str, known: Iterable[str]) -> str:
    """The end of a hint: what is spelled most like `value`, if anything is."""
    return "".join(f"; perhaps {name!r} is meant" for name in closest(str(value), known))


def one_of(value: str, known: Iterable[str]) -> str:
    """The hint that lists what there is and names what is nearest to `value`."""
    known = list(known)
    return f"use one of {', '.join(known)}{nearest(value, known)}"


class Trap(yaml.MarkedYAMLError):
    """What YAML allows and nobody means: `problem` is the rule, `note` what to do."""


class Loader(yaml.SafeLoader):
    """YAML that says where it would read something else than what stands there, and that repeats nothing by name."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()
            hint = f'write it out, or quote it if it is a name: "*{event.anchor}"'
            raise _trap(event, f"repeats another part of the file by the name *{event.anchor}", hint)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> dict:
        found: dict[Any, Any] = {}
        texts = set()
        for key, value in node.value:
            name = self.construct_object(key, deep=True)
            if isinstance(name, list | dict):
                raise _trap(key, "has a list or fields where a name should stand", "write `name: value`")
            name = word(name) if isinstance(name, bool) else name  # True would be the same name as 1
            if str(name) != key.value or isinstance(name, float | date):
                raise _trap(key, f"YAML reads the name {key.value!r} as {MISREAD[type(name)]}", f'quote it: "{key.value}"')
            if str(name) in texts:
                raise _trap(key, f"{key.value!r} stands there twice", "delete or rename one of them")
            texts.add(str(name))
            found[name] = self.construct_object(value, deep=deep)
        return found

    def construct_yaml_bool(self, node: Any) -> bool:
        value = super().construct_yaml_bool(node)
        if node.value not in PLAIN_TICKS:
            raise _trap(node, f"YAML reads {node.value!r} as {str(value).lower()}", f'quote it: "{node.value}"')
        return value

    def construct_yaml_int(self, node: Any) -> int:
        value = super().construct_yaml_int(node)
        if node.value != str(value):
            raise _trap(node, f"YAML reads {node.value!r} as the number {value}", f'quote it: "{node.value}"')
        return value


Loader.add_constructor("tag:yaml.org,2002:bool", Loader.construct_yaml_bool)
Loader.add_constructor("tag:yaml.org,2002:int", Loader.construct_yaml_int)


def _trap(at: Any, rule: str, hint: str) -> Trap:
    return Trap(problem=rule, problem_mark=at.start_mark, note=hint)


def read_fields(file: Path, where: str, hint: str) -> dict[str, Any]:
    """The fields of a YAML file. Raises InputProblems where it is none; `where` is how its name is said."""
    try:
        if file.stat().st_size > MAX_BYTES:
            rule = f"is larger than {MAX_BYTES // 1000} kB, which no such file needs"
            raise InputProblems([Problem(where, rule, hint)])
        loaded = yaml.load(file.read_text(encoding="utf-8"), Loader)
    except OSError as error:
        raise InputProblems([Problem(where, f"cannot be read: {error.strerror}", hint)]) from None
    except UnicodeDecodeError:
        raise InputProblems([Problem(where, "is not UTF-8 text", "save it as UTF-8")]) from None
    except Trap as trap:
        raise InputProblems([Problem(where, trap.problem, trap.note, row=trap.problem_mark.line + 1)]) from None
    except (ValueError, RecursionError):  # such as the 45th day of a month
        rule = "holds a value that is no valid YAML, such as a date that does not exist"
        raise InputProblems([Problem(where, rule, hint)]) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        rule = f"is not valid YAML: {getattr(error, 'problem', None) or 'it has a character that YAML does not allow'}"
        hint = next((told for slip, told in SLIPS.items() if slip in rule), hint)
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
        return _adapter(kind).validate_python(_given(raw), context=context)
    except ValidationError as error:
        found = sorted(
            error.errors(), key=lambda e: (e["type"] not in UNKNOWN, _last(e) if e["type"] in UNKNOWN else "")
        )
        raise InputProblems(dict.fromkeys(_problem(kind, entry, where, unnamed) for entry in found)) from None


@lru_cache
def _adapter(kind: type) -> TypeAdapter:
    """What checks the fields of a kind: slow to make, and the same every time."""
    return TypeAdapter(kind)


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
