"""Country names in any of the report's languages."""

from __future__ import annotations

import gettext

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.clean.countries import country_cleaner, country_label

EUROPE = "AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LT LU LV MT NL NO PL PT RO SE SI SK"


@pytest.fixture(scope="module")
def clean(codebook):
    return country_cleaner(codebook)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("GR", "GR"), ("EL", "GR"), ("Greece", "GR"), ("ΕΛΛΑΔΑ", "GR"), ("Grèce", "GR"), ("Griechenland ", "GR"),
        ("UK", "GB"), ("U.K.", "GB"), ("united kingdom", "GB"), ("Scotland", "GB"), ("GBR", "GB"),
        ("Czech Republic", "CZ"), ("Czech Rep.", "CZ"), ("Česká republika", "CZ"), ("Czechia", "CZ"),
        ("Netherland s", "NL"), ("The Netherlands", "NL"), ("Holland", "NL"), ("Pays-Bas", "NL"),
        ("Slovak Republic", "SK"), ("Eire", "IE"), ("deutschland", "DE"), ("  Sweden. ", "SE"), ("no", "NO"),
        ("Other", "OTHER"), ("other country", "OTHER"), ("", ""), ("n/a", ""), ("unknown", ""), ("-", ""),
    ],
)  # fmt: skip
def test_names_and_codes(raw: str, code: str, clean, cleans) -> None:
    cleans(clean, raw, code, "" if raw in (code, "") else "country_name" if code else "missing_word")


def test_every_country_of_the_report_in_every_language_of_the_report(clean, codebook) -> None:
    wrong = []
    for language in codebook.vocabulary["country_languages"]:
        translate = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[language]).gettext
        for code in EUROPE.split():
            country = pycountry.countries.get(alpha_2=code)
            for name in {country.name, getattr(country, "common_name", country.name)}:
                if clean(translate(name)).value != code:
                    wrong.append((language, code, translate(name)))
    assert not wrong


def test_every_country_of_the_world_by_its_english_names_and_codes(clean) -> None:
    for country in pycountry.countries:
        names = {country.name, country.alpha_2, country.alpha_3, getattr(country, "official_name", country.name)}
        assert {clean(name).value for name in names} == {country.alpha_2}


@pytest.mark.parametrize(
    ("raw", "hint"),
    [
        ("Germny", "perhaps Germany"),
        ("Greeece", "perhaps Greece"),
        ("XX", ""),
        ("Atlantis", ""),
        ("None", ""),
        ("7", ""),
        ("Greece and Italy", ""),
    ],
)
def test_an_unknown_country_is_a_problem_with_the_nearest_name(raw: str, hint: str, clean) -> None:
    parsed = clean(raw)
    assert (parsed.value, parsed.problem) == ("", "is not a country that is known")
    assert hint in parsed.hint and ("perhaps" in parsed.hint) == bool(hint)


@pytest.mark.parametrize(
    ("code", "label"),
    [("GB", "United Kingdom"), ("CZ", "Czech Republic"), ("GR", "Greece"), ("OTHER", "Other"), ("ZZ", "ZZ")],
)
def test_a_reader_sees_the_name(code: str, label: str, codebook) -> None:
    assert country_label(code, codebook) == label


NAMES = st.sampled_from(["Greece", "UK", "Česká republika", "n/a", "Other", "Atlantis", "EL", "ΕΛΛΑΔΑ"])


@given(
    NAMES.flatmap(lambda name: st.sampled_from([name, name.upper(), name.lower(), f" {name} ", f"{name}.", name[:-1]]))
    | st.text(max_size=12)
)
def test_any_text_is_a_country_or_a_problem(clean, settles, text: str) -> None:
    settles(clean, text)
