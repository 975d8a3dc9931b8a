"""One table of a wave, read and cleaned."""

from __future__ import annotations

from analysis.clean.table import Cleaned, clean_table
from analysis.codebook import Codebook
from analysis.intake import read_source
from analysis.problems import InputProblems
from analysis.wave import Wave


def clean_source(wave: Wave, codebook: Codebook, table: str) -> Cleaned:
    """Read and clean one table of a wave; raises InputProblems with everything that is wrong with it."""
    cleaned = clean_table(read_source(wave, codebook, table), codebook[table], codebook)
    if cleaned.problems:
        raise InputProblems(cleaned.problems)
    return cleaned
