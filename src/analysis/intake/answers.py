"""What the cells of a column say: what wave.yml gives for them, codes of forms, several answers in one cell or in a column each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from analysis.codebook import Codebook, Item
from analysis.intake.names import squeeze, visible
from analysis.texts import SEPARATORS, fold
from analysis.wave import Source

OTHER = "-oth-"  # what LimeSurvey writes for an answer beside the list, whose text has a column of its own
LISTED = re.compile(r"\s*;\s*")
TICKED = ("x", "checked", "selected", "ticked", "quoted", "mentioned", "named", "chosen", "✓", "✔", "☑")
NOT_TICKED = ("unchecked", "not selected", "not ticked", "not quoted", "not mentioned", "not named", "not chosen", "☐")
ON, OFF, NEITHER = 1, 0, -1  # what a cell in the column of one option says
MAX_READINGS = 2  # more need not be told apart
TWO_READINGS = "can be read as several lists of answers", "write the answers with `;` between them"
NO_TEXT = (
    "stands for an answer in words beside the list, which the file does not have",
    "export the column with the words of other answers too, or say under `values:` in wave.yml what it means",
)
OTHER_ANSWER = "is an answer in words beside the list", "say under `values:` in wave.yml which answer of the list it is"
NO_TICK = (
    "is neither a tick nor empty, in a column for one answer of several",
    'say under `values:` in wave.yml what it means, such as `{"2": "no"}`',
)


@dataclass
class Settled:
    """A column once its answers are those of the codebook: its cells, the places that were changed and by which rules, and what is
    wrong: places, rules and hints."""

    cells: np.ndarray
    changed: np.ndarray = field(default_factory=lambda: np.array([], dtype=np.intp))
    rules: np.ndarray = field(default_factory=lambda: np.array([], dtype=object))
    wrong: list[tuple[int, str, str]] = field(default_factory=list)


class Spellings:
    """How the options of an item are spelled in files: by ids, by codes, or in words; without signs and capitals.

    `words` are those of the codebook (see `Codebook.words`). `declared` are further ones, each with its option: wave.yml says them,
    and they may stand beside the others in one cell.
    """

    def __init__(self, item: Item, words: Mapping[str, Iterable[str]], declared: Mapping[str, str]):
        own = {option: [text for text, meant in declared.items() if meant == option] for option in item.options}
        words = {option: (*words[option], *own[option]) for option in item.options}
        families = ({option: (option,) for option in item.options}, {option: (code,) for option, code in item.option_codes.items()}, words)
        self.item = item
        self._families = [_unmistakable(family) for family in families]
        self._all = _unmistakable({option: [spelling for family in families for spelling in family[option]] for option in item.options})
        self._plain = {fold(spelling) for option in item.options for spelling in (option, option.replace("_", " "), *words[option])}

    def option(self, text: str) -> str:
        """The option that a text is, or nothing."""
        return self._all.get(squeeze(text), "")

    def order(self, option: str) -> int:
        """The place of an option in the codebook."""
        return list(self.item.options).index(option)

    def is_plain(self, text: str) -> bool:
        """Whether the cleaning knows a text as it stands."""
        return fold(text) in self._plain or not fold(text)

    def lists(self, text: str, separator: str) -> list[str]:
        """The ways to read a text as several options, all spelled in one way, with `separator` between them.

        Options may hold the separator themselves. Each way is the options in the order of the codebook, joined by `;`.
        """
        parts = re.split(f"({separator})", visible(text))
        found = {";".join(sorted(set(options), key=self.order)) for family in self._families for options in self._from(parts, family)}
        return sorted(found - {""})[:MAX_READINGS]

    def _from(self, parts: list[str], family: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
        if not any(parts):
            yield ()
        longest = 2 * max(len(label.split()) for option in self.item.options for label in self.item.called(option))
        for end in range(1, min(len(parts), longest) + 1, 2):
            if option := family.get(squeeze("".join(parts[:end]))):
                for rest in self._from(parts[end + 1 :], family):
                    yield (option, *rest)


def _unmistakable(family: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Squeezed spelling -> option, without spellings that two options share."""
    names: dict[str, set[str]] = {}
    for option, spellings in family.items():
        for spelling in spellings:
            names.setdefault(squeeze(spelling), set()).add(option)
    return {name: next(iter(options)) for name, options in names.items() if len(options) == 1 and name}


@dataclass(frozen=True)
class Declared:
    """What wave.yml says of the answers to one item: values to replace and values that mean none."""

    values: Mapping[str, str]
    missing: frozenset[str]

    @classmethod
    def of(cls, source: Source, item: Item) -> Declared:
        """What a source says of an item: of all items, of its question, of itself, the last of which goes before the others."""
        places = ("*", item.stem, item.id)
        values = {_plain(key): value for place in places for key, value in source.values.get(place, {}).items()}
        return cls(values, frozenset(_plain(text) for place in places for text in source.missing.get(place, ())))

    def say(self, text: str) -> tuple[str, str] | None:
        """What a text is to be read as and the rule of the log, or nothing."""
        if not (self.values or self.missing):
            return None
        plain = _plain(text)
        if plain in self.values:
            return self.values[plain], "value_declared"
        return ("", "missing_declared") if plain in self.missing else None


def _plain(text: str) -> str:
    """A value as it is compared: `-99.0` is `-99`."""
    return re.sub(r"(?<=\d)\.0+$", "", fold(visible(text)))


def settle(cells: np.ndarray, item: Item, declared: Declared, joins: tuple[str, ...], words: Mapping[str, Iterable[str]], others: np.ndarray | None = None) -> Settled:
    """The cells of a whole column in the words of the codebook. Each distinct text is looked at once.

    `joins` are the separators of the kind of export, `words` what the options are called (see `Codebook.words`); `others` are the
    words of other answers, where they have a column.
    """
    codes, texts = pd.factorize(cells)
    spellings = Spellings(item, words, declared.values) if item.options else None
    read = [_answer(text, item, spellings, declared, joins) for text in texts]
    values = _array([value for value, _, _ in read])[codes]
    rules = _array([rule if value != text else "" for text, (value, rule, _) in zip(texts, read, strict=True)])[codes]
    wrong = []
    for at in np.flatnonzero(np.array([bad is not None for _, _, bad in read], dtype=bool)[codes]):
        bad = read[codes[at]][2]
        if bad is NO_TEXT and others is not None and visible(others[at]):
            bad = None if "other" in item.options else OTHER_ANSWER
        values[at], rules[at] = ("other", "other_answer") if bad is None else ("", "")
        if bad:
            wrong.append((int(at), *bad))
    changed = np.flatnonzero(rules != "")
    return Settled(values, changed, rules[changed], wrong)


def _array(texts: list[str]) -> np.ndarray:
    return np.array(texts, dtype=object)


def _answer(text: str, item: Item, spellings: Spellings | None, declared: Declared, joins: tuple[str, ...]) -> tuple[str, str, tuple[str, str] | None]:
    """What a cell says, the rule that changed it, and what is wrong with it."""
    if said := declared.say(text):
        return *said, None
    if spellings is None or not text:
        return text, "", None
    if visible(text) == OTHER:
        return text, "", NO_TEXT
    several = item.type == "multi"
    if all(spellings.is_plain(part) for part in (LISTED.split(text) if several else [text]) if part):
        return text, "", None
    if several and declared.values and (parts := _declared_parts(text, spellings, declared, joins)):
        return parts, "value_declared", None
    for separator in (*joins, LISTED.pattern) if several else ():
        found = spellings.lists(text, separator)
        if len(found) > 1:
            return "", "", TWO_READINGS
        if found:
            return found[0], "answers_joined", None
    if not several and text.rstrip().endswith(";") and spellings.option(text.rstrip("; ")):
        return spellings.option(text.rstrip("; ")), "answer_form", None
    option = spellings.option(text)
    return (option, "answer_code", None) if option and squeeze(text) == squeeze(item.option_codes[option]) else (text, "", None)


def _declared_parts(text: str, spellings: Spellings, declared: Declared, joins: tuple[str, ...]) -> str:
    """Declared values in a cell of several, such as `1,3` or `EU (AMIF), national`, as the answers they stand for; nothing where a
    part is neither declared nor an answer that is known."""
    for separator in (*joins, *SEPARATORS):
        parts = [part for part in re.split(separator, visible(text)) if part.strip()]
        said = [declared.say(part) or ((option, "") if (option := spellings.option(part)) else None) for part in parts]
        if said and all(said) and any(rule for _, rule in filter(None, said)):
            given = {option for value, _ in filter(None, said) for option in value.split(";") if option}
            return ";".join(sorted(given, key=lambda option: spellings.order(option) if option in spellings.item.options else -1))
    return ""


def ticked(columns: Mapping[str, np.ndarray], item: Item, declared: Declared, codebook: Codebook) -> tuple[Settled, dict[str, list[int]]]:
    """A column for each option as one column of the options that were ticked; and by option the places of what is no tick.

    Words in the column of `other` are a tick: they are the words of that answer, of which the codebook keeps the tick only.
    """
    spellings, answers = Spellings(item, codebook.words(item), {}), codebook.vocabulary["answers"]
    yes = {fold(word) for word in (*TICKED, *answers["yes"])}
    no = {fold(word) for word in ("", *NOT_TICKED, *answers["no"], *codebook.vocabulary["missing"])} - yes
    size = len(next(iter(columns.values())))
    ticks, wrong = np.full(size, "", dtype=object), {}
    worded = np.array([], dtype=np.intp)
    for option in filter(columns.__contains__, item.options):
        codes, texts = pd.factorize(columns[option])
        read = [_tick(text, option, spellings, declared, yes, no) for text in texts]
        marks = np.array(read, dtype=np.int8)[codes]
        on = np.flatnonzero(marks == ON)
        ticks[on] = [f"{before};{option}" if before else option for before in ticks[on]]
        if (bad := np.flatnonzero(marks == NEITHER)).size:
            wrong[option] = bad.tolist()
        if option == "other":
            in_words = np.array([fold(text) not in yes and not spellings.option(text) for text in texts], dtype=bool)
            worded = on[in_words[codes[on]]]
    return Settled(ticks, worded, _array(["other_words_dropped"] * len(worded))), wrong


def _tick(text: str, option: str, spellings: Spellings, declared: Declared, yes: set[str], no: set[str]) -> int:
    """Whether a cell in the column of one option ticks it: ON, OFF or NEITHER."""
    said = declared.say(text)
    text = said[0] if said else visible(text)
    plain = fold(text)
    if plain in no:
        return OFF
    in_words = option == "other" and any(map(str.isalpha, text))
    return ON if plain in yes or spellings.option(text) == option or in_words else NEITHER
