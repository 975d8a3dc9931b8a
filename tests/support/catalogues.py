"""What is wrong with catalogues of words, found on their templates before any is told. Each finding begins `file:line:`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, meta, nodes

from analysis.tell.words import MARKS, Words

ARITHMETIC = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Neg)
COMPUTING = ("abs", "round", "sum")  # filters of Jinja's own
WITHIN_TWELVE = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
TEENS = "(?:thir|four|fif|six|seven|eigh|nine)teen"
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
LARGE = "(?:dozen|hundred|thousand|million|billion)s?"
PARTS = "half|halves|(?:third|quarter|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|hundred|thousand|million)th)s?"
NUMBER = re.compile(rf"\d+(?:[.,]\d+)*|\b(?:{WITHIN_TWELVE}|{TEENS}|{TENS}|{LARGE}|{PARTS})\b", re.IGNORECASE)
CITED = re.compile(r"\[@[^\]]*\]")
NAMES = (  # what is called by a number, and thresholds and counts that the method itself sets
    "95% Wilson intervals", "95% Wilson score intervals", "95% interval", "Europe 2020", "SHA-256", "third-country", "half up",
    "more than a third of the answers", "these two questions", "at least half of the practices",
)  # fmt: skip
NOT_PRINTED = ("align", "anchor", "block", "widths")
OF_A_LANGUAGE = ("million", "numbers", "parts")  # how a language says numbers
BESIDE = {  # what a field is given beside the facts of its finding
    **{field: {"n"} for field in ("label", "mark", "note", "number")}, "heading": {"name"}, "column": {"name"}, "step": {"step"},
    "alt": {"groups_told"}, "source": {"base", "notes"}, "cells": {"row", "cell"},
}  # fmt: skip


@dataclass(frozen=True)
class Text:
    """One text of a catalogue; `names` are those that its finding must give."""

    words: Words
    exhibit: str
    field: str
    tree: nodes.Template
    names: frozenset[str]

    def found(self, what: str) -> str:
        return f"{self.words.place(self.exhibit, self.field)}: {self.exhibit}.{self.field} {what}"


def texts(words: Words) -> list[Text]:
    """The texts of a catalogue that are printed."""
    env = Environment(trim_blocks=True, **MARKS)
    macros = {macro.name for macro in env.parse(words.common.get("macros", "")).find_all(nodes.Macro)}
    found = []
    for exhibit in words.texts.keys() - OF_A_LANGUAGE:
        own = words.texts[exhibit]
        for field, value in own.items() if isinstance(own, dict) else [("", own)]:
            given = {*macros, *BESIDE.get(field, ()), *(words.shared(exhibit) if field else ())}
            for tree in map(env.parse, _strings(value) if field not in NOT_PRINTED else ()):
                env.filters |= {
                    node.name: str for node in tree.find_all(nodes.Filter)
                }  # those of a chapter are not known here
                names = frozenset(meta.find_undeclared_variables(tree) - given)
                found.append(Text(words, exhibit, field, tree, names))
    return found


def computed_or_typed(words: Words) -> list[str]:
    """Arithmetic in templates, and numbers that were typed into printed words."""
    found = []
    for text in texts(words):
        filters = {node.name for node in text.tree.find_all(nodes.Filter)}
        signs = [type(node).__name__ for node in text.tree.find_all(ARITHMETIC)]
        found += [
            text.found(f"computes ({how}): let the finding do it") for how in [*signs, *sorted(filters & {*COMPUTING})]
        ]
        found += [
            text.found(f"holds the number {n!r}: let the finding give it") for n in typed(" ".join(_printed(text.tree)))
        ]
    return sorted(set(found))


def empty(words: Words) -> list[str]:
    """Entries without a text, such as the end of a text in `{a: one, two}`, which YAML reads as an entry of its own."""

    def within(value: Any) -> Iterator[str]:
        for name, part in value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, list) else ()):
            yield from [str(name)] if part is None else within(part)

    return [f"{exhibit} has {name!r} without a text" for exhibit, own in words.texts.items() for name in within(own)]


def typed(text: str) -> list[str]:
    """The numbers in printed words, in digits or letters, but for those that are part of a name."""
    text = CITED.sub(" ", " ".join(text.split()))
    for name in NAMES:
        text = text.replace(name, " ")
    return NUMBER.findall(text)


def not_given(words: Words, facts: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Names that the texts of an exhibit use and its finding does not give; `facts` are those of some exhibits."""
    told = [text for text in texts(words) if text.exhibit in facts]
    return sorted(
        text.found(f"uses {name!r}, which its finding does not give")
        for text in told
        for name in text.names - facts[text.exhibit].keys()
    )


def of_other_facts(words: Words, other: Words) -> list[str]:
    """Fields of `other`, the same chapter in another language, that are there in one only or use other facts."""
    one, two = _used(words), _used(other)
    found = []
    for exhibit, field in one.keys() | two.keys():
        if (exhibit, field) not in two:
            found.append(f"{words.place(exhibit, field)}: {exhibit}.{field} is not worded in {other.lang!r}")
        elif one.get((exhibit, field)) != two[exhibit, field]:
            strange = ", ".join(sorted(one.get((exhibit, field), set()) ^ two[exhibit, field])) or "the field itself"
            found.append(f"{other.place(exhibit, field)}: {exhibit}.{field} differs from {words.lang!r} in {strange}")
    return sorted(found)


def _used(words: Words) -> dict[tuple[str, str], set[str]]:
    """The facts that each field uses, with the parts of them that it asks for."""
    used: dict[tuple[str, str], set[str]] = {}
    for text in texts(words):
        parts = [
            n for n in text.tree.find_all(nodes.Getattr) if isinstance(n.node, nodes.Name) and n.node.name in text.names
        ]
        used.setdefault((text.exhibit, text.field), set()).update(
            text.names, (f"{n.node.name}.{n.attr}" for n in parts)
        )
    return used


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)


def _printed(node: nodes.Node) -> Iterator[str]:
    """What a template prints by itself: not what it compares, picks by or hands to a filter as a number."""
    if isinstance(node, nodes.TemplateData):
        yield node.data
    elif isinstance(node, nodes.Const):
        yield "" if isinstance(node.value, bool) else str(node.value)
    elif not isinstance(node, nodes.Compare | nodes.Getitem | nodes.Test):
        for child in node.iter_child_nodes(exclude=("test", "iter", "target")):
            number = isinstance(child, nodes.Const) and not isinstance(child.value, str)
            if not (number and isinstance(node, nodes.Filter | nodes.Call)):
                yield from _printed(child)
