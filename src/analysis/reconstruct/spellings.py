"""How people and programs spell the values of a clean extract: what is planted, never read by the cleaning."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from analysis.codebook import Item
from analysis.reconstruct.sheets import Value

EXCEL_EPOCH = date(1899, 12, 30)


class Spelling(NamedTuple):
    """A dirty cell, what kind of defect it is, and the text that cleaning it should give."""

    dirty: Value
    kind: str
    clean: str


COUNTRIES = {
    "AT": ("Austria", "Österreich", " austria", "AUTRICHE"),
    "BE": ("Belgium", "België", "Belgique ", "BELGIUM"),
    "BG": ("Bulgaria", "България", "bulgaria "),
    "CY": ("Cyprus", "Κύπρος", "Chypre"),
    "CZ": ("Czech Rep.", "Česká republika", "czech republic", "Czechia "),
    "DE": ("Deutschland", "Germany ", "GERMANY", "Allemagne", "de", "germany"),
    "DK": ("Denmark", "Danmark", "  denmark"),
    "EE": ("Estonia", "Eesti"),
    "ES": ("España", "Spain", "SPAIN ", "Espagne", "es", "Spanien"),
    "FI": ("Finland", "Suomi", "finland ", "Finlande"),
    "FR": ("France", "FRANCE", "Frankreich", " france", "Francia"),
    "GB": ("United Kingdom", "U.K.", "UK", "Great Britain", "united  kingdom", "Royaume-Uni"),
    "GR": ("Grèce", "Ελλάδα", "Greece", "EL", "Hellas", " greece", "ΕΛΛΑΔΑ", "GREECE"),
    "HU": ("Hungary", "Magyarország"),
    "IE": ("Ireland", "Éire", "IRELAND ", "Irlande"),
    "IT": ("Italy", "Italia", "italy ", "Italie"),
    "LT": ("Lithuania", "Lietuva"),
    "LU": ("Luxembourg", "Luxemburg", "luxembourg "),
    "LV": ("Latvia", "Latvija"),
    "MT": ("Malta", "Malte"),
    "NL": ("The Netherlands", "Nederland", "Netherlands ", "Pays-Bas", "Holland", "nl"),
    "NO": ("Norway", "Norge"),
    "OTHER": ("Other", "other "),
    "PL": ("Poland", "Polska", "POLAND"),
    "PT": ("Portugal", " Portugal", "PORTUGAL"),
    "RO": ("Romania", "România"),
    "SE": ("Sweden", "Sverige", "sweden"),
    "SI": ("Slovenia", "Slovenija"),
    "SK": ("Slovakia", "Slovensko", "Slovak Republic"),
}
ANSWERS = {
    "yes": ("Yes", "YES", "Ναι", "oui", "Sí", "ja ", "y", "Si", "1", "TRUE", "x"),
    "no": ("No", "NO ", "Όχι", "Non", "Nein", "n", "no.", "0", "false"),
    "dont_know": ("Don't know", "don’t know", "DK", "Weiß nicht", "Δεν γνωρίζω"),
    "higher": ("Higher", " higher", "HIGH", "higher priority", "higher "),
    "analysable": ("Analysable", "analysable ", "ANALYSABLE"),
    "partial": ("Partial", "Partly completed", " partial"),
    "empty": ("Empty", "EMPTY ", "Opened without an answer"),
    "regional_municipal": ("Regional/ municipal", "regional", "Local", "MUNICIPAL", "Regional or municipal "),
    "national": ("National", "NATIONAL", " national", "national level", "Nationwide"),
    "eu_international": ("EU-wide/ International", "EU-wide", "International ", "European"),
}
OPTIONS = {
    "employment": ("Employment", "EMPLOYMENT", "jobs"),
    "training": ("Training", " training "),
    "education": ("Education", "EDUCATION "),
    "social_integration": ("Social integration", "social inclusion", "SOCIAL INTEGRATION", "Social  integration"),
    "cultural": ("Cultural", "culture"),
    "health": ("Health", "HEALTH"),
    "legal_political": ("Legal and political", "legal/political", "Legal and Political "),
    "other": ("Other", "OTHER"),
    "local": ("Local", "municipal", "LOCAL "),
    "regional": ("Regional", " regional"),
    "national": ("National", "NATIONAL", "state"),
    "eu": ("EU", "European Union", "EU funds"),
}
SEPARATORS = (", ", " / ", "|", " + ", "\n", ",", " | ", " & ", " ; ")
ONGOING = (
    "Ongoing", "on-going", "ON-GOING", "continuing", "Continuing ", "en cours", "laufend", "in corso", "En curso",
    "σε εξέλιξη", "Ongoing.", "in progress",
)  # fmt: skip
BEFORE = ("prior to {}", "Before {}", "BEFORE {}", "before  {}", " before {}", "avant {}", "vor {}")
MISSING = ("n/a", "–", "unknown", "-", "not known", "k.A.", "?", "N/A", "no answer")


def spellings(item: Item, value: Value) -> list[Spelling]:
    """The dirty spellings of one filled cell, each different from it; none where nothing is known to go wrong."""
    found = _MAKERS.get(item.type, _nothing)(value)
    return [spelling for spelling in found if spelling.dirty != value]


def missing_words() -> list[Spelling]:
    """What people write into a cell that they mean to leave empty."""
    return [Spelling(word, "missing_word", "") for word in MISSING]


def identifiers(value: Value) -> list[Spelling]:
    """Another case, spaces around, and a space that does not break."""
    text = str(value)
    forms = (text.lower(), f" {text}", f"{text} ", f"{text.lower()} ", f"\u00a0{text}")
    return [Spelling(form, "identifier_form", text) for form in forms]


def _countries(value: Value) -> list[Spelling]:
    return [Spelling(name, "country_name", str(value)) for name in COUNTRIES[str(value)]]


def _answers(value: Value) -> list[Spelling]:
    return [Spelling(word, "answer_spelling", str(value)) for word in ANSWERS[str(value)]]


def _lists(value: Value) -> list[Spelling]:
    """Several answers with other separators, labels and order; a single answer spelled otherwise or said twice."""
    text = str(value)
    options = text.split(";")
    if len(options) == 1:
        labels = [Spelling(word, "answer_label", text) for word in OPTIONS[text]]
        twice = Spelling(f"{text};{text}", "answer_twice", text)
        return [*labels, Spelling(f"{text};", "answer_separator", text), twice]
    found = []
    for n, separator in enumerate(SEPARATORS):
        words = [OPTIONS[option][n % len(OPTIONS[option])] if n % 2 else option for option in options]
        order = words[::-1] if n % 3 == 2 else words
        found.append(Spelling(separator.join(order), "answer_separator", text))
    return found


def _numbers(value: Value) -> list[Spelling]:
    return [Spelling(form.format(value), "number_as_text", str(value)) for form in (" {}", "{}.0", "{} ", "{},0")]


def _dates(value: Value) -> list[Spelling]:
    """Years get months and days that nobody printed, as exports do; `before` and `ongoing` get other words."""
    text = str(value)
    if isinstance(value, int):
        return _years(value)
    if text.startswith("before "):
        return [Spelling(form.format(text[-4:]), "date_before", text) for form in BEFORE]
    return [Spelling(word, "date_ongoing", text) for word in ONGOING]


def _years(year: int) -> list[Spelling]:
    forms = {
        f"12/{year}": f"{year}-12",
        f"31.12.{year}": f"{year}-12-31",
        f"{year}/06": f"{year}-06",
        f"{year}-6": f"{year}-06",
        f"June {year}": f"{year}-06",
        f"X.{year}": f"{year}-10",
        f"30 Sept {year}": f"{year}-09-30",
        f"Dezember {year}": f"{year}-12",
        f"01-07-{year}": f"{year}-07-01",
    }
    serials = [date(year, 3, 31), date(year, 12, 31)]
    texts = [Spelling(f" {year}", "number_as_text", str(year)), Spelling(f"{year}.0", "number_as_text", str(year))]
    dates = [Spelling(dirty, "date_form", clean) for dirty, clean in forms.items()]
    numbers = [Spelling((day - EXCEL_EPOCH).days, "date_serial", day.isoformat()) for day in serials]
    return [*dates[:2], numbers[0], *dates[2:5], texts[0], *dates[5:], numbers[1], texts[1]]


def _nothing(value: Value) -> list[Spelling]:
    return []


_MAKERS: dict[str, Callable[[Value], list[Spelling]]] = {
    "id": identifiers, "country": _countries, "choice": _answers, "rating": _answers,
    "multi": _lists, "number": _numbers, "date": _dates,
}  # fmt: skip
