"""Identifiers of records: their form, and which of them may be the same although they are written differently."""

from __future__ import annotations

import re
import unicodedata

from analysis.clean.parsed import Cleaner, Parsed
from analysis.clean.words import LOOKALIKES
from analysis.codebook import Codebook, is_no_value

TIDY = re.compile(r"[A-Z][A-Z_./-]*\d[A-Z0-9_./-]*|[1-9]\d*")  # what is in order at first sight
SHAPE = re.compile(r"[\w.\-/]+")
SHORTENED = re.compile(r"\d(?:\.\d+)?E\+\d+|\d\.\d+E\d+")
WHOLE = re.compile(r"(\d+)\.0+")
LEADING_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
HINT = "give each row a short name of its own without blanks"


def id_cleaner(codebook: Codebook) -> Cleaner:
    """Identifiers: no blanks around, capitals, no blanks inside; without `uuid:` before them or `.0` behind a number."""

    def clean(raw: str) -> Parsed:
        tidy = unicodedata.normalize("NFKC", raw).strip().upper().removeprefix("UUID:").strip()
        if whole := WHOLE.fullmatch(tidy):
            tidy = whole[1]
        if SHORTENED.fullmatch(tidy):
            hint = "export the column once more as text: the spreadsheet has rounded the number, and its digits are lost"
            return Parsed("", problem="is a number that a spreadsheet has shortened", hint=hint)
        if not tidy:
            return Parsed("", "missing_word" if raw else "")
        if not SHAPE.fullmatch(tidy) or not any(map(str.isalnum, tidy)):
            return Parsed("", problem="is not an identifier", hint=HINT)
        if is_no_value(tidy, codebook):
            return Parsed("", problem="is a word that means no answer, and no identifier", hint=HINT)
        if strange := mixed(tidy):
            rule = f"holds a letter of another alphabet that looks like a Latin one ({strange})"
            return Parsed("", problem=rule, hint="type the identifier again")
        return Parsed(tidy, "identifier_form" if tidy != raw else "")

    return clean


def mixed(name: str) -> str:
    """The code points of letters in `name` that look Latin and are not, where others of its letters are Latin."""
    if name.isascii():
        return ""
    strange = [letter for letter in name if letter.translate(LOOKALIKES) != letter]
    latin = any(letter.isascii() and letter.isalpha() for letter in name)
    return ", ".join(dict.fromkeys(f"U+{ord(letter):04X}" for letter in strange)) if latin else ""


def bare(name: str) -> str:
    """A clean identifier without what programs lose or add: leading zeros of its numbers, and letters that only look Latin."""
    return LEADING_ZEROS.sub("", name if name.isascii() else name.translate(LOOKALIKES))
