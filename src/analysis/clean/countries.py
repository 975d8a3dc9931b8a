"""Country names in any of the report's languages -> ISO 3166 alpha-2."""

from __future__ import annotations

import difflib
import gettext
from functools import lru_cache

from analysis.clean.parsed import Cleaner, Parsed
from analysis.clean.words import is_missing
from analysis.codebook import Codebook, fold


def country_cleaner(codebook: Codebook) -> Cleaner:
    """ISO alpha-2 codes, `OTHER`, or nothing; unknown names are a problem."""
    vocabulary = codebook.vocabulary
    own = {fold(name): code for code, names in vocabulary["countries"].items() for name in (code, *names)}
    languages = tuple(vocabulary["country_languages"])

    def clean(raw: str) -> Parsed:
        key = fold(raw)
        code = (
            own.get(key)
            or _english().get(key)
            or (None if is_missing(raw, codebook) else _translated(languages).get(key))
        )
        if code:
            return Parsed(code, "country_name" if code != raw else "")
        if is_missing(raw, codebook):
            return Parsed("", "missing_word" if raw else "")
        close = difflib.get_close_matches(
            key, [name for name in (*own, *_english()) if len(name) > 3], n=1, cutoff=0.75
        )
        nearest = f", perhaps {close[0].title()}" if close else ""
        return Parsed(
            "",
            problem="is not a country that is known",
            hint=f"write the country's English name or its two-letter code{nearest}",
        )

    return clean


@lru_cache(maxsize=1)
def _english() -> dict[str, str]:
    import pycountry

    index: dict[str, str] = {}
    for country in pycountry.countries:
        for name in (
            country.alpha_2,
            country.alpha_3,
            country.name,
            getattr(country, "common_name", ""),
            getattr(country, "official_name", ""),
        ):
            if name:
                index.setdefault(fold(name), country.alpha_2)
    return index


@lru_cache(maxsize=1)
def _translated(languages: tuple[str, ...]) -> dict[str, str]:
    """Names in other languages, from the translations pycountry ships."""
    import pycountry

    index: dict[str, str] = {}
    for language in languages:
        try:
            translate = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[language]).gettext
        except OSError:
            continue
        for country in pycountry.countries:
            for name in {country.name, getattr(country, "common_name", country.name)}:
                index.setdefault(fold(translate(name)), country.alpha_2)
    return index


def country_label(code: str, codebook: Codebook) -> str:
    """The name a reader sees for a country code; unknown codes stay as they are."""
    import pycountry

    if label := codebook.vocabulary["country_labels"].get(code):
        return label
    country = pycountry.countries.get(alpha_2=code)
    return getattr(country, "common_name", country.name) if country else code
