"""Country names in any of the report's languages."""

from __future__ import annotations

import gettext

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.clean.countries import country_label
from analysis.clean.table import cleaner_for

EUROPE = "AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LT LU LV MT NL NO PL PT RO SE SI SK"


@pytest.fixture(scope="module")
def clean(codebook):
    return cleaner_for(codebook["responses"].items["country"], codebook)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("GR", "GR"), ("EL", "GR"), ("Greece", "GR"), ("ΕΛΛΑΔΑ", "GR"), ("Grèce", "GR"), ("Griechenland ", "GR"),
        ("UK", "GB"), ("U.K.", "GB"), ("united kingdom", "GB"), ("Scotland", "GB"), ("GBR", "GB"),
        ("Czech Republic", "CZ"), ("Czech Rep.", "CZ"), ("Česká republika", "CZ"), ("Czechia", "CZ"),
        ("Netherland s", "NL"), ("The Netherlands", "NL"), ("Holland", "NL"), ("Pays-Bas", "NL"),
        ("Slovak Republic", "SK"), ("Eire", "IE"), ("deutschland", "DE"), ("  Sweden. ", "SE"), ("no", "NO"),
        ("XK", "XK"), ("Kosovo*", "XK"), ("Northern Ireland", "GB"), ("the United Kingdom", "GB"), ("Turkey", "TR"), ("Spain;", "ES"), ("\U0001f1ea\U0001f1f8", "ES"), ("#N/A", ""), ("keine Angabe", ""),
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


def test_every_country_of_the_world_by_its_english_names(clean) -> None:
    for country in pycountry.countries:
        names = {country.name, getattr(country, "common_name", country.name), getattr(country, "official_name", country.name)}
        assert {clean(name).value for name in names} == {country.alpha_2}


def test_codes_are_taken_at_their_word_for_the_countries_that_the_vocabulary_lists(clean, codebook) -> None:
    listed = set(codebook.vocabulary["country_codes"])
    assert set(EUROPE.split()) < listed
    for country in pycountry.countries:
        for code in (country.alpha_2, country.alpha_3):
            if code != "USA":  # its name as well
                assert clean(code).value == (country.alpha_2 if country.alpha_2 in listed else ""), code


@pytest.mark.parametrize(("raw", "code"), [("Georgia", "GE"), ("Namibia", "NA"), ("usa", "US"), ("\U0001f1f3\U0001f1e6", "NA")])
def test_a_name_or_a_flag_is_taken_at_its_word_where_the_code_is_not(raw: str, code: str, clean) -> None:
    assert clean(raw)[:3] == (code, "country_name", "")
    assert clean(code).problem


@pytest.mark.parametrize("code", ["NI", "AU", "SL", "SV", "GE", "NA", "na", "LA", "SLV", "AUS"])
def test_a_code_that_may_be_a_region_or_a_language_is_asked_for(code: str, clean) -> None:
    parsed = clean(code)
    assert (parsed.value, parsed.problem) == ("", "is a code that may be meant for a region, a language or another country")
    assert "values:" in parsed.hint


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("UK (Scotland)", "GB"), ("Scotland, UK", "GB"), ("Belgium (Flanders)", "BE"), ("Germany - Berlin", "DE"), ("Berlin, Germany", "DE"),
        ("England & Wales", "GB"), ("Ireland (Northern)", "GB"), ("Netherlands (the)", "NL"), ("Germany (DE)", "DE"), ("ES51", "ES"), ("EL30", "GR"),
        ("DEA", "DE"), ("UKI31", "GB"), ("GB-SCT", "GB"),
    ],
)  # fmt: skip
def test_a_region_beside_its_country_and_the_code_of_a_region(raw: str, code: str, clean, cleans) -> None:
    cleans(clean, raw, code, "country_of_region")


@pytest.mark.parametrize("raw", ["Greece and Italy", "Spain, Italy", "Spain/Italy", "Spain; Italy", "Georgia (USA)", "Jersey, UK"])
def test_several_countries_in_one_cell_are_a_problem(raw: str, clean) -> None:
    assert clean(raw)[:3] == ("", "", "names several countries")


def test_invisible_characters_are_as_if_absent(clean, cleans) -> None:
    cleans(clean, "Spain\u200b", "ES", "invisible_characters")
    cleans(clean, "Lux\u00adembourg", "LU", "invisible_characters")


def test_letters_that_only_look_latin_are_named(clean) -> None:
    assert clean("\u0421yprus").problem == "holds a letter of another alphabet that looks like a Latin one (U+0421)"


@pytest.mark.parametrize(
    ("raw", "hint"),
    [
        ("Germny", "perhaps Germany"),
        ("Greeece", "perhaps Greece"),
        ("XX", ""),
        ("Atlantis", ""),
        ("None", ""),
        ("7", ""),
        ("Congo (Kinshasa)", ""),
        ("Germany, Frnace", ""),
        ("Spain, AU", ""),
        ("DE-BE", ""),
        ("FRG", ""),
        ("+49", ""),
        ("EN", ""),
    ],
)
def test_an_unknown_country_is_a_problem_with_the_nearest_name(raw: str, hint: str, clean) -> None:
    parsed = clean(raw)
    assert (parsed.value, parsed.problem) == ("", "is not a country that is known")
    assert hint in parsed.hint and ("perhaps" in parsed.hint) == bool(hint)


@pytest.mark.parametrize(
    ("code", "label"),
    [("GB", "United Kingdom"), ("CZ", "Czech Republic"), ("GR", "Greece"), ("XK", "Kosovo"), ("OTHER", "Other"), ("ZZ", "ZZ")],
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


@pytest.mark.parametrize("raw", ["|", "&", "/ /", "( )"])
def test_signs_alone_name_no_country(clean, raw: str) -> None:
    assert clean(raw).value == ""
