"""Everything that is wrong with a wave is said before anything runs, also where one of its files cannot be read at all."""

from __future__ import annotations

import shutil

import pytest
from checked import check_wave

from analysis.documents import document_problems

TABLE = "section,table,row,column,printed,value,key,field\n3.1,3.2,Yes,n,26,26,survey.network_member.yes.share,numerator\n"
ERRATA = "id,severity,where,stated,found,verdict,check,affects\n"


@pytest.fixture
def found(make_wave, rows_of):
    """`found({"published/table_3_2.csv": text})`: file, row, column and value of every problem of a small wave with these
    files; `practices` are its records."""

    def look(files=(), practices=({"practice_id": "P1"},), **fields):
        wave = make_wave({"practices.csv": rows_of("practices", *practices), **fields.pop("sources", {})}, **fields)
        for name, content in dict(files).items():
            (wave.raw / name).parent.mkdir(exist_ok=True)
            (wave.raw / name).write_bytes(content.encode() if isinstance(content, str) else content)
        problems = check_wave(wave)
        assert all(problem.hint for problem in problems)
        return [(p.file.rsplit("/", 1)[-1], p.row, p.column, p.value) for p in problems]

    return look


def test_a_wave_in_order_has_no_problem(found):
    assert found({"published/table_3_2.csv": TABLE, "published/errata.csv": ERRATA}) == []


def test_every_broken_file_is_told_in_one_go(found):
    files = {
        "published/table_3_2.csv": TABLE.replace("26,26", "26,62"),
        "published/errata.csv": (ERRATA + "\0").encode(),
        "constraints.csv": "id\nC1\n",
        "corrections.csv": b"date,where\n\xff\n",
        "documents/places.csv": "",
        "documents/voting.csv": "\0",
    }
    assert {file for file, *_ in found(files)} == {name.rsplit("/", 1)[-1] for name in files}


@pytest.mark.parametrize("name", ["published/table_3_2.csv", "published/errata.csv", "constraints.csv", "corrections.csv"])
def test_nul_bytes_at_the_end_of_any_table_of_the_audit_are_refused(found, name):
    files = {"published/table_3_2.csv": TABLE, name: (TABLE if "table" in name else "a,b\n1,2\n").encode() + b"\0\0\0"}
    assert [(file, row) for file, row, *_ in found(files)] == [(name.rsplit("/", 1)[-1], 3)]


def test_a_key_of_the_codebook_is_asked_for_beside_a_printed_number(found):
    [problem] = found({"published/table_3_2.csv": TABLE.replace("network_member", "networks")})
    assert problem == ("table_3_2.csv", 2, "key", "survey.networks.yes.share")


@pytest.mark.parametrize(
    ("start", "end"),
    [("2012", "2009"), ("2010-06", "2010-05"), ("2010-06-02", "1 June 2010"), ("2010", "before 2010"), ("2011-11", "2010")],
)
def test_an_end_before_the_start_is_refused_as_it_stands_in_its_cell(found, start, end):
    practices = [{"practice_id": "P1"}, {"practice_id": "P2", "start_date": start, "end_date": end}]
    assert found(practices=practices) == [("practices.csv", 3, "end_date", end)]


@pytest.mark.parametrize(
    ("start", "end"),
    [("2010", "2010"), ("2010-06", "2010"), ("2010", "2010-01"), ("2010", "ongoing"), ("2010", "2005 (continuing)"), ("", "2009"),
     ("2010", ""), ("before 2010", "2009"), ("2009", "before 2010")],
)  # fmt: skip
def test_an_end_that_can_be_right_passes(found, start, end):
    assert found(practices=[{"practice_id": "P1", "start_date": start, "end_date": end}]) == []


def test_whoever_is_withdrawn_must_be_a_respondent(found, rows_of):
    survey = rows_of("responses", {"respondent_id": "R1", "country": "GR"}, {"respondent_id": "R2", "country": "GR"})
    assert found(sources={"survey.csv": survey}, withdrawn=["r2"]) == []
    assert found(sources={"survey.csv": survey}, withdrawn=["R2", "R3"]) == [("wave.yml", None, "withdrawn", "R3")]


def test_a_fact_sheet_of_nobody_is_refused_and_one_that_lost_its_zeros_is_recognised(found, rows_of):
    survey = rows_of("responses", {"respondent_id": "007", "country": "GR"})
    sheets = rows_of("factsheets", {"respondent_id": "7", "fs_name": "Desk"}, {"respondent_id": "8", "fs_name": "Class"})
    problems = found(files={"factsheets.csv": "\n".join(map(",".join, sheets))}, sources={"survey.csv": survey})
    assert problems == [("survey.csv", None, "respondent_id", "7 (in the survey: 007)"), ("survey.csv", None, "respondent_id", "8")]


def test_no_more_can_answer_than_were_invited(found, rows_of):
    answers = [{"respondent_id": f"R{n}", "country": "GR", "staff_training": "yes"} for n in (1, 2)] + [{"respondent_id": "R3"}]
    survey = {"survey.csv": rows_of("responses", *answers)}
    assert found(sources=survey, invited=2) == []
    assert found(sources=survey, invited=1) == [("wave.yml", None, "invited", "1")]


def test_a_character_that_no_font_has_is_told_with_its_cell(found):
    records = [{"practice_id": "P1", "title": "Καλημέρα, żółć – “fine”"}, {"practice_id": "P2", "title": "A bullet \uf0b7 of Word"}]
    assert found(practices=records) == [("practices.csv", 3, "title", "A bullet \uf0b7 of Word")]


def test_a_character_that_no_font_has_is_told_in_what_the_wave_says_of_itself(found):
    files = {"commentary/index.md": "Fine.\n\nNot fine: \U0001f600\n"}
    assert found(files, title="漢") == [("wave.yml", None, "title", "漢"), ("index.md", 3, "", "Not fine: \U0001f600")]


def test_what_respondents_wrote_is_not_printed_and_may_hold_any_character(found, rows_of):
    assert found(sources={"survey.csv": rows_of("responses", {"respondent_id": "R1", "comments": "\U0001f600"})}) == []


def erratum(check: str) -> dict[str, str]:
    return {"published/table_3_2.csv": TABLE, "published/errata.csv": f'{ERRATA}E001,minor,Table 3.2,26,25,a slip,"{check}",\n'}


@pytest.mark.parametrize("check", ["n('3.9', 'Yes', 'n') == 26", "n('3.2', 'Perhaps', 'n') == 26", "n('3.2', 'Yes', 'n') + 1"])
def test_arithmetic_of_an_erratum_that_cannot_be_computed_is_told_before_anything_runs(found, check):
    assert found(erratum("n('3.2', 'Yes', 'n') == 26")) == []
    assert found(erratum(check)) == [("errata.csv", 2, "check", check)]


def test_an_erratum_that_the_commentary_names_must_be_listed(found):
    files = {"published/table_3_2.csv": TABLE, "commentary/survey.md": "Table 3.2 has a slip (E001).\n"}
    assert found(files) == [("survey.md", 1, "", "E001")]
    assert found(files | erratum("")) == []


READING = "table,record,column,first,second,reason\n"


@pytest.mark.parametrize(
    ("rows", "row", "column"),
    [
        ("table_3_2,Yes,n,26,62,\n", 2, "record"),
        ("table_3_2,Yes,total,26,26,\n", 2, "record"),
        ("table_3_2,Yes,n,26,26,\ntable_3_2,Yes,n,26,26,\n", 3, "record"),
        ("table_3_2,Yes,n,26,26\n", 2, ""),
        ("table_3_2,Yes,n,26,26,\n\0", 3, ""),
    ],
)
def test_a_broken_second_reading_is_refused(found, rows, row, column):
    files = {"published/table_3_2.csv": TABLE, "published/second_reading.csv": READING + rows}
    assert [entry[:3] for entry in found(files)] == [("second_reading.csv", row, column)]


def test_a_second_reading_of_case_studies_that_cannot_be_read_is_no_crash(found, make_xlsx):
    book = make_xlsx({"cases": [["case_no"], ["1"]], "coding": [["case_no", "indicator"], ["1", "relevance.need"]]})
    files = {"published/table_3_2.csv": TABLE, "published/second_reading.csv": READING + "cases,1,title,a,a,\n"}
    said = found(files, sources={"case_studies.xlsx": book})
    assert {file for file, *_ in said} >= {"case_studies.xlsx"}


def test_contact_data_in_what_respondents_wrote_is_told_by_its_cell_alone(make_wave, rows_of) -> None:
    mail, phone = "@".join(["zoe", "example.org"]), "+" + "30 210 555 0123"
    rows = rows_of("responses", {"respondent_id": "R1", "comments": f"ask {mail}"}, {"respondent_id": "R2", "other_body": f"call {phone}"}, {"respondent_id": "R3", "comments": "2012 to 2014, 1 200 000 EUR"})
    found = [problem for problem in check_wave(make_wave({"survey.csv": rows})) if "e-mail" in problem.rule]
    assert {(problem.row, problem.column, problem.value, problem.warning) for problem in found} == {(2, "comments", "", True), (3, "other_body", "", True)}


def test_recommendations_and_needs_that_name_what_cannot_exist_are_refused_before_anything_runs(found, later, tmp_path):
    shutil.copytree(later.root.codebook, tmp_path / "codebook")
    for name, right, wrong in (("recommendations", "network_member", "network_membre"), ("needs", "[health]", "[healing]")):
        file = tmp_path / "codebook" / f"{name}.yml"
        file.write_text(file.read_text(encoding="utf-8").replace(right, wrong), encoding="utf-8")
    key = "survey.network_membre.yes.share"
    assert {(file, value) for file, _, _, value in found()} == {("recommendations.yml", key), ("needs.yml", "healing")}


OPTIONAL = ("documents", "glossary", "recommendations", "needs", "governance")  # parts of a codebook that only the findings use


@pytest.fixture
def own_codebook(later, tmp_path):
    """A copy of the project's codebook, which the wave of the test uses."""
    return shutil.copytree(later.root.codebook, tmp_path / "codebook")


def test_a_codebook_of_ones_own_may_lack_what_only_the_findings_use(found, own_codebook):
    for name in OPTIONAL:
        (own_codebook / f"{name}.yml").unlink()
    assert found() == []


@pytest.mark.parametrize("name", OPTIONAL)
def test_what_only_the_findings_use_is_always_read(found, own_codebook, name):
    (own_codebook / f"{name}.yml").write_text("nonsense: 1\n", encoding="utf-8")
    assert (f"{name}.yml", None, "nonsense", "1") in found()


def test_a_term_leads_to_a_chapter_that_has_a_name(found, own_codebook):
    (own_codebook / "glossary.yml").write_text("chapters: {survey: The survey}\nterms: {Base: {means: All., chapter: surveys}}\n", encoding="utf-8")
    assert found() == [("glossary.yml", None, "Base.chapter", "surveys")]


EXAMPLES = "example,item,country,authority,placed,text,document,section,passage\nlyon,comments,FR,Lyon,said,Many want to vote,study,3.1,there\n"


@pytest.mark.parametrize("evidence", ["simulated", "observed"])
def test_a_wave_of_answers_that_are_published_nowhere_may_not_tell_what_single_respondents_said(found, evidence):
    assert found({"documents/examples.csv": EXAMPLES}, evidence=evidence) == [("examples.csv", None, "", "")]


def test_what_a_document_has_published_may_be_told(wave_2012, codebook):
    assert (wave_2012.documents / "examples.csv").is_file() and not list(document_problems(wave_2012, codebook, None))


@pytest.mark.parametrize("row", ["lyon,Lyon,FR,A fair, and a market,study,2.5,there", "lyon,Lyon,FR,study,2.5,there"])
def test_a_row_of_a_document_with_a_comma_too_many_or_too_few_is_named(found, row):
    assert ("places.csv", 2, "", "") in found({"documents/places.csv": f"id,place,country,what,document,section,passage\n{row}\n"})


def test_a_fact_of_a_document_is_read_in_the_alphabet_that_it_was_saved_in(found):
    row = "id,place,country,what,document,section,passage\nlyon,Lyon,FR,Café for all,study,2.5,there\n"
    assert ("places.csv", 2, "", "Café") in found({"documents/places.csv": row.encode("cp1252")})
