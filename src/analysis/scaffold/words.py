"""What workbooks and forms say to the people who fill them in."""

from __future__ import annotations

STEPS = (
    "1. Write one authority per row on the sheet `responses`, from row 3 on. Rows 1 and 2 stay as they are.",
    "2. Write one programme or project per row on the sheet `factsheets`, with the respondent_id of the authority. The sheet may stay empty.",
    "3. Save the file under its name and run: integration-report check <wave>. It names the cell and the rule of everything that it cannot read.",
)
FACT_SHEET_STEPS = (
    "1. Write one programme or project per row on the sheet `factsheets`, from row 3 on, with the respondent_id that the team gave you. Rows 1 and 2 stay as they are.",
    "2. Save the file and send it to the team. It puts the rows on the sheet `factsheets` of its own workbook.",
)
HOW = (
    "A cell that you select says what to write. Closed questions have a list to choose from; the sheet `columns` says what its words mean.",
    "Leave a cell empty where nothing is known: that counts as not reported, never as no. The sheet `columns` says which cells must be filled.",
    "Columns may stand in any order. Do not merge cells, write no formulas, and put no totals or notes below the data.",
    "Several answers in one cell are joined by a semicolon.",
    "No contact data: add no names of persons, e-mail addresses or telephone numbers, neither in columns of their own nor in the texts.",
)
PRIVACY = (
    "Privacy",
    "The team sees the answers and the log of what the cleaning changed. The report shows numbers of several respondents together; it never shows the row or the words of one.",
    "An authority that withdraws: write its respondent_id into `withdrawn` in wave.yml and run the wave again. Nothing of it is read, shown or logged.",
)
CODING_STEPS = (
    "1. Write one case study per row on the sheet `cases`, numbered 1, 2, 3 and so on.",
    "2. Answer every indicator for each of them on the sheet `coding`, whose rows stand there already. For more case studies copy a block of rows below the last. Rows without an answer do not count.",
    "3. Two people read each case study, separately; where there was one reading, leave all of `coder_b` empty. Then settle `final`.",
    "4. The sheet `indicators` has the rule for every answer. A yes or a no names the heading of the fact sheet that it rests on.",
)
PILOT_STEPS = (
    "1. Describe each pilot on a fact sheet of its own, under the headings that stand at the foot of the sheet `indicators`. Say in it what is known, also what is not.",
    "2. Write one pilot per row on the sheet `cases`, numbered 1, 2, 3 and so on: title, country, organiser, dimension, dates, budget, people reached. `source_printed_list` is `pilot`.",
    "3. Answer every indicator for each pilot on the sheet `coding`, from its fact sheet alone. Question and rules stand beside the answer. For more pilots copy a block of rows below the last. Rows without an answer do not count.",
    "4. Two people answer, separately; where there was one, leave all of `coder_b` empty. Then settle `final`. A yes or a no names the heading that it rests on.",
    "5. Put the file into the folder of a wave as `case_studies` and run: integration-report check <wave>, then integration-report report <wave>. The guide has the steps: docs/pilot.md.",
    "An answer says what is documented, not how good the pilot is. Fill the sheet in when the pilot begins and again when it ends: what is still not reported is what remains to be shown.",
)
ANSWERED_BY = {"yes": "Yes", "no": "No", "not_reported": "Not reported"}
FORM_TITLE = "Integration of third-country nationals: questionnaire for local and regional authorities"
CONSENT = (
    "All answers are voluntary. The report shows numbers of several authorities together and never what one of them wrote. "
    "Please give no names of persons, e-mail addresses or telephone numbers. "
    "You may withdraw at any time: tell the team that invited you, and all your answers are removed."
)
PARTS = {"responses": "Integration policies of your authority", "factsheets": "Programmes and projects"}
HOW_MANY = "How many programmes or projects do you want to describe?"
HOW_MANY_HELP = "Write 0 for none."
