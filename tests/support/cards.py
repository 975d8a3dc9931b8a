"""The cards of a figure and of a table, as a chapter keeps them for other parts of the book."""

FIGURE = {
    "id": "who", "block": "survey-who", "title": "Greece leads", "caption": "Answers by country & region", "alt": "", "evidence": "observed",
    "summary": "", "figure": "fig-who", "table": "tbl-who", "base": "Base: 9 answers.", "heads": {}, "files": {"all_answers": "All answers"},
}  # fmt: skip
TABLE = FIGURE | {
    "id": "aims", "block": "index-basis", "caption": "Aims", "figure": "", "table": "tbl-aims", "base": "", "heads": {"aim": "Aim of it", "share": "Per cent"},
    "files": {}, "evidence": "",
}  # fmt: skip
