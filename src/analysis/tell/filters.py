"""How things print in a language: Jinja filters that turn a Number, an amount or a list into text.

Rounding is ours (half up, as the study prints); Babel places the marks of the language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from babel import Locale
from babel.lists import format_list
from babel.numbers import format_decimal, parse_pattern

from analysis.estimate.published import round_half_up
from analysis.findings.results import Number, Part
from analysis.tell.keys import BEGUN

NEAR, SAME = 0.05, 0.005
WHOLE = "#,##0"


class Filters:
    """The filters of one language, a method each. `common` is its catalogue of words that all chapters share."""

    def __init__(self, lang: str, common: dict[str, Any]):
        self.locale, self.common = Locale.parse("en_GB" if lang == "en" else lang), common

    def table(self) -> dict[str, Any]:
        """The filters by name."""
        return {name: getattr(self, name) for name in vars(Filters) if not name.startswith("_") and name != "table"}

    def count(self, number: float) -> str:
        """A whole number: `26,000`."""
        return format_decimal(round(float(number)), WHOLE, locale=self.locale)

    def word(self, number: int) -> str:
        """Small numbers as running text has them: `twelve`; `no` for none."""
        words = self.common["numbers"]
        return words[int(number)] if 0 <= number < len(words) else self.count(number)

    def percent(self, number: Number | Part) -> str:
        """A share as it stands in a cell: `60.4`; nothing where the base is too small."""
        return "" if number.small else self._percent(number, 1)

    def share(self, number: Number | Part) -> str:
        """`53.9%`, or `2 of 3` where the base is too small for a percentage."""
        return self.of(number) if number.small else f"{self._percent(number, 1)}%"

    def spoken(self, text: str) -> str:
        """`53.9%` for those who listen: `53.9 per cent`."""
        return str(text).replace("%", f" {self.common['per_cent']}")

    def whole(self, share: float) -> str:
        """A share (0-1) as a percentage without decimals and sign: `54`."""
        return self._decimal(100 * Decimal(repr(float(share))), 0)

    def of(self, number: Number | Part) -> str:
        """`2 of 3`."""
        return self.common["of"].format(self.count(number.numerator), self.count(number.base))

    def roughly(self, number: Number | Part) -> str:
        """A share in words that stay true: `a third`, `just over half`, `nearly two thirds`; else as a percentage."""
        for value, name in self.common["parts"].items():
            gap = number.share - float(Fraction(value))
            if abs(gap) < SAME and (value != "1" or not gap):
                return name
            if abs(gap) <= NEAR:
                return self.common["over" if gap > 0 else "nearly"].format(name)
        return f"{self._percent(number, 1)}%"

    def money(self, eur: float, cents: object = False) -> str:
        """EUR for people: `€8,000`, `€1.1 million`; a limit, which would not hold when it is rounded, has its `cents`: `€29.45`."""
        eur = float(eur)
        if cents and not eur.is_integer():
            return f"€{self.decimal(eur)}"
        return self.common["million"].format(self.decimal(eur / 1e6, 1)) if eur >= 1e6 else f"€{self.count(eur)}"

    def decimal(self, value: float, digits: int = 2) -> str:
        """A number with so many decimals and a true minus sign; nothing where it is not known."""
        return "" if value is None or value != value else self._decimal(Decimal(repr(float(value))), digits)

    def rank(self, place: float) -> str:
        """A place in an order, which a tie may put between two: `7`, `7.5`."""
        return self.decimal(place, 0 if place == int(place) else 1)

    def points(self, share: float, digits: int = 1) -> str:
        """A share or a difference of shares (0-1) in points: `−3.2`."""
        return "" if share != share else self._decimal(100 * Decimal(repr(float(share))), digits)

    def interval(self, number: Any) -> str:
        """The limits of a share in points: `54.7 to 80.1`; nothing where there are none."""
        low, high = number.low, number.high
        return "" if low is None or low != low else self.common["to"].format(self.points(low), self.points(high))

    def span(self, limits: Any) -> str:
        """From a low to a high share in whole per cent: `42–61`, one number where they are the same."""
        low, high = self.whole(limits.low), self.whole(limits.high)
        return low if low == high else f"{low}–{high}"

    def listed(self, names: Sequence[str], style: str = "standard") -> str:
        """`a`, `a and b`, `a, b and c`; with `or` as style `a or b`."""
        return format_list([str(name) for name in names], style=style, locale=self.locale)

    def territory(self, code: str) -> str:
        """A country by its code in the language: `Greece`; a code that is none stands as it is."""
        return self.locale.territories.get(code, code)

    def in_text(self, country: str) -> str:
        """A country, which may be a link, as it stands within a sentence of the language: `the Netherlands`, `nei Paesi Bassi`."""
        forms = self.common["in_text"]
        return forms.get(country.removeprefix("[").partition("]")[0], forms["*"]).format(country)

    def plural(self, things: Any, one: str, many: str) -> str:
        """The form that goes with a number, or with the length of a list."""
        number = len(things) if hasattr(things, "__len__") else things
        return one if self.locale.plural_form(number) == "one" else many

    def capital(self, text: str) -> str:
        mark, text = _split(text)
        return mark + text[:1].upper() + text[1:]

    def lower(self, text: str) -> str:
        """`text` as it stands within a sentence: `Regional` becomes `regional`; `EU-wide` stays, and so does a word that the
        language writes with a capital (`capitals`)."""
        mark, text = _split(text)
        kept = text[1:2].isupper() or re.match(r"\w*", text)[0] in self.common.get("capitals", ())
        return mark + (text if kept else text[:1].lower() + text[1:])

    def _percent(self, number: Number | Part, digits: int) -> str:
        return self._marked(round_half_up(Fraction(int(number.numerator) * 100, int(number.base)), digits), digits)

    def _decimal(self, value: Decimal, digits: int) -> str:
        return self._marked(value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP), digits)

    def _marked(self, value: Decimal, digits: int) -> str:
        """With the language's marks; minus as −, and no minus before nought."""
        pattern = parse_pattern(WHOLE + ("." + "0" * digits if digits else ""))
        return pattern.apply(value if value else Decimal(0), self.locale, decimal_quantization=False).replace("-", "−")


def _split(text: str) -> tuple[str, str]:
    """The mark of a number that a text may begin with, and the text."""
    mark = BEGUN.match(text)
    return (mark[0], text[mark.end() :]) if mark else ("", text)
