"""What survey tools write that no other program does."""

from __future__ import annotations

import pyreadstat

from odd import Odd
from odd.make import csv, statistical, workbook

LIME = ["id", "submitdate", "lastpage", "startlanguage"]
SENT = ["2026-05-04 09:30:00", "5", "en"]
KOBO = ["_id", "_uuid", "_submission_time"]


def _spss(missing: list[int] | None = None, **values: list) -> bytes:
    data = {"respondent_id": [1.0, 2.0], "Q11": [1.0, 99.0], "Q12percent": [12.5, 8.0]} | values
    labels = {"Q11": {1: "Yes", 2: "No", 99: "Refused to say"}}
    options = {"missing_ranges": {"Q11": missing}} if missing else {}
    return statistical(pyreadstat.write_sav, "sav", data, variable_value_labels=labels, column_labels=["Respondent", "Works on integration along the Common Basic Principles of 2004", "Share"], **options)


def _stata() -> bytes:
    data = {"respondent_id": [1.0, 2.0], "Q11": [1.0, "a"], "Q12percent": [12.5, 8.0]}
    return statistical(pyreadstat.write_dta, "dta", data, variable_value_labels={"Q11": {1: "Yes", 2: "No"}}, missing_user_values={"Q11": ["a"]}, column_labels=["Respondent", "Works on integration along the Common Basic Principles of 2004", ""])


KINDS = [
    Odd("KoboToolbox, several answers joined and split", {"survey.xlsx": lambda: workbook({
        "LRA survey": [["start", "end", "grp/country", "grp/consultations", *KOBO, "_index"], ["", "", "Spain", "yes", 100234, "u-1", "2026-05-04", 1]],
        "programmes": [["fs/fs_name", "fs/fs_funding_sources", "fs/fs_funding_sources/local", "fs/fs_funding_sources/regional", "fs/fs_funding_sources/national", "fs/fs_funding_sources/eu", "_parent_index", "_submission__id"],
                       ["Desk", "local eu", 1, 0, 0, 1, 1, 100234]]})}, values={"factsheets 100234 fs_funding_sources": "local;eu", "responses 100234 consultations": "yes"}, told="kobo"),
    Odd("KoboToolbox, cleaned by hand and mapped", {"survey.xlsx": lambda: workbook({
        "responses": [["_id", "grp/country", "grp/question_9"], [100234, "Spain", "yes"]], "factsheets": [["_id", "fs/fs_name", "fs/money_from"], [100234, "Desk", "local eu"]]})},
        says={"survey": {"mapping": {"_id": "respondent_id", "grp/question_9": "cbp_involved", "fs/money_from": "fs_funding_sources"}}},
        values={"factsheets 100234 fs_funding_sources": "local;eu", "responses 100234 cbp_involved": "yes"}),
    Odd("KoboToolbox whose split columns contradict the joined one", {"survey.xlsx": lambda: workbook({
        "LRA survey": [["grp/country", "grp/consultations", *KOBO], ["Spain", "yes", 7, "u-1", "2026-05-04"]],
        "programmes": [["fs_name", "fs_funding_sources", "fs_funding_sources/local", "fs_funding_sources/eu", "_submission__id"], ["Desk", "local eu", 1, 0, 7]]})},
        refused=r"sheet programmes, row 2, column fs_funding_sources: the columns of its single answers say something else"),
    Odd("LimeSurvey with codes, quotes and a mark", {"survey.csv": "\ufeff" + csv([[*LIME, "Q11", "Q12number", "Q14newly[job]", "Q112"], ["17", *SENT, "Y", "120", "4", "N"]], ";", "\r\n")},
        values={"responses 17 cbp_involved": "yes", "responses 17 challenge_migrants__newly_arrived__job": "4", "responses 17 staff_training": "no"}, told="limesurvey"),
    Odd("LimeSurvey with questions that were not shown", {"survey.csv": csv([[*LIME, "Q11", "Q112", "Q112text", "Q12number"], ["17", *SENT, "Y", "N/A", "N/A", "12"]])}, values={"responses 17 staff_training": "", "responses 17 cbp_involved": "yes"}),
    Odd("LimeSurvey with answers that were never sent", {"survey.csv": csv([[*LIME, "Q11", "Q12number", "Q12percent"], ["17", *SENT, "Y", "9", "8"], ["18", "", "1", "en", "Y", "", ""]])}, rows={"responses": 2}, told="limesurvey"),
    Odd("LimeSurvey with codes of answers that are not ours", {"survey.csv": csv([[*LIME, "Q11", "Q12number", "F27[1]", "F27[2]", "F21name"], ["17", *SENT, "Y", "9", "Y", "", "Desk"]])},
        refused=r"row 2, column fs_partners: is not among the answers \(found: 'Y'\)"),
    Odd("EUSurvey below its title", {"survey.xlsx": lambda: workbook({"Content": [
        ["Alias", "lra-2026"], ["Export Date", "2026-05-04"], [], ["Contribution ID", "Country", "Holds consultations on integration policy", "Creation date", "User name"], ["ab-1", "Spain", "Yes", "2026-05-04", ""]]})},
        values={"responses AB-1 consultations": "yes", "responses AB-1 country": "ES"}, told="eusurvey"),
    Odd("Google Forms", {"survey.csv": csv([["Timestamp", "Email Address", "Respondent", "Country", "Holds consultations on integration policy"], ["2026/05/04 9:30:00 am CET", "", "R1", "Spain", "Yes"]])},
        values={"responses R1 consultations": "yes"}, told="personal data"),
    Odd("Google Forms without anything that tells respondents apart", {"survey.csv": csv([["Timestamp", "Country", "Holds consultations on integration policy"], ["2026/05/04 9:30:00 am CET", "Spain", "Yes"]])},
        refused=r"column respondent_id: has no column that tells the records apart"),
    Odd("Microsoft Forms", {"survey.xlsx": lambda: workbook({"Sheet1": [["ID", "Start time", "Completion time", "Email", "Name", "Country", "Holds consultations on integration policy"], [1, "2026-05-04", "2026-05-04", "anonymous", "", "Spain;", "Yes;"]]})},
        values={"responses 1 consultations": "yes", "responses 1 country": "ES"}, told="forms"),
    Odd("Qualtrics with three header rows", {"survey.csv": csv([
        ["StartDate", "ResponseId", "Q1", "Q2"], ["Start Date", "Response ID", "Country", "Holds consultations on integration policy"], ['{"ImportId":"startDate"}', '{"ImportId":"_recordId"}', '{"ImportId":"QID1"}', '{"ImportId":"QID2"}'],
        ["2026-05-04", "R_1a2b", "Spain", "Yes"]])}, values={"responses R_1A2B consultations": "yes"}, rows={"responses": 1}, told="qualtrics"),
    Odd("Qualtrics with its trial answers", {"survey.csv": csv([
        ["StartDate", "Status", "DistributionChannel", "ResponseId", "country", "consultations"], ["2026-05-04", "Survey Preview", "preview", "R_1", "Spain", "Yes"], ["2026-05-04", "IP Address", "anonymous", "R_2", "Italy", "No"]])},
        warned=r"row 2.*(preview|trial)", rows={"responses": 2}),
    Odd("SPSS with labels and missing values", {"survey.sav": lambda: _spss([99])}, values={"responses 1 cbp_involved": "yes", "responses 2 cbp_involved": "", "responses 2 tcn_percent": "8"}, told=r"Q11: declared missing.*99 \(Refused to say\): 1"),
    Odd("SPSS with a missing value that is not declared", {"survey.sav": lambda: _spss()}, refused=r"survey\.sav, row 4, column cbp_involved: is not among the answers \(found: 'Refused to say'\)"),
    Odd("Stata with extended missing values", {"survey.dta": _stata}, values={"responses 1 cbp_involved": "yes", "responses 2 cbp_involved": ""}, told="declared missing"),
    Odd("a format that is not that of the file", {"survey.csv": csv([["respondent_id", "country", "consultations"], ["R1", "Spain", "Yes"]])}, says={"survey": {"format": "spss"}}, refused=r"survey\.csv.*is not a file of SPSS, as `format: spss` says"),
    Odd("decimals of R and SPSS", {"survey.csv": csv([["respondent_id", "country", "challenge_migrants__newly_arrived__job", "tcn_percent"], ["1.000", "Spain", "4.000", "12.500"]])}, says={"survey": {"format": "csv"}}, values={"responses 1 challenge_migrants__newly_arrived__job": "4", "responses 1 tcn_percent": "12.5"}),
    Odd("row numbers of R in a column without a name", {"survey.csv": '"","respondent_id","country","consultations"\n"1","R1","Spain","Yes"\n'}, says={"survey": {"format": "csv"}}, refused="a column has no name in row 1"),
]  # fmt: skip
