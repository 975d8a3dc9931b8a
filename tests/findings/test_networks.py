"""The networks are read as the check reads them."""

from __future__ import annotations

import pytest

from analysis.findings import networks
from analysis.findings.results import Results
from analysis.store import write_text

CITIES = {"network_id": "A", "name": "Cities together", "acronym": "CT", "type": "lra_based", "founded_year": "2001", "members_count": "30", "covers_integration": "main", "activities": "Meets"}  # fmt: skip
OTHER = {"network_id": "B", "name": "ORG", "acronym": "ORG", "type": "other", "members_count": "9", "members_printed": "nine states", "covers_integration": "main"}  # fmt: skip


@pytest.fixture
def networks_of(make_wave, rows_of, codebook):
    """The results of a wave that lists these networks."""
    return lambda *rows: Results(make_wave({"networks.csv": rows_of("networks", *rows)}), codebook)


def test_networks_are_counted_by_who_is_in_them(networks_of, tell):
    results = networks_of(CITIES, CITIES | {"network_id": "C", "name": "Third", "covers_integration": "among_others"}, OTHER)
    text = tell("networks", "networks", results).text
    assert text.startswith("3 networks are described, 2 of them listed as made up of local and regional authorities. [[")
    assert "Integration is the main subject of 2 of all 3, and of 1 of the 2 listed as made up of authorities, by our own reading." in text
    authorities, others = (tell("networks", f"networks_{name}", results).table for name in ("lra", "other"))
    assert authorities.iloc[0].tolist() == ["Cities together (CT)", "2001", "30", "Main subject", "Meets", ""]
    assert others.iloc[0].tolist() == ["ORG", "", "nine states", "Main subject", "", ""]


def test_errata_stand_with_the_networks_they_bear_on(networks_of, tell):
    results = networks_of(CITIES, OTHER)
    write_text("id,severity,affects\nE1,minor,networks:a:type\nE2,minor,networks:C:type\n", results.wave.stage / "evaluation/errata.csv")
    assert [tell("networks", f"networks_{name}", results).errata for name in ("lra", "other")] == [["E1"], []]


def test_one_network_and_none_of_authorities(networks_of, tell):
    results = networks_of(OTHER)
    assert tell("networks", "networks", results).text.startswith("1 network is described, none of them listed as made up")
    assert networks.networks_lra(results) is None


def test_what_the_coding_says_of_the_members_and_what_was_printed_stay_beside_the_list(networks_of, tell):
    printed = CITIES | {"network_id": "C", "name": "Knowledge", "lras_members": "no", "name_printed": "Knowlege"}
    results = networks_of(CITIES | {"lras_members": "yes"}, printed, CITIES | {"network_id": "D", "name": "Mixed", "lras_members": "some"})
    text = tell("networks", "networks", results).text
    assert "By our own reading no authority is itself a member of Knowledge." in text
    assert "By our own reading authorities are only some of the members of Mixed." in text
    assert "Knowledge (CT), printed as “Knowlege”" in tell("networks", "networks_lra", results).table["network"].tolist()


def test_cells_are_cleaned_as_elsewhere_and_no_contact_gets_in(make_wave, rows_of, codebook, tell):
    head, row = rows_of("networks", CITIES | {"type": " LRA_based ", "founded_year": "2001.0"})
    results = Results(make_wave({"networks.csv": [[*head, "contact_person"], [*row, "Zoe Quix"]]}), codebook)
    table = tell("networks", "networks_lra", results).table
    assert table["founded"].tolist() == ["2001"] and "Quix" not in table.to_string()


def test_a_wave_without_networks_has_nothing_to_say(make_wave, codebook):
    results = Results(make_wave({"survey.csv": ""}), codebook)
    assert networks.networks(results) is networks.networks_lra(results) is networks.networks_other(results) is None
