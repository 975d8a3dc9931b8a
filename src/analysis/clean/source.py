"""One table of a wave, read and cleaned, and held against its schema."""

from __future__ import annotations

from analysis.clean.schema import schema_problems
from analysis.clean.table import Cleaned, clean_table
from analysis.codebook import Codebook
from analysis.intake import read_source
from analysis.problems import InputProblems, grave
from analysis.wave import Wave


def clean_source(wave: Wave, codebook: Codebook, table: str) -> Cleaned:
    """Read and clean one table of a wave; raises InputProblems with everything that is wrong with it."""
    raw, spec = read_source(wave, codebook, table), codebook[table]
    cleaned = clean_table(raw, spec, codebook)
    problems = cleaned.problems
    if not grave(problems):
        problems = [*problems, *schema_problems(cleaned.frame, spec, raw.file, raw.sheet)]
    if grave(problems):
        raise InputProblems(problems)
    return cleaned
