"""The header: where it is, what its names mean, and which columns nobody knows."""

from __future__ import annotations

from odd import Odd
from odd.make import answers, full, practices, workbook

ROWS = practices({}, {"country": "Italy"})
HEAD, *BODY = ROWS
ITALY = {"practices P2 country": "IT"}
RESPONSES = full("responses", {"respondent_id": "R1", "country": "Spain", "cbp_involved": "Yes"}, {"respondent_id": "R2", "country": "Italy"})
QUESTIONS = ["Respondent", "Country", "Name of the local or regional authority", "How far the questionnaire was filled in",
             "1.1 Works on integration along the Common Basic Principles of 2004", *[""] * (len(RESPONSES[0]) - 5)]  # fmt: skip
SLIM = {"survey": {"format": "csv"}}


def renamed(**names: str) -> list[list[str]]:
    return [[names.get(name, name) for name in HEAD], *BODY]


def lacking(name: str) -> list[list[str]]:
    place = HEAD.index(name)
    return [[*row[:place], *row[place + 1 :]] for row in ROWS]


KINDS = [
    Odd("one header row", {"survey.xlsx": {"responses": RESPONSES}}, values={"responses R1 country": "ES", "responses R2 country": "IT"}),
    Odd("the questions below the ids", {"survey.csv": [RESPONSES[0], QUESTIONS, *RESPONSES[1:]]}, rows={"responses": 2}, values={"responses R1 cbp_involved": "yes"}),
    Odd("a title above the header", {"practices.csv": [["Extract of June 2026", *[""] * 11], [""] * 12, *ROWS]}, values=ITALY, told="rows above the header that are not read: 1 to 2"),
    Odd("a group above the header", {"practices.csv": [["Part 1: basics", "", "", "", "Part 2: time", *[""] * 7], *ROWS]}, values=ITALY),
    Odd("no header at all", {"practices.csv": BODY}, refused="none of the first rows holds names of columns that are known.*Desk 1"),
    Odd("a header below many lines", {"practices.csv": [*[["about this extract", *[""] * 11]] * 12, *ROWS]}, refused="none of the first rows holds names"),
    Odd("records across, items down", {"practices.csv": [list(row) for row in zip(*ROWS, strict=True)]}, refused=r"practices\.csv.*the names of the columns stand below each other"),
    Odd("a column twice", {"practices.csv": [[*HEAD, "country"], *([*row, "Spain"] for row in BODY)]}, refused="column country: the column stands there twice"),
    Odd("two names of one item", {"practices.csv": [[*HEAD, "Web address"], *([*row, ""] for row in BODY)]}, refused=r"column url / Web address: two columns stand for the same item \(found: 'url'\)"),
    Odd("a column that a table program doubled", {"practices.csv": [[*HEAD, "country.1"], *([*row, "Spain"] for row in BODY)]}, refused=r"column country\.1: is not a column of the codebook.*'country'"),
    Odd("a misspelled column", {"practices.csv": renamed(organisation="organisaton")}, refused="column organisation: the column is missing.*perhaps 'organisaton' is meant"),
    Odd("a column that is missing", {"practices.csv": lacking("funding_sources")}, refused="column funding_sources: the column is missing"),
    Odd("a column that nobody knows", {"practices.csv": [[*HEAD, "mayor's favourite"], *([*row, "yes"] for row in BODY)]}, refused="column mayor's favourite: is not a column of the codebook"),
    Odd("several columns that nobody knows", {"practices.csv": [[*HEAD, "foo", "bar"], *([*row, "1", "2"] for row in BODY)]}, refused="2 columns are not columns of the codebook.*'foo'.*'bar'"),
    Odd("an unknown column without a value", {"practices.csv": [[*HEAD, "notes to self"], *([*row, ""] for row in BODY)]}, values=ITALY, told="notes to self"),
    Odd("a column without a name", {"practices.csv": [[*HEAD, ""], *([*row, "seen"] for row in BODY)]}, refused="a column has no name in row 1"),
    Odd("contact columns", {"practices.csv": [[*HEAD, "contact_person", "E-mail of the office"], *([*row, "Made Up", "x"] for row in BODY)]}, values=ITALY, told="personal data"),
    Odd("headers in capitals, with blanks and line breaks", {"practices.csv": [[f" {name.upper()}\n" for name in HEAD], *BODY]}, values=ITALY),
    Odd("headers with invisible characters", {"practices.csv": [[f"\u200b{name}\u00a0" for name in HEAD], *BODY]}, values=ITALY),
    Odd("headers that are labels", {"practices.csv": [["Record", "Title", "Country", "Range", "Start", "End", "Aims", "Sources of funding", "Organisation", "Budget", "Description", "Web address"], *BODY]}, values=ITALY),
    Odd("headers in web code", {"practices.csv": renamed(title="<p><strong>Title</strong></p>", range="Range&nbsp;")}, values=ITALY | {"practices P1 title": "Desk 1"}),
    Odd("headers that are a part of the question", {"survey.csv": answers({"country": "Spain", "Trains staff": "Yes"})}, says=SLIM, refused="column Trains staff: is not a column of the codebook.*staff_training"),
    Odd("answers to a question that was not asked", {"survey.csv": answers({"country": "Spain", "instruments": "Yes"})}, says=SLIM, fields={"not_asked": ["instruments"]},
        refused="row 2, column instruments: holds an answer, but .* did not ask this"),
    Odd("a mapping to a column that is not there", {"practices.csv": renamed(title="Title of practice")}, says={"practices": {"mapping": {"Titel": "title"}}},
        refused=r"wave\.yml, column sources\.practices\.mapping: .*no file of the source has \(found: 'Titel'\)", messages=2),
    Odd("a mapping to an item that is not there", {"practices.csv": renamed(title="Titel")}, says={"practices": {"mapping": {"Titel": "titel"}}},
        refused=r"mapping: is not an item of the codebook \(found: 'titel'\).*'title'", messages=3),
    Odd("a mapping by question number", {"practices.csv": renamed(title="1.1", organisation="1.10")}, says={"practices": {"mapping": {"1.1": "title", "1.10": "organisation"}}}, values={"practices P1 title": "Desk 1"}),
    Odd("two columns mapped to one item", {"survey.csv": [["respondent_id", "Land", "Staat"], ["R1", "Spain", "Italy"]]}, says={"survey": {"format": "csv", "mapping": {"Land": "country", "Staat": "country"}}},
        refused=r"column Land / Staat: two columns stand for the same item \(found: 'country'\)"),
    Odd("columns set aside by name", {"practices.csv": [[*HEAD, "_id", "meta/form", "meta/x"], *([*row, "1", "2", "3"] for row in BODY)]}, says={"practices": {"ignore": ["_*", "meta/*"]}}, values=ITALY, told="ignored"),
    Odd("every column set aside", {"practices.csv": ROWS}, says={"practices": {"ignore": ["*"]}}, refused="`ignore:`.*every column|every column.*`ignore:`"),
    Odd("a column set aside that the table needs", {"practices.csv": ROWS}, says={"practices": {"ignore": ["country"]}}, refused="column country: .*ignore"),
    Odd("the key is missing", {"survey.csv": [["country", "consultations", "instruments"], ["Spain", "Yes", "No"]]}, says=SLIM, refused="column respondent_id: has no column that tells the records apart"),
    Odd("the header comes once more", {"practices.csv": [*ROWS, HEAD, ["P3", "Desk 3", *BODY[0][2:]]]}, rows={"practices": 3}, told="repeated header rows: 1"),
    Odd("more than one table below each other", {"practices.csv": [*ROWS, [""] * 12, ["network_id", "name", "type", *[""] * 9], ["n1", "Network of Towns", "other", *[""] * 9]]}, refused=r"practices\.csv, row 5, column country: is not a country that is known \(found: 'type'\)"),
    Odd("a header made by a formula", {"practices.xlsx": lambda: workbook({"practices": ROWS}, lambda book: book.worksheets()[0].write_formula(0, 1, '="title"', None, "title"))},
        refused="sheet practices, row 1, column title: holds a formula"),
    Odd("the wrong table", {"practices.csv": full("networks", {"network_id": "n1", "name": "Towns", "type": "other"})}, refused="none of the first rows holds names of columns that are known .found: 'network_id, name"),
]  # fmt: skip
