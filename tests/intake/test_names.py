"""What a header means: ids, codes, texts and labels, as tools and people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.codebook import load_codebook
from analysis.intake.kinds import KINDS
from analysis.intake.names import Names, Place, squeeze
from analysis.wave import Root

CODEBOOK = load_codebook(Root.at().codebook)
SURVEY = [CODEBOOK["responses"], CODEBOOK["factsheets"]]
NAMES = Names.of(SURVEY)


def found(header: str, kind: str = "xlsx") -> list[tuple[Place, str]]:
    return [tuple(entry) for entry in NAMES.find(header, KINDS[kind])]


@pytest.mark.parametrize(
    ("text", "squeezed"),
    [("1.4 Challenges: New", "1_4challengesnew"), ("Q1_1", "q1_1"), ("Q11", "q11"), ("Q14newly[job]", "q14newlyjob"), ("Año\u200b ", "ano"), ("-", "")],
)
def test_names_are_compared_by_letters_and_digits_alone(text: str, squeezed: str) -> None:
    assert squeeze(text) == squeezed


@given(st.text(max_size=30))
def test_squeezing_twice_is_squeezing_once(text: str) -> None:
    assert squeeze(squeeze(text)) == squeeze(text)


@pytest.mark.parametrize("item", [item for table in SURVEY for item in table.items.values()], ids=lambda item: item.id)
def test_every_item_is_found_by_id_code_and_question(item) -> None:
    for header, how in ((item.id, "id"), (item.code, "id|code"), (item.label, "id|question text"), (f"{item.question} {item.label}", "id|question text")):
        [(place, known)] = found(header)
        assert place == Place(item.id) and known in how


@pytest.mark.parametrize("kind", ["xlsx", "kobo", "limesurvey", "forms", "eusurvey", "qualtrics"])
@pytest.mark.parametrize("item", [item for table in SURVEY for item in table.of_wave(2026).items.values() if item.in_full], ids=lambda item: item.id)
def test_every_item_is_found_by_the_question_as_it_is_put(item, kind) -> None:
    row = f"{item.put.text} [{item.put_levels[-1]}]" if len(item.levels) == 1 else item.full
    for header in (item.full, f"{item.question} {item.full}", f"{item.full}\n{item.put.help}", row):
        [(place, _)] = found(header, kind)
        assert place == Place(item.id)


@pytest.mark.parametrize(
    ("header", "kind", "place"),
    [
        ("survey/part_1/country", "kobo", Place("country")),
        ("part1-country", "kobo", Place("country")),
        ("Q14newly[job]", "limesurvey", Place("challenge_migrants__newly_arrived__job")),
        ("Q14newly_job", "limesurvey", Place("challenge_migrants__newly_arrived__job")),
        ("Q14newly[other]", "limesurvey", Place("challenge_migrants__newly_arrived__other")),
        ("Q17. Holds consultations, in other words", "limesurvey", Place("consultations")),
        ("Measures for legal and political integration [Other]", "forms", Place("measure_legal__other")),
        ("12. Holds consultations on integration policy?", "forms", Place("consultations")),
        ("Measures for legal and political integration: Other (ID12)", "eusurvey", Place("measure_legal__other")),
        ("12.Holds consultations on integration policy", "forms", Place("consultations")),
        ("(3) Country", "forms", Place("country")),
        ("A.3 Country", "forms", Place("country")),
        ("country - Land", "limesurvey", Place("country")),
        ("Q14newly[job] - Problems: Work", "limesurvey", Place("challenge_migrants__newly_arrived__job")),
        ("Are there any partners involved in the programme or project’s implementation? Please tick the relevant boxes. Partners: [Employers, trade-unions]", "forms", Place("fs_partners", "employers_unions")),
        ("F27[ngos]", "limesurvey", Place("fs_partners", "ngos")),
        ("programmes/fs_partners/ngos", "kobo", Place("fs_partners", "ngos")),
        ("Partners - Selected Choice - Civil society and NGOs", "qualtrics", Place("fs_partners", "ngos")),
        ("F21name2", "limesurvey", Place("fs_name", number=2)),
        ("2_F21name", "qualtrics", Place("fs_name", number=2)),
        ("F232", "limesurvey", Place("fs_objective", number=2)),
        ("F2102", "limesurvey", Place("fs_beneficiaries", number=2)),
        ("F272[ngos]", "limesurvey", Place("fs_partners", "ngos", 2)),
        ("fs_name_2", "xlsx", Place("fs_name", number=2)),
        ("fs_name[2]", "xlsx", Place("fs_name", number=2)),
        ("fs2/fs_name", "kobo", Place("fs_name", number=2)),
        ("Programme 2: Partners [Other]", "forms", Place("fs_partners", "other", 2)),
        ("fs_dimension_other", "kobo", Place("fs_dimension", text=True)),
        ("F23dim[other]", "limesurvey", Place("fs_dimension", text=True)),
        ("Further comments (optional)", "forms", Place("comments")),
        ("Q17. Examples of consultations", "forms", Place("consultation_examples")),
        ("F21name2. Name of the programme or project", "limesurvey", Place("fs_name", number=2)),
        ("Partners (choice=Civil society and NGOs)", "csv", Place("fs_partners", "ngos")),
        ("Finding a job:Challenges that third-country nationals face: Long-term residents", "csv", Place("challenge_migrants__long_term__job")),
        ("Finding a job [Long-term residents]", "forms", Place("challenge_migrants__long_term__job")),
    ],
)
def test_headers_of_tools_are_taken_apart(header: str, kind: str, place: Place) -> None:
    assert [entry for entry, _ in found(header, kind)] == [place]


@pytest.mark.parametrize("header", ["Q1_1", "Q1", "survey/country", "Mayor", "2", "", "country2", "measure_legal__civic_2", "Other", "Country: of origin", "Partners: 2026"])
def test_what_is_not_clear_is_not_guessed(header: str) -> None:
    assert len(found(header)) != 1


def test_a_name_that_two_items_share_stands_for_both() -> None:
    assert {place.item for place, _ in found("Finding a job")} == {"challenge_migrants__newly_arrived__job", "challenge_migrants__long_term__job"}
