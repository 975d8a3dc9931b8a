"""Words: free text, one answer of a list, several answers of a list."""

from __future__ import annotations

import difflib
import re
import unicodedata
from functools import lru_cache

from analysis.clean.parsed import Cleaner, Parsed
from analysis.codebook import Codebook, Item, fold

SEPARATORS = tuple(map(re.compile, (r"[;|\n]", r",", r"\s/\s", r"\s[+&]\s", r"/")))  # the surer ones first


def is_missing(text: str, codebook: Codebook) -> bool:
    """Whether a cell says that there is no answer."""
    return fold(text) in _missing(tuple(codebook.vocabulary["missing"]))


@lru_cache
def _missing(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


def text_cleaner(codebook: Codebook) -> Cleaner:
    """Free text: Unicode in composed form, white space as single blanks; nothing else is touched."""

    def clean(raw: str) -> Parsed:
        tidy = " ".join(unicodedata.normalize("NFC", raw).split())
        if tidy and is_missing(tidy, codebook):
            return Parsed("", "missing_word")
        return Parsed(tidy, "white_space" if tidy != raw else "")

    return clean


def id_cleaner(codebook: Codebook) -> Cleaner:
    """Identifiers: no blanks around, capitals, no blanks inside."""

    def clean(raw: str) -> Parsed:
        tidy = raw.strip().upper()
        if not re.fullmatch(r"[\w.\-/]+", tidy):
            return Parsed(
                "", problem="is not an identifier", hint="give each row a short name of its own without blanks"
            )
        return Parsed(tidy, "identifier_form" if tidy != raw else "")

    return clean


def options_index(item: Item, codebook: Codebook) -> dict[str, str]:
    """Folded spelling -> option id, from ids, labels, synonyms and the shared answers of the vocabulary."""
    index: dict[str, str] = {}
    for option, label in item.options.items():
        shared = codebook.vocabulary["answers"].get(option, []) if set(item.options) & {"yes", "no"} else []
        for spelling in (option, option.replace("_", " "), label, *item.synonyms.get(option, []), *shared):
            index.setdefault(fold(spelling), option)
    dimensions = codebook.vocabulary["dimensions"]
    if set(item.options) <= set(dimensions):
        for option in item.options:
            index |= {fold(spelling): option for spelling in dimensions[option]["synonyms"]}
    return index


def choice_cleaner(item: Item, codebook: Codebook) -> Cleaner:
    """One answer out of the item's options."""
    index = options_index(item, codebook)

    def clean(raw: str) -> Parsed:
        key = fold(raw)
        if option := index.get(key):
            return Parsed(option, "answer_spelling" if option != raw else "")
        if is_missing(raw, codebook):
            return Parsed("", "missing_word" if raw else "")
        return Parsed("", problem="is not among the answers", hint=_one_of(item, key, index))

    return clean


def multi_cleaner(item: Item, codebook: Codebook) -> Cleaner:
    """Several answers out of the item's options, joined with `;` in codebook order, each once."""
    index = options_index(item, codebook)
    order = {option: n for n, option in enumerate(item.options)}

    def clean(raw: str) -> Parsed:
        if is_missing(raw, codebook) and fold(raw) not in index:
            return Parsed("", "missing_word" if raw else "")
        found = set()
        for part in _parts(raw, index):
            if not fold(part):
                continue
            if (option := index.get(fold(part))) is None:
                return Parsed(
                    "",
                    problem=f"holds {part.strip()!r}, which is not among the answers",
                    hint=_one_of(item, fold(part), index),
                )
            found.add(option)
        joined = ";".join(sorted(found, key=order.__getitem__))
        return Parsed(joined, "answer_list" if joined != raw else "")

    return clean


def _parts(raw: str, index: dict[str, str]) -> list[str]:
    """Split at separators, but not inside an answer that itself holds one (`Regional/ municipal`, `Legal & political`)."""
    parts = [raw]
    for separator in SEPARATORS:
        parts = [piece for part in parts for piece in ([part] if fold(part) in index else separator.split(part))]
    return parts


def _one_of(item: Item, key: str, index: dict[str, str]) -> str:
    close = difflib.get_close_matches(key, index, n=1, cutoff=0.8)
    nearest = f"; perhaps {index[close[0]]!r} is meant" if close else ""
    return f"use one of {', '.join(item.options)}{nearest}"
