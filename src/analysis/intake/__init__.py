"""A file of any supported kind -> a table of raw text in codebook ids, or a list of problems."""

from analysis.intake.table import Raw, read_source

__all__ = ["Raw", "read_source"]
