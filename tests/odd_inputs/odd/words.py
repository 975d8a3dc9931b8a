"""Answers of a list, several answers in one cell, ratings, and words for no answer."""

from __future__ import annotations

from odd import Odd
from odd.make import answers, column, full, practices

SLIM = {"survey": {"format": "csv"}}


def said(name: str, *cells: str) -> dict:
    """A survey with these answers to one question."""
    return {"survey.csv": column(name, *cells, table=answers)}


def responses(name: str, *values: str) -> dict[str, str]:
    return {f"responses R{n} {name}": value for n, value in enumerate(values, 1)}


def listed(name: str, *cells: str) -> dict:
    return {"practices.csv": column(name, *cells)}


def aims(*values: str) -> dict[str, str]:
    return {f"practices P{n} aims": value for n, value in enumerate(values, 1)}


RATING = "measure_legal__civic"
KINDS = [
    Odd("yes and no in many languages and signs", said("consultations", "YES", "ja", "Ναι", "sì", "1", "x", "✓", "0", "Nein", "όχι"), says=SLIM, values=responses("consultations", *["yes"] * 7, *["no"] * 3)),
    Odd("yes and no as 1 and 2", said("cbp_involved", "1", "2"), says=SLIM, refused=r"row 3, column cbp_involved: is not among the answers \(found: '2'\)"),
    Odd("yes and no as 1 and 2, told in wave.yml", said("cbp_involved", "1", "2"), says={"survey": {"format": "csv", "values": {"cbp_involved": {"1": "yes", "2": "no"}}}}, values=responses("cbp_involved", "yes", "no")),
    Odd("values for all items", said("consultations", "Y", "N", "-"), says={"survey": {"format": "csv", "values": {"*": {"Y": "no", "N": "yes"}}}}, values=responses("consultations", "no", "yes", "")),
    Odd("a value that is no answer", said("consultations", "1"), says={"survey": {"format": "csv", "values": {"consultations": {"1": "often"}}}}, refused=r"values\.consultations: is not among the answers of the codebook \(found: 'often'\)", messages=2),
    Odd("a value that nobody gave", said("consultations", "yes"), says={"survey": {"format": "csv", "values": {"consultations": {"9": "no"}}}}, warned=r"values\.consultations: gives an answer that does not occur in the file \(found: '9'\)", values=responses("consultations", "yes")),
    Odd("values of an item that is not there", said("consultations", "yes"), says={"survey": {"format": "csv", "values": {"consultation": {"1": "yes"}}}}, refused=r"column sources\.survey\.values: is not an item of the codebook \(found: 'consultation'\)"),
    Odd("codes for no answer told in wave.yml", said("tcn_number", "-99", "120"), says={"survey": {"format": "csv", "missing": ["-99"]}}, values=responses("tcn_number", "", "120")),
    Odd("codes for no answer of one item", {"survey.csv": answers({"tcn_number": "99", "tcn_percent": "99"})}, says={"survey": {"format": "csv", "missing": {"tcn_percent": ["99"]}}}, values={"responses R1 tcn_number": "99", "responses R1 tcn_percent": ""}),
    Odd("a negative code for no answer", said("tcn_number", "-99", "120"), says=SLIM, refused=r"column tcn_number: lies below 0 \(found: '-99'\).*`missing:`"),
    Odd("a code for no answer in a rating", said(RATING, "99", "4"), says=SLIM, refused=rf"row 2, column {RATING}: lies outside 1 to 5 \(found: '99'\).*`missing:`"),
    Odd("words for no answer in every type of column", {"survey.csv": answers({"country": "n.a.", "consultations": "#N/A", "tcn_number": ".a", RATING: "keine Angabe", "comments": "k. A."}, {"country": "--", "consultations": "NULL", "tcn_number": "N/A", RATING: "…", "comments": "-"})},
        says=SLIM, values={f"responses R{n} {name}": "" for n in (1, 2) for name in ("country", "consultations", "tcn_number", RATING, "comments")}),
    Odd("a cell that only seems filled", said("consultations", "\u200b", "\u00a0"), says=SLIM, values=responses("consultations", "", "")),
    Odd("a word that means nothing, or the answer nothing", {"practices.csv": column("description", "none")}, values={"practices P1 description": "none"}),
    Odd("not known to a question without that answer", said("consultations", "Don't know"), says=SLIM, values=responses("consultations", "")),
    Odd("not known to a question with that answer", said("staff_training", "weiß nicht"), says=SLIM, values=responses("staff_training", "dont_know")),
    Odd("an answer in words whose words are lost", said("network_member", "-oth-"), says={"survey": {"format": "limesurvey"}}, refused=r"column network_member: stands for an answer in words beside the list.*\(found: '-oth-'\)"),
    Odd("two answers to a question with one", said("consultations", "Yes; No"), says=SLIM, refused="row 2, column consultations: holds more than one answer to a question with one"),
    Odd("an answer that nobody knows", listed("range", "Galactic"), refused=r"row 2, column range: is not among the answers \(found: 'Galactic'\).*use one of eu_international, national, regional_municipal"),
    Odd("a misspelled answer", listed("range", "Natonal"), refused=r"column range: is not among the answers \(found: 'Natonal'\).*perhaps 'national' is meant"),
    Odd("an answer with a Cyrillic letter", listed("range", "Nаtional"), refused=r"column range: holds a letter of another alphabet.*U\+0430"),
    Odd("an answer with its number", listed("range", "2 - National"), refused=r"column range: is not among the answers \(found: '2 - National'\)"),
    Odd("a rating with its label", said(RATING, "5 - Very important", "4 (high)", "3. medium"), says=SLIM, values=responses(RATING, "5", "4", "3")),
    Odd("a label without its rating", said(RATING, "High"), says=SLIM, refused=rf"column {RATING}: .*\(found: 'High'\)"),
    Odd("a rating with decimals that say nothing", said(RATING, "4.000", "4,0", "3.0"), says=SLIM, values=responses(RATING, "4", "4", "3")),
    Odd("a rating between two", said(RATING, "3.5"), says=SLIM, refused=rf"column {RATING}: is not a whole number \(found: '3.5'\)"),
    Odd("a rating beyond the scale", said("effective__cultural", "5"), says=SLIM, refused=r"column effective__cultural: lies outside 1 to 3 \(found: '5'\)"),
    Odd("a rating given twice", said(RATING, "4;5"), says=SLIM, refused=rf"column {RATING}: is not a number \(found: '4;5'\)"),
    Odd("a rating of so many", said(RATING, "4/5", "4 out of 5"), says=SLIM, refused=rf"is not a number, in 2 places: row 2, column {RATING} \(found: '4/5'\)"),
    Odd("a rating in stars", said(RATING, "★★★★☆"), says=SLIM, refused=rf"column {RATING}: is not a number \(found: '★★★★☆'\)"),
    Odd("several answers with a sign behind the last", listed("aims", "Employment;Health;", ";"), values=aims("employment;health", "")),
    Odd("several answers in any usual way", listed("aims", "Employment, Health", "Employment\nHealth", "Employment | Health", '["Employment","Health"]', "Employment + Health"), values=aims(*["employment;health"] * 5)),
    Odd("several answers joined by blanks", listed("aims", "employment health"), values=aims("employment;health")),
    Odd("several answers as a list with bullets", listed("aims", "• Employment\n• Health"), values=aims("employment;health")),
    Odd("an answer twice", listed("aims", "Health; health; HEALTH"), values=aims("health")),
    Odd("an answer that holds a separator", listed("aims", "Legal & political", "Legal and political, Health"), values=aims("legal_political", "health;legal_political")),
    Odd("an answer beside the list with its words", listed("aims", "Other: sport"), values=aims("other")),
    Odd("an answer of the list behind the word other", listed("aims", "Other: health"), refused="row 2, column aims: holds an answer of the list in the text after `other`"),
    Odd("one of several answers that nobody knows", listed("aims", "Health; Sport"), refused=r"row 2, column aims: is not among the answers \(found: 'Sport'\)"),
    Odd("answers in web code", listed("range", "<p>National</p>"), values={"practices P1 range": "national"}),
    Odd("letters in web code", listed("organisation", "Stadt M&uuml;nchen &amp; Umland"), values={"practices P1 organisation": "Stadt München & Umland"}),
    Odd("a sign that no font has", listed("title", "Desk \uf0b7 one"), refused=r"row 2, column title.*U\+F0B7"),
    Odd("characters that steer a printer", listed("title", "Desk\x0bone\x07"), values={"practices P1 title": "Desk one"}),
    Odd("letters composed of two characters", listed("organisation", "Mu\u0308nchen"), values={"practices P1 organisation": "München"}),
    Odd("an error in the place of a text", listed("title", "#VALUE!"), refused=r"column title: is the error of a spreadsheet in the place of a text \(found: '#VALUE!'\)"),
    Odd("a text cut at the length of a cell", {"practices.csv": practices({"description": "word " * 6553 + "wo"})}, warned="row 2, column description: is as long as a cell can be", rows={"practices": 1}),
    Odd("no for a number on a fact sheet", {"survey.csv": answers({"country": "Spain"}), "factsheets.csv": full("factsheets", {"respondent_id": "R1", "fs_name": "Desk", "fs_staff_training": "No", "fs_beneficiaries": "0", "fs_target_group": "Everybody"})},
        says=SLIM, values={"factsheets R1 fs_staff_training": "No", "factsheets R1 fs_beneficiaries": "0", "factsheets R1 fs_target_group": "Everybody"}),
]  # fmt: skip
