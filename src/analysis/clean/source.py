"""One table of a wave, read and cleaned, and held against its schema."""

from __future__ import annotations

from analysis.clean.schema import schema_problems
from analysis.clean.table import Cleaned, clean_table
from analysis.codebook import Codebook, Table
from analysis.intake import Raw, read_source
from analysis.problems import InputProblems, grave
from analysis.wave import Wave


def clean_source(wave: Wave, codebook: Codebook, table: str) -> Cleaned:
    """Read and clean one table of a wave; raises InputProblems with everything that is wrong with it."""
    cleaned = clean_raw(read_source(wave, codebook, table), codebook[table], codebook)
    if grave(cleaned.problems):
        raise InputProblems(cleaned.problems)
    return cleaned


def clean_raw(raw: Raw, spec: Table, codebook: Codebook) -> Cleaned:
    """Clean a raw table, with everything that is wrong with it; a cell that cannot be cleaned is empty."""
    cleaned = clean_table(raw, spec, codebook)
    if not grave(cleaned.problems):
        cleaned.problems += schema_problems(cleaned.frame, spec, raw.file, raw.sheet)
    return cleaned
