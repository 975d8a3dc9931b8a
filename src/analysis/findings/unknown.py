"""Why a value is not known or not shown: the reasons that all chapters tell, and how that of an estimate is found."""

from __future__ import annotations

from analysis.codebook import Codebook, Item
from analysis.estimate.cases import PRINTED
from analysis.findings.results import Results

NO_SOURCE, NOT_ASKED, NO_ANSWER = "no_source", "not_asked", "no_answer"
WITHHELD = "withheld"  # too few are behind it
OWN_WORDS = "own_words"  # it was answered in own words, which nobody counts
SILENCE = "silence"  # those who are silent could turn what it says
NO_AIM = "no_aim"  # the database has no such aim to choose
# Of a printed study only the text was read, and not the charts: it is not there, or told in words, or without its option or group.
NOT_IN_TEXT, IN_WORDS, NOT_MATCHED, NO_GROUP = "not_in_text", "in_words", "not_matched", "no_group"
INDICATOR = "indicator"  # what the estimates of criteria begin with, behind their source


def why(r: Results, key: str) -> str:
    """Why an estimate is not shown, of a source that the wave has: of a withheld one there still is the row."""
    if not is_asked(r.codebook, key):
        return NOT_ASKED
    if r.codebook.table_of(key).source in r.wave.rebuilt:
        return NOT_IN_TEXT
    return WITHHELD if r.is_estimated(key) else NO_ANSWER


def is_asked(codebook: Codebook, key: str) -> bool:
    """Whether a codebook has what an estimate is about."""
    return key.split(".")[1] == INDICATOR or item_of(codebook, key) is not None


def item_of(codebook: Codebook, key: str) -> Item | None:
    """The item that an estimate is about, if the codebook has it."""
    source, *path, _, _ = key.split(".")
    name = "__".join(path)
    return codebook.table_of(key).named(PRINTED.get(name, name) if source == "cases" else name)
