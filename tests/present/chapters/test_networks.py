"""The chapter on networks reads the file as the check reads it."""

from __future__ import annotations

import pytest

from analysis.present.chapters.networks import blocks
from analysis.present.context import Context

CITIES = {"network_id": "A", "name": "Cities together", "acronym": "CT", "type": "lra_based", "founded_year": "2001", "members_count": "30", "covers_integration": "main", "activities": "Meets"}  # fmt: skip
OTHER = {"network_id": "B", "name": "ORG", "acronym": "ORG", "type": "other", "members_count": "9", "members_printed": "nine states", "covers_integration": "main"}  # fmt: skip


@pytest.fixture
def written(make_wave, rows_of, codebook):
    """The blocks of a wave of these networks."""
    return lambda *rows, **fields: blocks(
        Context(make_wave({"networks.csv": rows_of("networks", *rows)}, **fields), codebook)
    )["networks"]


def test_networks_are_counted_by_who_is_in_them(written):
    text = written(CITIES, CITIES | {"network_id": "C", "name": "Third", "covers_integration": "among_others"}, OTHER)
    assert text.startswith(
        "3 networks are described, 2 of them made up of local and regional authorities. For 1 of these integration is the main subject."
    )
    authorities, others = text.split("{#tbl-networks-lra")
    assert "| Cities together (CT) | 2001 | 30 | Meets |  |" in authorities
    assert "| ORG |  | nine states |  |  |" in others


def test_cells_are_cleaned_as_elsewhere_and_no_contact_gets_in(make_wave, rows_of, codebook):
    head, row = rows_of("networks", CITIES | {"type": " LRA_based ", "founded_year": "2001.0"})
    wave = make_wave({"networks.csv": [[*head, "contact_person"], [*row, "Zoe Quix"]]})
    text = blocks(Context(wave, codebook))["networks"]
    assert "1 of them made up of local" in text and "| 2001 |" in text and "Quix" not in text


def test_a_workbook_with_renamed_columns_serves_too(make_wave, rows_of, codebook):
    head, row = rows_of("networks", CITIES)
    sources = {"networks": {"file": "networks.xlsx", "mapping": {"Title": "name"}}}
    wave = make_wave(
        {"networks.xlsx": {"networks": [["Title" if c == "name" else c for c in head], row]}}, sources=sources
    )
    assert "Cities together (CT)" in blocks(Context(wave, codebook))["networks"]


def test_a_wave_without_networks_has_an_empty_block(make_wave, codebook):
    assert blocks(Context(make_wave({"survey.csv": ""}), codebook)) == {"networks": ""}
