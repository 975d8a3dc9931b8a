"""Words: free text, one answer of a list, several answers of a list."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from analysis.clean.parsed import Cleaner, Parsed
from analysis.codebook import Codebook, Item, folded, is_no_value
from analysis.declared import closest
from analysis.texts import INVISIBLE, SEPARATORS, fold, unescaped, untagged

BETWEEN = tuple(re.compile(f"({separator})") for separator in SEPARATORS)
SURE = BETWEEN[0]  # what no answer holds unless the codebook lists it so
LISTED = re.compile(r"\s*(?:\[(.*)\]|\{(.*)\})\s*", re.DOTALL)  # as programs write lists: ["a","b"]
BULLET = re.compile(r"\s*[-–•·▪◦*]\s+")
QUOTES = " \t\n\"'“”„«»"
MOST_JOINED = 7  # pieces and separators of one answer
JOINERS = re.compile(r"[\u200c\u200d\ufe00-\ufe0f]")  # invisible, but they shape the letter or sign beside them
LABELLED = re.compile(r"(\d+)(?:\s*[-–—:=.,)(]+\s*|\s+)([^\W\d_]\D*)")
FORMULA_ERROR = re.compile(r"#[A-Z0-9/_]+[!?]|#{2,}")
LOOKALIKES = str.maketrans("АВЕЅІЈКМНОРСТУХаеіјорсухѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABESIJKMHOPCTYXaeijopcyxsABEZHIKMNOPTYXo")
DAMAGED = "\ufffd"  # what is left of a letter that was saved in one encoding and read in another
DAMAGED_TEXT = "holds letters that were damaged when a file was saved in another encoding", "export it again as UTF-8"
FULL_CELL = 32_767  # characters that a cell of Excel can hold
CUT_TEXT = "is as long as a cell can be, so that its end may be lost", "look into the source, and export it as CSV UTF-8"
UNKNOWN = "is not among the answers"
ALIKE = 0.8  # how close the spelling of an answer is to be told
OTHER_WORDS = (
    "is an end of the scale in words that the codebook does not have; it is read as its number",
    "look whether the scale of the file is turned round: {2:.0f} should mean {0}, {3:.0f} {1}",
)


def is_missing(text: str, codebook: Codebook) -> bool:
    """Whether a cell says that there is no answer, or that none is known."""
    return is_no_value(text, codebook) or fold(text) in folded(tuple(codebook.vocabulary["answers"].get("dont_know", ())))


def seeing(clean: Cleaner, shaped: bool = False) -> Cleaner:
    """`clean`, which gets a cell without its invisible characters; `shaped` keeps those that change the look of their neighbours."""

    def clean_visible(raw: str) -> Parsed:
        text = visible(raw, shaped)
        return clean(raw) if text == raw else _by(clean(text), "invisible_characters")

    return clean_visible


def visible(text: str, shaped: bool = False) -> str:
    """`text` without invisible characters; `shaped` keeps joiners, unless there is nothing else."""
    if not INVISIBLE.search(text):
        return text
    bare = INVISIBLE.sub("", text)
    return INVISIBLE.sub(lambda found: found[0] if JOINERS.match(found[0]) else "", text) if shaped and bare.strip() else bare


def labelled(clean: Cleaner, item: Item) -> Cleaner:
    """`clean`, which gets the number alone of a rating written with its label: `5 - very important`, `4 (high)`.

    The label of one end of the scale at another number is a problem: the scale may have been turned round. Words that the codebook
    does not have, at an end of the scale, are a doubt for the same reason.
    """
    ends = dict(zip(map(fold, item.ends), (item.min, item.max), strict=False))

    def clean_number(raw: str) -> Parsed:
        if not (found := LABELLED.fullmatch(raw.strip())):
            return clean(raw)
        number, label = found[1], fold(found[2].strip(" )"))
        if ends.get(label, float(number)) != float(number):
            hint = "if the scale of the file is turned round, say under `values:` in wave.yml what each of its numbers means"
            return Parsed("", problem="has a number and a label that do not belong together", hint=hint)
        parsed = _by(clean(number), "rating_label")
        if ends and label not in ends and parsed.value in map(str, ends.values()) and not parsed.doubt:
            return parsed._replace(doubt=OTHER_WORDS[0], hint=OTHER_WORDS[1].format(*item.ends, item.min, item.max))
        return parsed

    return clean_number


def _by(parsed: Parsed, rule: str) -> Parsed:
    """The answer for a cell that a rule has changed before it was read."""
    return parsed if parsed.problem else parsed._replace(rule=rule)


def text_cleaner(codebook: Codebook) -> Cleaner:
    """Free text: Unicode in composed form, white space as single blanks, `&uuml;` as its letter; nothing else is touched."""

    def clean(raw: str) -> Parsed:
        plain = unescaped(raw)
        tidy = " ".join(unicodedata.normalize("NFC", plain).split())
        if tidy and is_missing(tidy, codebook):
            return Parsed("", "missing_word")
        if FORMULA_ERROR.fullmatch(tidy):
            return Parsed("", problem="is the error of a spreadsheet in the place of a text", hint="write the text, or clear the cell")
        doubt, hint = DAMAGED_TEXT if DAMAGED in tidy else CUT_TEXT if len(raw) == FULL_CELL else ("", "")
        rule = "web_code" if plain != raw else "white_space" if tidy != raw else ""
        return Parsed(tidy, rule, hint=hint, doubt=doubt)

    return clean


def options_index(item: Item, codebook: Codebook) -> dict[str, str]:
    """Folded spelling -> option id, from ids and what the options are called in words."""
    index: dict[str, str] = {}
    for option, words in codebook.words(item).items():
        for spelling in (option, option.replace("_", " "), *words):
            index.setdefault(fold(spelling), option)
    return index


def choice_cleaner(item: Item, codebook: Codebook) -> Cleaner:
    """One answer out of the item's options."""
    index, read = options_index(item, codebook), answers_reader(item, codebook)

    def clean(raw: str) -> Parsed:
        if option := index.get(fold(raw)):
            return Parsed(option, "answer_spelling" if option != raw else "")
        if is_missing(raw, codebook):
            return Parsed("", "missing_word" if raw else "")
        found = read(raw)
        if ";" in found.value:
            return Parsed("", problem="holds more than one answer to a question with one", hint="keep the one that is meant, or clear the cell")
        return found._replace(part="") if found.problem else found

    return clean


def multi_cleaner(item: Item, codebook: Codebook) -> Cleaner:
    """Several answers out of the item's options, joined with `;` in codebook order, each once."""
    index, read = options_index(item, codebook), answers_reader(item, codebook)

    def clean(raw: str) -> Parsed:
        if is_missing(raw, codebook) and fold(raw) not in index:
            return Parsed("", "missing_word" if raw else "")
        found = read(raw)
        return found._replace(rule="") if found.value == raw else found

    return clean


def answers_reader(item: Item, codebook: Codebook) -> Cleaner:
    """All answers in a cell, joined with `;` in codebook order; what is not among them is a problem that names it.

    The option `other` may be followed by what it stands for (`Other: sport`). That text is kept out, unless it holds an answer
    of the list as well, since it may then be a second answer.
    """
    index = options_index(item, codebook)
    other = _other(index)

    def whole(part: str) -> bool:
        return _key(part) in index or is_no_value(part, codebook)

    def read(raw: str) -> Parsed:
        found, rule = set(), "answer_list" if item.type == "multi" else "answer_spelling"
        inner = LISTED.fullmatch(raw)
        for part in _parts(inner[1] or inner[2] or "" if inner else raw, lambda part: whole(part) or bool(other(part))):
            key = _key(part)
            if key in index:
                found.add(index[key])
            elif {*key.split()} <= item.options.keys():  # joined by blanks, as Kobo does
                found |= {*key.split()}
            elif named := other(part):
                if any(_key(piece) in index for piece in _parts(named, whole)):
                    hint = "separate the answers with `;`, or take the answer out of the text after `other`"
                    return Parsed("", problem="holds an answer of the list in the text after `other`", hint=hint, part=part.strip())
                found.add("other")
                rule = "other_text_left_out"
            elif not is_no_value(part, codebook):
                return _unknown(part.strip(), key, index, item)
        return Parsed(";".join(option for option in item.options if option in found), rule)

    return read


def _other(index: dict[str, str]) -> Callable[[str], str]:
    """Gives the text behind the option `other` (`Other: sport`), nothing where a cell is not of this form."""
    names = "|".join(re.escape(name) for name, option in index.items() if option == "other")
    form = re.compile(rf"(?:{names})(?:,? ?\(?please specify\)?)?\s*(?:[:(–—-]\s*(?P<text>.*))?")

    def read(part: str) -> str:
        match = form.fullmatch(fold(part)) if names and not SURE.search(part) else None
        return (match["text"] or "please specify") if match else ""

    return read


def _parts(raw: str, whole: Callable[[str], bool]) -> list[str]:
    """Split at separators, but not inside what is `whole`, such as an answer that holds one (`Legal & political`)."""
    parts = [raw]
    for separator in BETWEEN:
        parts = [piece for part in parts for piece in ([part] if whole(part) else _split(part, separator, whole))]
    return parts


def _split(text: str, separator: re.Pattern[str], whole: Callable[[str], bool]) -> list[str]:
    """The pieces between separators; neighbours that only together make something whole stay together."""
    pieces, found = separator.split(text), []
    place = 0
    while place < len(pieces):
        ends = range(min(len(pieces), place + MOST_JOINED), place + 1, -2)
        end = next((end for end in ends if whole("".join(pieces[place:end]))), place + 1)
        found.append("".join(pieces[place:end]))
        place = end + 1
    return found


def _key(part: str) -> str:
    """A part of a cell as it is compared: without quotation marks around it or a bullet before it."""
    part = unescaped(untagged(part))
    return fold((part[bullet.end() :] if (bullet := BULLET.match(part)) else part).strip(QUOTES))


def _unknown(part: str, key: str, index: dict[str, str], item: Item) -> Parsed:
    """The problem of an answer that is not among those of the item."""
    if strange := lookalikes(part, index):
        return Parsed("", problem=f"holds a letter of another alphabet that looks like a Latin one ({strange})", hint="type the word again", part=part)
    perhaps = "".join(f"; perhaps {index[spelling]!r} is meant" for spelling in closest(key, index, ALIKE))
    hint = f"use one of {', '.join(item.options)}, or say under `values:` in wave.yml which of them this stands for{perhaps}"
    return Parsed("", problem=UNKNOWN, hint=hint, part=part)


def lookalikes(text: str, known: dict[str, str]) -> str:
    """The code points of Greek and Cyrillic letters in `text` that would have to be Latin for it to be a known word; else nothing."""
    latin = text.translate(LOOKALIKES)
    if latin == text or fold(latin) not in known:
        return ""
    return ", ".join(dict.fromkeys(f"U+{ord(a):04X}" for a, b in zip(text, latin, strict=True) if a != b))
