"""The case studies by theme, as documents tell them; their sectors and target groups, as coded: who is helped with what, and who is not."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import pytest

from analysis.documents import declared, read_documents
from analysis.findings import themes
from analysis.store import write_text
from analysis.tell.exhibit import Exhibit
from analysis.tell.markdown import pipe_table
from analysis.tell.words import Words

FROM = ["document", "section", "passage"]
WORDS_OF_A_PARAGRAPH = range(40, 76)
TOLD = {  # tables of documents: head, rows
    "themes": [
        ["theme", "dimension", "kind", "name", "about", "cases", "passed_over", *FROM],
        ["legal_political", "legal_political", "dimension", "", "Whether people belong.", "", "", "study", "3.2.2", "first paragraph"],
        ["civic", "legal_political", "theme", "Civic activities", "Taking part.", "1;2", "", "study", "3.2.2", "part (i)"],
        ["to_work", "socio_economic", "theme", "Work", "Ways into work.", "3", "3", "study", "3.2.3", "part (i)"],
    ],
    "actions": [
        ["action", "case", "text", "errata", *FROM],
        ["case_1", "1", "Forty associations meet.", "E01;E99", "study", "Appendix A", "activities"],
        ["case_2", "2", "A game explains offices.", "", "study", "Appendix A", "activities"],
        ["case_3", "3", "Clients found firms.", "", "study", "Appendix A", "activities"],
    ],
    "lessons": [
        ["lesson", "dimension", "text", "named", "carried", "errata", *FROM],
        ["one", "legal_political", "Partners work best.", "1", "1;2", "E01", "study", "3.3.1", "last paragraph"],
        ["two", "legal_political", "More should be done.", "", "", "", "study", "3.3.1", "first paragraph"],
        ["three", "", "Begin from below.", "", "3", "", "study", "3.3", "first paragraph"],
    ],
    "success": [
        ["success", "kind", "name", "text", "cases", "errata", *FROM],
        ["trust", "factor", "Trust", "People open up.", "1;3", "", "study", "Appendix A", "outcomes"],
        ["money", "obstacle", "Money", "It runs out.", "2", "", "study", "Appendix A", "budget"],
    ],
}  # fmt: skip
LEGAL = {"dimension": "legal_political", "sectors": "civic_participation;information", "target_groups": "newly_arrived", "name_english": "A council"}
GAME = LEGAL | {"sectors": "language", "target_groups": "women;parents", "name_english": "A game"}
WORK = {"dimension": "socio_economic", "sectors": "employment;entrepreneurship", "target_groups": "women", "name_english": "Own firm"}
ADVICE = LEGAL | {"sectors": "legal_advice", "name_english": "Advice"}
OF_DOCUMENTS = ("themes_opening", "themes_legal_political", "lessons_legal_political", "lessons_of_all")
CODED = ("themes_sectors", "themes_groups", "themes_reached", "themes_fields")


@pytest.fixture
def told_of(cases_of):
    """The results of a wave of these case studies, with TOLD about the first three."""

    def make(*kinds):
        results = cases_of(*kinds)
        for name, rows in TOLD.items():
            write_text("".join(",".join(row) + "\n" for row in rows), results.wave.documents / f"{name}.csv")
        write_text("id,severity,verdict,affects\nE01,moderate,Unsupported,\n", results.wave.stage / "evaluation/errata.csv")
        return results

    return make


def test_case_studies_are_counted_by_dimension_and_theme(told_of, tell):
    told = tell("themes", "themes_opening", told_of(LEGAL, GAME, WORK))
    assert told.text.startswith("3 case studies are told here in 2 themes, a paragraph each, from their fact sheets: what is done")
    assert "passes over [Own firm](/report/case-sheets.qmd#sec-case-3); it is told from its sheet alone." in told.text
    assert "**Legal and political** (2): [civic activities](/report/themes.qmd#sec-theme-civic) (2)" in told.text
    assert "(#sec" not in told.text and "sec-theme-to-work) (1)" in told.text


def test_each_case_study_has_a_paragraph_with_its_place_and_the_errata_that_bear_on_it(told_of, tell):
    text = tell("themes", "themes_legal_political", told_of(LEGAL, GAME, WORK)).text
    assert "Whether people belong. *Study, 3.2.2.*" in text and "### Civic activities {#sec-theme-civic}\n\nTaking part. *Study, 3.2.2.*" in text
    first, second = text.split("\n\n")[-2:]
    assert first == "**[A council](/report/case-sheets.qmd#sec-case-1)**, [France](/countries/FR.qmd). Forty associations meet. *Erratum:* [E01](/report/errata.qmd#sec-errata-moderate)."
    assert second == "**[A game](/report/case-sheets.qmd#sec-case-2)**, [France](/countries/FR.qmd). A game explains offices."


def test_conclusions_name_the_case_studies_of_the_text_and_those_whose_sheets_fit(told_of, tell):
    told = tell("themes", "lessons_legal_political", told_of(LEGAL, GAME, WORK))
    assert "draws 2 conclusions on this. It names case studies for 1 of them; which fact sheets fit is our own reading" in told.text
    assert told.text.endswith("For 1 no sheet fits.") and told.errata == ["E01"]
    assert told.table.iloc[0].tolist() == ["Partners work best. (Study, 3.3.1; erratum E01)", "A council", "A council; A game"]
    assert told.table.iloc[1].tolist() == ["More should be done. (Study, 3.3.1)", "None", "None"]
    assert "| [A council](/report/case-sheets.qmd#sec-case-1); [A game](/report/case-sheets.qmd#sec-case-2) |" in pipe_table(told)
    assert tell("themes", "lessons_of_all", told_of(LEGAL, GAME, WORK)).table["lesson"].tolist() == ["Begin from below. (Study, 3.3)"]
    assert themes.lessons_cultural(told_of(LEGAL, GAME, WORK)) is None


def test_what_helps_and_what_hinders_are_a_table_each(told_of):
    results = told_of(LEGAL, GAME, WORK)
    helps, hinders = (Exhibit("themes_success", Words("themes"), {"wave": results.wave, **facts}) for facts in themes.themes_success(results))
    assert (helps.caption, hinders.caption) == ("What helps, as fact sheets say", "What hinders, as fact sheets say")
    assert (helps.table_id, hinders.table_id) == ("tbl-themes-success-factor", "tbl-themes-success-obstacle")
    assert helps.table.iloc[0].tolist() == ["Trust", "People open up.", "A council; Own firm"]


def test_passages_can_be_downloaded(told_of):
    files = themes.themes_opening(told_of(LEGAL, GAME, WORK))["files"]
    assert set(files) == {"theme-actions", "theme-conclusions", "theme-success"} == set(Words("themes").texts["themes_opening"]["files"])
    assert all("passage" in table for table in files.values()) and files["theme-conclusions"]["carried"].tolist() == ["1;2", "", "3"]


def test_of_case_studies_that_the_wave_does_not_have_nothing_is_told(told_of, tell):
    opening = tell("themes", "themes_opening", told_of(LEGAL))
    assert opening.text.startswith("1 case study is told here in 1 theme, a paragraph")
    assert "passes over" not in opening.text and "to-work" not in opening.text
    assert [getattr(themes, name)(told_of()) for name in OF_DOCUMENTS[:2]] == [None] * 2


def test_a_wave_without_documents_has_what_is_coded(cases_of, tell):
    results = cases_of(LEGAL, WORK)
    assert [getattr(themes, name)(results) for name in OF_DOCUMENTS] == [None] * 4 and themes.themes_success(results) == []
    for name in CODED:
        told = tell("themes", name, results)
        assert told.table_id or told.draw()


def test_a_wave_without_case_studies_has_nothing_to_say(cases_of):
    assert [getattr(themes, name)(cases_of()) for name in CODED] == [None] * 4


@pytest.mark.parametrize(
    ("kinds", "title"),
    [
        ([LEGAL, LEGAL, GAME], "Civic participation and information are each a subject of 2 of 3 case studies, 12 sectors of none"),
        ([LEGAL], "What the case study is about"),
    ],
)
def test_the_sectors_with_most_and_fewest_case_studies_are_named(cases_of, tell, kinds, title):
    assert " ".join(tell("themes", "themes_sectors", cases_of(*kinds)).title.split()).replace("twelve", "12") == title


def test_sectors_that_a_dimension_lacks_are_named(cases_of, tell):
    every = ";".join(themes._options(cases_of(LEGAL), "sectors"))
    told = tell("themes", "themes_sectors", cases_of(LEGAL | {"sectors": every}, WORK | {"sectors": every.replace(";housing", "")}))
    assert told.text.endswith("- No case study that is socio-economic is on housing.") and told.text.count("No case study") == 1
    assert told.title.endswith(", housing of one")


def test_target_groups_that_a_field_lacks_are_named(cases_of, tell):
    told = tell("themes", "themes_groups", cases_of(GAME, WORK, LEGAL))
    assert "- **Housing:** no target group has a case study." in told.text
    assert "- **Education:** case studies only for women and parents." in told.text
    assert "- **Employment:** case studies only for women." in told.text
    every = ";".join(themes._options(cases_of(LEGAL), "target_groups"))
    most = tell("themes", "themes_groups", cases_of(GAME | {"target_groups": every.replace(";elderly", "")}, WORK | {"target_groups": every}))
    assert "- **Education:** no case study for older people." in most.text and "- **Employment:** every target group has a case study." in most.text
    assert most.title == "Case studies on employment reach 16 of 16 target groups, those on housing, health and social participation none"


def test_which_case_studies_help_women_into_work(cases_of, tell):
    told = tell("themes", "themes_reached", cases_of(GAME, WORK, LEGAL, WORK | {"name_english": "Second"}, ADVICE))
    rows = {(row["group"], row["field"]): row["cases"] for row in told.table.to_dict("records")}
    assert rows["Women", "Employment"] == "Own firm; Second" and rows["Women", "Education"] == "A game"
    assert rows["Newly arrived", "Only legal advice, public services or information"] == "Advice"
    assert "| [Own firm](/report/case-sheets.qmd#sec-case-2); [Second](/report/case-sheets.qmd#sec-case-4) |" in pipe_table(told)


def test_case_studies_stand_in_the_sectors_of_routes(cases_of, tell):
    told = tell("themes", "themes_fields", cases_of(WORK, GAME, ADVICE, LEGAL | {"sectors": "health;housing"}))
    assert told.facts["chart"].more["cells"] == [
        ["silent", "met", "silent", "silent", "silent"], ["silent"] * 5, ["met", "silent", "silent", "met", "silent"],
        ["silent", "silent", "met", "silent", "silent"],
    ]  # fmt: skip
    assert "housing 1, education 1, employment 1, health 1 and social participation 0. 1 is in more than one." in told.text
    assert "Only such things are done by [Advice](/report/case-sheets.qmd#sec-case-3). No fact sheet was coded for security" in told.text
    assert told.texts["source"].endswith("Security: not coded.")


def test_sectors_belong_to_one_field_at_most(codebook):
    options = codebook["cases"].items["sectors"].options
    sorted_in = Counter(s for field in codebook.vocabulary["fields"].values() for s in field["sectors"])
    assert set(sorted_in) <= set(options) and set(sorted_in.values()) == {1}
    assert [name for name, field in codebook.vocabulary["fields"].items() if not field["sectors"]] == ["security"]


def test_every_case_study_of_2012_has_one_theme_of_its_dimension_and_one_paragraph(wave_2012, codebook, cleaned_2012):
    known = read_documents(wave_2012, codebook, "themes", declared(wave_2012))
    dimension = {case: row["dimension"] for row in known for case in row["cases"]}
    cases = cleaned_2012["cases"].frame.set_index("case_no")["type_printed_list"]
    assert sorted((case for row in known for case in row["cases"]), key=int) == list(cases.index) and dimension == cases.to_dict()
    paragraphs = read_documents(wave_2012, codebook, "actions", declared(wave_2012))
    assert [row["case"] for row in paragraphs] == [(case,) for case in cases.index]
    assert [row["action"] for row in paragraphs if len(row["text"].split()) not in WORDS_OF_A_PARAGRAPH] == []


def test_errata_that_the_tables_of_2012_name_are_listed(wave_2012, codebook):
    listed = set(pd.read_csv(wave_2012.raw / "published" / "errata.csv", dtype=str)["id"])
    named = {e for table in ("actions", "lessons", "success") for row in read_documents(wave_2012, codebook, table, declared(wave_2012)) for e in row["errata"]}
    assert named and named <= listed
