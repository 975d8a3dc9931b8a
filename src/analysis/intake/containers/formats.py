"""What the number format of a cell adds to its number: a percent sign, a currency, a unit, leading zeros."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from analysis.intake.cells import number_text

BUILT_IN = {9: "0%", 10: "0.00%"}
LOCAL_MONEY = {5, 6, 7, 8, 42, 44}  # formats that show the currency of the computer on which the file is opened
SIGNS = {
    "€": "EUR", "£": "GBP", "$": "USD", "zł": "PLN", "Kč": "CZK", "Ft": "HUF", "лв.": "BGN", "lei": "RON", "₺": "TRY",
}  # fmt: skip
BY_LOCALE = {  # signs that several currencies share, by the number that Windows gives a language
    "41D": "SEK", "81D": "SEK", "414": "NOK", "814": "NOK", "406": "DKK", "40F": "ISK", "1009": "CAD", "C0C": "CAD",
    "C09": "AUD", "1409": "NZD", "807": "CHF", "100C": "CHF", "810": "CHF",
}  # fmt: skip
TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|[_*].|\[\$(?P<sign>[^\]-]*)(?:-(?P<locale>[^\]]*))?\]|\[[^\]]*\]|General|(?P<plain>.)',
    re.DOTALL,
)
CURRENCY = re.compile("[A-Z]{3}")
TELLING = re.compile(r"[^\W\d_]|[%€£$¥₺]")  # a literal that says something: brackets, dashes and blanks do not


@dataclass(frozen=True)
class Look:
    """How a number is shown: `percent` of it, between the words `before` and `after`, filled up to `digits` digits.

    `unsure` says that it is shown as money whose currency the file does not name.
    """

    percent: bool = False
    before: str = ""
    after: str = ""
    digits: int = 0
    unsure: bool = False

    def text(self, value: float) -> str:
        """The number as a person sees it, to its full precision: `12.5%`, `250000 EUR`, `007`."""
        number = number_text(float(Decimal(f"{value:.15g}") * 100 if self.percent else value))
        if "." not in number:
            number = number.zfill(self.digits)
        return f"{self.before}{number}{'%' if self.percent else ''}{self.after}".strip()


def look(number: int, code: str = "") -> Look | None:
    """What format `number` with this code adds to a number; None where it adds nothing."""
    code = code or BUILT_IN.get(number, "")
    if not code:
        return Look(unsure=True) if number in LOCAL_MONEY else None
    percent, before, digits, after = _sections(code)
    if re.fullmatch(r"[0#?.,]*,", digits):  # shown in thousands or millions: the unit is part of the showing
        before, after = (side if CURRENCY.fullmatch(side.strip()) else "" for side in (before, after))
    if CURRENCY.fullmatch(before.strip()) and not after:
        before, after = "", before
    found = Look(percent, before, after, len(digits) if re.fullmatch("00+", digits) else 0)
    return None if found == Look() else found


def _sections(code: str) -> tuple[bool, str, str, str]:
    """Of the section for positive numbers: whether it shows percent, the words before the digits, the digits, the words behind."""
    percent, digits = False, ""
    sides = ["", ""]
    for token in TOKEN.finditer(code):
        plain = token["plain"]
        if plain == ";":
            break
        if plain == "%":
            percent = True
        elif plain and plain in "0#?.,/":
            digits += sides[1] + plain if digits else plain
            sides[1] = ""
        elif token["sign"]:
            sides[bool(digits)] += f" {BY_LOCALE.get((token['locale'] or '').lstrip('0').upper(), token['sign'])} "
        else:
            sides[bool(digits)] += plain or token["quoted"] or token["escaped"] or ""
            digits = digits or ("?" if token[0] == "General" else "")
    before, after = (_words(side) for side in sides)
    return percent, before, digits, after


def _words(literal: str) -> str:
    """The words of a literal, as near to the number as they stand, currencies as their codes; nothing where it says nothing."""
    words = " ".join(literal.split())
    if not TELLING.search(words):
        return ""
    sign = SIGNS.get(words, words)
    return f" {sign} " if CURRENCY.fullmatch(sign) else re.sub(r"\s+", " ", literal)
