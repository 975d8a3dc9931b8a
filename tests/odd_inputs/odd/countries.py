"""Countries as people, agencies and programs write them."""

from __future__ import annotations

from odd import Odd
from odd.make import column


def named(*cells: str) -> dict:
    return {"practices.csv": column("country", *cells)}


def codes(*values: str) -> dict[str, str]:
    return {f"practices P{n} country": value for n, value in enumerate(values, 1)}


def refused(value: str, rule: str) -> str:
    return rf"row 2, column country: {rule} \(found: '{value}'\)"


KINDS = [
    Odd("names in many languages", named("España", "Deutschland", "Ελλάδα", "ITALIA", " Czech Rep. ", "The Netherlands", "Türkiye"), values=codes("ES", "DE", "GR", "IT", "CZ", "NL", "TR")),
    Odd("codes of the EU and of three letters", named("EL", "UK", "ESP", "XK"), values=codes("GR", "GB", "ES", "XK")),
    Odd("a code that is a region", named("NI"), refused=refused("NI", "is a code that may be meant for a region, a language or another country")),
    Odd("a code that is a region, told in wave.yml", named("AU"), says={"practices": {"values": {"country": {"AU": "Austria"}}}}, values=codes("AT")),
    Odd("a code that is a language", named("sv"), refused=refused("sv", "is a code that may be meant for a region, a language or another country")),
    Odd("a code of one letter, as on cars", named("E"), refused=refused("E", "is not a country that is known")),
    Odd("a code of digits", named("724"), refused=refused("724", "is not a country that is known")),
    Odd("a country with its part", named("UK (Scotland)", "Northern Ireland", "Berlin, Germany", "Kosovo*"), values=codes("GB", "GB", "DE", "XK")),
    Odd("codes of regions", named("ES51", "GB-SCT"), values=codes("ES", "GB")),
    Odd("a flag", named("🇪🇸"), values=codes("ES")),
    Odd("two countries", named("Spain, France"), refused=refused("Spain, France", "names several countries")),
    Odd("two codes", named("DE/AT"), refused=refused("DE/AT", "names several countries")),
    Odd("a misspelled country", named("Spian"), refused=refused("Spian", "is not a country that is known") + ".*perhaps Spain"),
    Odd("a country with a Greek letter", named("Ιtaly"), refused=r"row 2, column country: holds a letter of another alphabet.*U\+0399"),
    Odd("a country that is no more", named("Yugoslavia"), refused=refused("Yugoslavia", "is not a country that is known")),
    Odd("a town in the place of its country", named("Barcelona"), refused=refused("Barcelona", "is not a country that is known")),
    Odd("a country with invisible characters", named("Spa\u00adin\u200b\u00a0"), values=codes("ES")),
    Odd("an answer that is another country", named("Other"), values=codes("OTHER")),
    Odd("all of Europe", named("EU", "Europe"), refused="is not a country that is known, in 2 places: row 2, column country .found: 'EU'"),
    Odd("a country that may be two", named("Korea"), refused=refused("Korea", "is not a country that is known")),
    Odd("a country with its number in a list", named("9 - Spain"), values=codes("ES")),
]  # fmt: skip
