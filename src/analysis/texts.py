"""Texts as people see and compare them: without what is invisible, and without the code of web pages."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

INVISIBLE = re.compile(  # what Unicode lets programs leave out: soft hyphens, zero-width blanks, marks of direction; a blank Braille cell; what once steered printers
    r"[\x01-\x08\x0e-\x1b\x7f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0"
    r"\ufff0-\ufff8\U000e0000-\U000e0fff]"
)
MARKS, BEYOND_MARKS = re.compile("[\u0300-\u036f]"), "\u0483"  # accents, and the first character behind them that may be one too
TAG, ENTITY = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE), re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,5});")
SEPARATORS = (r"[;|\n]", ",", r"\s/\s", r"\s[+&]\s", "/", r"\s(?:and|und|et)\s")  # patterns of what stands between answers, the surer ones first


def fold(text: str) -> str:
    """`text` without case, accents, outer spaces, doubled spaces, closing full stop and what is invisible: how words are compared."""
    plain = text
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", INVISIBLE.sub("", text).replace("’", "'").replace("‘", "'"))
        few = max(decomposed, default="") < BEYOND_MARKS  # Latin and Greek, which a pattern does much faster
        plain = MARKS.sub("", decomposed) if few else "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(plain.casefold().split()).rstrip(". ")


def untagged(text: str) -> str:
    """`text` with blanks in place of the tags of web pages."""
    return TAG.sub(" ", text) if "<" in text else text


def unescaped(text: str) -> str:
    """`text` with the letters that web pages write as `&uuml;`, which may have been escaped more than once."""
    while "&" in text and (plain := ENTITY.sub(lambda found: unescape(found[0]), text)) != text:
        text = plain
    return text
