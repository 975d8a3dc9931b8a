"""Case studies, their coding and the networks: the tables that people write by hand."""

from __future__ import annotations

from typing import Any

from analysis.evaluate.criteria import criteria_for
from odd import Odd
from odd.make import codebook, csv, full

CASE = {"case_no": "1", "title_printed_fact_sheet": "Neighbour tandem", "country_printed_list": "Spain", "type_printed_list": "Cultural",
        "source_printed_list": "Survey", "organiser_type": "local_authority", "evaluation": "not_reported"}  # fmt: skip
HEAD = ["case_no", "indicator", "coder_a", "coder_b", "final", "evidence", "reason"]
NETWORK = {"network_id": "n1", "name": "Network of Welcoming Towns", "type": "lra_based"}


def cases(*given: dict[str, Any], coded: dict[str, list] | None = None, left: str = "", more: list | None = None) -> dict:
    """Case studies 1, 2, ... and their coding: nothing is reported but what `coded` says by indicator; `left` is left out."""
    rows = full("cases", *(CASE | {"case_no": str(n)} | case for n, case in enumerate(given or ({},), 1)))
    names = [name for name in criteria_for(codebook()).indicators if name != left]
    nothing = ["not_reported", "not_reported", "not_reported", "", ""]
    coding = [[str(n), name, *(coded or {}).get(name, nothing)] for n in range(1, len(rows)) for name in names]
    return {"case_studies.xlsx": {"cases": rows, "coding": [HEAD, *coding, *(more or [])]}}


def networks(*given: dict[str, Any]) -> dict:
    return {"networks.csv": full("networks", *(NETWORK | {"network_id": f"n{n}"} | network for n, network in enumerate(given, 1)))}


KINDS = [
    Odd("case studies in order", cases({}), values={"cases 1 country": "ES", "coding 1 final": "not_reported"}),
    Odd("case studies as two CSV files", {"case_studies.csv": csv(cases()["case_studies.xlsx"]["cases"]), "coding.csv": csv(cases()["case_studies.xlsx"]["coding"])}, values={"cases 1 country": "ES"}),
    Odd("no sheet with the coding", {"case_studies.xlsx": {"cases": full("cases", CASE)}}, refused=r"case_studies\.xlsx.*there is no sheet 'coding'"),
    Odd("an indicator without a coding", cases(left="relevance.tcn_named"), refused=r"sheet coding.*relevance\.tcn_named"),
    Odd("an indicator that is not there", cases(more=[["1", "relevance.kindness", "yes", "yes", "yes", "context", ""]]), refused=r"column indicator: is not an indicator of criteria\.yml \(found: 'relevance\.kindness'\)"),
    Odd("an answer that a coding cannot have", cases(coded={"relevance.tcn_named": ["perhaps", "no", "no", "context", "settled: said so"]}), refused=r"column coder_a: .*\(found: 'perhaps'\)"),
    Odd("a coding without evidence", cases(coded={"relevance.tcn_named": ["yes", "yes", "yes", "", ""]}), refused="sheet coding, row .*column evidence"),
    Odd("evidence under a heading that is not there", cases(coded={"relevance.tcn_named": ["yes", "yes", "yes", "annex", ""]}), refused=r"column evidence: .*\(found: 'annex'\)"),
    Odd("two readings that differ without a reason", cases(coded={"relevance.tcn_named": ["yes", "no", "yes", "context", ""]}), refused="sheet coding, row .*column reason"),
    Odd("a coding of a case that is not there", cases(more=[["7", "relevance.tcn_named", "no", "no", "no", "context", ""]]), refused=r"column case_no: is not the number of a case study of this wave \(found: '7'\)"),
    Odd("a case coded twice", cases(more=[["1", "relevance.tcn_named", "no", "no", "no", "context", ""]]), refused="column indicator: case 1 is coded on this already, in row"),
    Odd("a coding that contradicts its case", cases({"partners": "migrant_groups"}), refused="partners.*relevance.migrants_take_part|relevance.migrants_take_part.*partners"),
    Odd("two cases with one number", cases({}, {"case_no": "1", "country_printed_list": "Italy"}), refused="column country_printed_list: rows of one record contradict each other", messages=3),
    Odd("a case without its country", cases({"country_printed_list": ""}), refused="sheet cases, row 2, column country_printed_list: the cell must not be empty"),
    Odd("the number of a case with decimals", cases({"case_no": "1.0"}), values={"cases 1 country": "ES"}),
    Odd("a case that ends before it starts", cases({"start_printed": "2012", "finish_printed": "2010"}), refused=r"column finish_printed: lies before start_printed"),
    Odd("kronor of a year", cases({"country_printed_list": "Sweden", "start_printed": "2010", "budget_printed_fact_sheet": "SEK 1 000 000 in 2010"}), values={"cases 1 budget_currency": "SEK"}),
    Odd("kuna after the euro came", cases({"country_printed_list": "Croatia", "start_printed": "2024", "budget_printed_fact_sheet": "HRK 1 000 000 in 2024"}), values={"cases 1 budget_eur": "", "cases 1 budget_flag": "no_rate"}),
    Odd("an amount too small to be true", cases({"budget_printed_fact_sheet": "EUR 120"}), values={"cases 1 budget_flag": "implausible"}),
    Odd("two amounts that do not agree", cases({"budget_printed_fact_sheet": "EUR 120 000", "budget_printed_table": "EUR 450 000"}), values={"cases 1 budget_flag": "conflict"}),
    Odd("networks in order", networks({}, {"name": "Alliance for Cohesion", "type": "other"}), rows={"networks": 2}),
    Odd("a network without a name", networks({"name": ""}), refused=r"networks\.csv, row 2, column name: the cell must not be empty"),
    Odd("a network of a kind that is not there", networks({"type": "club"}), refused=r"networks\.csv, row 2, column type: is not among the answers \(found: 'club'\)"),
    Odd("members of a network in words", networks({"members_count": "more than 140"}), refused=r"networks\.csv, row 2, column members_count: is not a number \(found: 'more than 140'\)"),
    Odd("a network twice", networks({}, {"network_id": "N1", "name": "Another name", "type": "other"}), refused=r"networks\.csv, row 3, column type: rows of one record contradict"),
    Odd("a network founded in the future", networks({"founded_year": "20011"}), refused=r"networks\.csv, row 2, column founded_year: lies outside 1900 to 2100 \(found: '20011'\)"),
]  # fmt: skip
