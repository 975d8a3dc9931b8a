"""Country names in any of the report's languages -> ISO 3166 alpha-2."""

from __future__ import annotations

import gettext
import re
from functools import lru_cache
from typing import Any, NamedTuple

from analysis.clean.parsed import Cleaner, Parsed
from analysis.clean.words import is_missing, lookalikes
from analysis.codebook import Codebook
from analysis.declared import closest
from analysis.texts import fold

REGION = re.compile(r"\s*[(),]\s*|\s+[-–—]\s+")  # between a country and a part of it: `UK (Scotland)`, `Berlin, Germany`
SEVERAL = re.compile(r"[;/+&|\n]|\b(?:and|und|et)\b")  # between countries, as a comma
NUTS = re.compile(r"([A-Z]{2})(?=[A-Z0-9]*\d)[A-Z0-9]{1,3}|(DE)[A-G]|(IT)[CF-I]|(UK)[C-N]")
SUBDIVISION = re.compile(r"([A-Z]{2})-(?:[A-Z0-9]{3}|\d{1,2})")  # of ISO 3166-2, but not `DE-BE`, which may be two countries
ENGLISH = "en"
FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
AMBIGUOUS = (
    "is a code that may be meant for a region, a language or another country",
    "write the country's English name, or say in wave.yml which one a code stands for, such as `values: {country: {AU: Austria}}`",
)
SEVERAL_NAMED = "names several countries", "keep one of them, or leave the cell empty where it is about several"
LIKE, ALIKE = 0.75, 0.8  # how close a spelling is to be told, and to be taken for a slip
UNKNOWN = "is not a country that is known"


class Gazetteer(NamedTuple):
    """The countries by folded name (in many languages) and by folded code, and the codes that are not taken at their word."""

    names: dict[str, str]
    codes: dict[str, str]
    asked: frozenset[str]
    english: tuple[str, ...]

    def find(self, text: str) -> str:
        """The code of the country that `text` names; nothing where it names none."""
        key = fold(text)
        return self.codes.get(key) or self.names.get(key) or self.names.get(key.removeprefix("the "), "")

    def find_part(self, text: str) -> str:
        """As `find`, for a part of a cell: a code is in capitals there, since `no` and `it` are words."""
        return self.find(text) if len(text) > 3 or text.isupper() else ""

    def nearest(self, text: str, least: float) -> str:
        """The English name that is spelled most like `text`, where one is close (`least`: 0-1)."""
        return next(iter(closest(fold(text), self.english, least)), "")


def country_cleaner(codebook: Codebook) -> Cleaner:
    """ISO alpha-2 codes, `OTHER`, or nothing.

    Names are known in many languages, codes only of the countries that the vocabulary lists: `NI` may be Northern Ireland as well as
    Nicaragua. A region may stand beside its country. What is unknown or ambiguous or names several is a problem.
    """
    known = _gazetteer(codebook)

    def clean(raw: str) -> Parsed:
        text = raw.strip(" \t\n;,")
        if code := known.find(text) or _of_flag(text):
            return Parsed(code, "country_name" if code != raw else "")
        if fold(text) in known.asked:
            return Parsed("", problem=AMBIGUOUS[0], hint=AMBIGUOUS[1])
        if is_missing(text, codebook):
            return Parsed("", "missing_word" if raw else "")
        named = [known.find_part(part) for part in re.split(f"{SEVERAL.pattern}|{REGION.pattern}", text) if part.strip()]
        if len({*named} - {""}) > 1:
            return Parsed("", problem=SEVERAL_NAMED[0], hint=SEVERAL_NAMED[1])
        if code := _of_code(text, known) or (named[0] if named and all(named) else _beside_region(text, known)):
            return Parsed(code, "country_of_region")
        if strange := lookalikes(text, known.names | known.codes):
            rule = f"holds a letter of another alphabet that looks like a Latin one ({strange})"
            return Parsed("", problem=rule, hint="type the name again")
        nearest = known.nearest(text, LIKE)
        hint = "write the country's English name or its two-letter code"
        return Parsed("", problem=UNKNOWN, hint=f"{hint}, perhaps {nearest.title()}" if nearest else hint)

    return clean


def _of_flag(text: str) -> str:
    """The country of a flag, which is two letters in a dress of their own."""
    import pycountry

    code = "".join(chr(ord(sign) - 0x1F1E6 + ord("A")) for sign in text) if FLAG.fullmatch(text) else ""
    return code if code and pycountry.countries.get(alpha_2=code) else ""


def _of_code(text: str, known: Gazetteer) -> str:
    """The country of the code of a region: NUTS (`ES51`, `DEA`) or ISO 3166-2 (`GB-SCT`)."""
    found = NUTS.fullmatch(text) or SUBDIVISION.fullmatch(text)
    return known.codes.get(fold(next(filter(None, found.groups()))), "") if found else ""


def _beside_region(text: str, known: Gazetteer) -> str:
    """The one country, of those whose codes are known, that stands beside a part of it; nothing where it might be another one."""
    parts = [part for part in REGION.split(text) if part]
    found = {known.find_part(part) for part in parts} - {""}
    if len(found) != 1 or SEVERAL.search(text) or not found <= set(known.codes.values()):
        return ""
    others = [part for part in parts if not known.find_part(part)]
    if any(fold(part) in known.asked or known.nearest(part, ALIKE) for part in others):
        return ""
    return known.find(" ".join(reversed(parts))) or found.pop()  # `Ireland (Northern)`


def _gazetteer(codebook: Codebook) -> Gazetteer:
    vocabulary: dict[str, Any] = codebook.vocabulary
    own = {fold(name): code for code, names in vocabulary["countries"].items() for name in (code, *names)}
    every, names = _codes(), _names(ENGLISH, *vocabulary["country_languages"])
    codes = {code: country for code, country in every.items() if country in vocabulary["country_codes"]}
    codes |= {name: code for name, code in own.items() if len(name) <= 3}
    english = tuple(name for name in (*own, *_names(ENGLISH)) if len(name) > 3)
    return Gazetteer(names | own, codes, frozenset(every.keys() - codes.keys()), english)


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    """The two and three letters of every country, folded."""
    import pycountry

    return {fold(code): country.alpha_2 for country in pycountry.countries for code in (country.alpha_2, country.alpha_3)}


@lru_cache
def _names(*languages: str) -> dict[str, str]:
    """The names of every country, folded, in English (`en`, the official ones too) and in the languages pycountry translates into."""
    import pycountry

    index: dict[str, str] = {}
    for language in languages:
        translate = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, [language], fallback=True).gettext
        fields = ("name", "common_name", "official_name")[: 3 if language == ENGLISH else 2]
        for country in pycountry.countries:
            for name in filter(None, (getattr(country, field, "") for field in fields)):
                index.setdefault(fold(translate(name)), country.alpha_2)
    return index


def country_label(code: str, codebook: Codebook) -> str:
    """The name a reader sees for a country code; unknown codes stay as they are."""
    import pycountry

    if label := codebook.vocabulary["country_labels"].get(code):
        return label
    country = pycountry.countries.get(alpha_2=code)
    return getattr(country, "common_name", country.name) if country else code
