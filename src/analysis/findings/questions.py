"""The questions of a survey as they were put, and what is known of the answers to each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from analysis.codebook import WORKED_OUT, Item
from analysis.findings.results import COUNTS_WHO_ANSWERED, Facts, Named, Results
from analysis.findings.unknown import NO_ANSWER, NOT_IN_TEXT, WITHHELD

SECTIONS = {  # where the survey chapter shows the answers to a question
    "country": "who", "challenge_migrants": "challenges", "challenge_authority": "challenges", "measure_legal": "measures",
    "measure_socio_economic": "measures", "measure_cultural": "measures", "developed": "dimensions", "effective": "dimensions",
}  # fmt: skip
# What is known of the answers, the most first: of every option, of some, in words, by example; or why nothing is.
ALL, SOME, WORDS, EXAMPLE, KEPT = "all", "some", "words", "example", "kept"
STATES = (ALL, SOME, WORDS, EXAMPLE, WITHHELD, NO_ANSWER, KEPT, NOT_IN_TEXT)
COUNTED = ("choice", "multi", "rating", "country")  # of other answers nothing is counted


@dataclass(frozen=True)
class Question:
    """A question of one item, or of the items that are rated on one scale. `state` says what is known of the answers, `place`
    where the book shows them (nothing: nowhere), `follows` which question leads to it."""

    items: tuple[Item, ...]
    state: str
    place: str = ""
    follows: Item | None = None

    @property
    def first(self) -> Item:
        return self.items[0]

    @property
    def number(self) -> str:
        return self.first.question

    @property
    def limits(self) -> tuple[int | float, int | float] | None:
        """The least and the most that a number can be, where both are set."""
        ends = [end if end is None or end % 1 else int(end) for end in (self.first.min, self.first.max)]
        return None if None in ends else (ends[0], ends[1])

    @property
    def groups(self) -> list[str]:
        """For whom it is asked, one after the other."""
        return list(dict.fromkeys(i.put_levels[0] for i in self.items if len(i.levels) > 1))

    @property
    def rows(self) -> list[str]:
        """What is rated."""
        return list(dict.fromkeys(i.put_levels[-1] for i in self.items if i.levels))


class Answered:
    """What a wave knows of the answers to the questions of a table."""

    def __init__(self, r: Results, table: str):
        self.r, self.table = r, r.codebook[table]
        self.printed = "survey" in r.wave.rebuilt or not r.wave.has("survey")

    def questions(self) -> list[Question]:
        """The questions in the order of their numbers, those without one first; not what is given to a record or worked out."""
        items = [i for i in self.table.items.values() if i.type != "id" and i.id not in WORKED_OUT]
        found = [self._question(tuple(group)) for _, group in groupby(items, key=lambda item: item.stem)]
        return sorted(found, key=lambda q: [int(part) for part in q.number.split(".") if part])

    def _question(self, items: tuple[Item, ...]) -> Question:
        state = self._state(items)
        return Question(items, state, self._place(items[0], state), self.table.items.get(items[0].asked_if))

    def _state(self, items: Sequence[Item]) -> str:
        first, known = items[0], self._known.get(items[0].stem, set())
        if known:
            return ALL if known >= {i.id for i in items} else SOME
        if first.stem in self._said:
            return WORDS
        if {i.id for i in items} & self._examples:
            return EXAMPLE
        if self.printed:
            return NOT_IN_TEXT
        if first.type not in COUNTED:
            return KEPT
        return WITHHELD if self._held.isin({i.id for i in items}).any() else NO_ANSWER

    def _place(self, item: Item, state: str) -> str:
        """Where the survey chapter shows the answers: words only beside other answers, or on the dimensions."""
        section = SECTIONS.get(item.stem) or ("answers" if "yes" in item.options else "")
        told = state in (ALL, SOME) or (state == WORDS and (section == "dimensions" or (section == "answers" and self._counts_yes)))
        if state == EXAMPLE:
            section = "examples"
        elif not told:
            section = ""
        return f"/report/survey.qmd#sec-survey-{section}" if section and self.table.estimates == "survey" else ""

    @cached_property
    def _counts_yes(self) -> bool:
        """Whether the answers to any question of yes or no are known."""
        return any(i.stem in self._known for i in self.table.items.values() if "yes" in i.options)

    @cached_property
    def _known(self) -> dict[str, set[str]]:
        """The items with a number that is shown, by question; what stands in a text without its option is one of them."""
        found: dict[str, set[str]] = {}
        for n in self.r.where(source=self.table.estimates, group=""):
            if not n.small and n.option not in COUNTS_WHO_ANSWERED:
                found.setdefault(n.stem, set()).add(n.item)
        return found

    @cached_property
    def _said(self) -> set[str]:
        """The questions that the text of a printed study tells of in words."""
        said = self.r.raw("published/statements.csv")
        return set(said.loc[said["kind"].isin(["quote_free", "ordering"]), "subject"]) if len(said) else set()

    @cached_property
    def _examples(self) -> set[str]:
        return {row["item"] for row in self.r.documents("examples")}

    @cached_property
    def _held(self):
        """The items of the estimates, also of those that are withheld."""
        estimates = self.r.table("processed/estimates.csv")
        return estimates.loc[estimates["source"].eq(self.table.estimates), "item"]


def told(questions: Iterable[Question]) -> Facts:
    """How many numbered questions there are, and for each state those of which no more than that is known, by their first item."""
    by_number: dict[str, Question] = {}
    for q in questions:
        if q.number:
            first = by_number.setdefault(q.number, q)
            by_number[q.number] = replace(first, state=min(first.state, q.state, key=STATES.index))
    return {"numbered": len(by_number), "by_state": {state: [q for q in by_number.values() if q.state == state] for state in STATES}}


def in_turn(questions: Sequence[Question]) -> Iterator[tuple[Question, str]]:
    """Each question with its words, of several parts of one the words of the whole only with the first."""
    before = ""
    for q in questions:
        put = q.first.put
        yield q, put.part if put.part and put.text == before else put.full
        before = put.text


def linked(question: Question) -> Named:
    """What is known of the answers, which leads to where they are shown."""
    return Named(question.state, question.place)
