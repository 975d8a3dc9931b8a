"""Plant one mistake at a time and see whether the tests notice: `python benchmarks/mutations.py [WORD ...]`

Each entry of MUTATIONS is a mistake that somebody could make: in a file below src/analysis, the text `old` becomes `new`.
It is planted in a copy of the project in a temporary folder, never here, and only the tests of its room are run: for
clean/money.py those in tests/clean. `benchmarks/mutations.md` gets a table: `caught` (a test failed) or `survived` (all
passed). With words, only the mutations whose file or mistake holds one of them are planted, and only their lines renewed.

To add one, add a line. `old` must stand in the file exactly once; where it no longer does, all stops and says so (and so
does tests/test_mutations.py), for the list would rot otherwise. Choose a mistake before looking at the tests; where it
survives, write the example that it spoils.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

PROJECT = Path(__file__).resolve().parents[1]
CODE = Path("src") / "analysis"
RESULT = Path(__file__).with_name("mutations.md")
COPIED = ("src", "tests", "data", "notebooks", "report", "benchmarks")  # and the files beside them
WORKERS = 2
LONGEST = 900  # seconds that the tests of a room may take
PASSED, FAILED = 0, 1  # what pytest returns
CAUGHT, SURVIVED, NOT_RUN = "caught", "survived", "not run"


@dataclass(frozen=True)
class Mutation:
    """A mistake: in `file` (below src/analysis) the text `old` becomes `new`; `mistake` says it in words."""

    file: str
    mistake: str
    old: str
    new: str

    @property
    def tests(self) -> tuple[str, ...]:
        """What must notice: the tests of the room, first those that mirror the file, which are the likeliest to."""
        return f"tests/{self.room}/test_{Path(self.file).stem}.py", f"tests/{self.room}"

    @property
    def room(self) -> str:
        """The folder of tests that must notice."""
        return Path(self.file).parts[0]

    def planted(self, text: str) -> str:
        """The file's text with the mistake in it. Raises ValueError where `old` does not stand there exactly once."""
        if (times := text.count(self.old)) != 1:
            raise ValueError(f"{self.file}: {self.old!r} ({self.mistake}) stands there {times} times instead of once")
        return text.replace(self.old, self.new)


M = Mutation
MUTATIONS = (
    M("clean/money.py", "rate of the last year for that of all years", "range(first, last + 1)", "range(last, last + 1)"),
    M("clean/money.py", "a year of ten months", "length / (12 if", "length / (10 if"),
    M("clean/money.py", "end of a range for its middle", "(low + high) / 2", "high"),
    M("clean/money.py", "last year of a span not counted", "set(range(amount.years[0], amount.years[1] + 1))", "set(range(amount.years[0], amount.years[1]))"),
    M("clean/money.py", "converted the wrong way round", "part.value / own if own", "part.value * own if own"),
    M("clean/responses.py", "nine answers are enough", '"analysable_from", 10', '"analysable_from", 9'),
    M("clean/numbers.py", "the largest number allowed is refused", "value > item.max", "value >= item.max"),
    M("clean/dates.py", "years up to 29 belong to this century", "int(text) < 50", "int(text) < 30"),
    M("clean/cases.py", "less than 100 euros are implausible", "IMPLAUSIBLE_BELOW_EUR = 1000", "IMPLAUSIBLE_BELOW_EUR = 100"),
    M("clean/practices.py", "what ended before a year has not ended", "if _end_year(date) or _end_before(date) else", "if _end_year(date) else"),
    M("clean/duplicates.py", "of two texts the shorter is kept", "key=lambda text: (-len(text), text)", "key=lambda text: (len(text), text)"),
    M("clean/duplicates.py", "two wordings of a text contradict each other", 'SAY_OTHERWISE if item.type == "text" and item.id not in spec.alike else CONTRADICT', "CONTRADICT"),
    M("clean/words.py", "answers in the order of the alphabet", "option for option in item.options if option in found", "sorted(found)"),
    M("clean/schema.py", "the largest number allowed breaks the schema", "numbers <= item.max", "numbers < item.max"),
    M("estimate/published.py", "bases are searched next door only", "SEARCH = 25", "SEARCH = 1"),
    M("estimate/published.py", "halves are rounded to even", "rounding=ROUND_HALF_UP", 'rounding="ROUND_HALF_EVEN"'),
    M("estimate/rows.py", "a base just large enough is suppressed", '["base"].lt(min_base)', '["base"].le(min_base)'),
    M("estimate/rows.py", "intervals of 90%", "alpha=(100 - CONFIDENCE) / 100", "alpha=2 * (100 - CONFIDENCE) / 100"),
    M("estimate/rows.py", "simulated data keep a class of their own", 'table["evidence"].ne("") & (evidence != "simulated")', 'table["evidence"].ne("")'),
    M("estimate/bounds.py", "upper bound over the base of all", "min(numerator, rest) / rest", "min(numerator, rest) / base"),
    M("estimate/bounds.py", "lower bound below zero", "max(0, numerator - excluded) / rest", "(numerator - excluded) / rest"),
    M("estimate/survey.py", "the cut-off itself is no higher priority", "exact.ge(higher_from)", "exact.gt(higher_from)"),
    M("estimate/survey.py", "several answers over all who were asked", "option, counts[option], len(given), resp", "option, counts[option], len(answers), resp"),
    M("estimate/survey.py", "partial answers count too", 'responses["status"].eq("analysable")]', 'responses["status"].ne("empty")]'),
    M("estimate/survey.py", "countries over those that name one", "str(code), count, len(country), resp", "str(code), count, counts.sum(), resp"),
    M("estimate/survey.py", "spread of a population, not of a sample", "ddof=1", "ddof=0"),
    M("estimate/practices.py", "aims and funding of all ranges", 'practices.loc[practices["range"].eq(LOCAL), [', "practices.loc[:, ["),
    M("estimate/cases.py", "the middle 80 per cent for the middle half", "[25, 50, 75]", "[10, 50, 90]"),
    M("evaluate/rows.py", "fact sheets scored where there is no rule", "if indicator.rule])", "])"),
    M("evaluate/rows.py", "a mean of those without a dimension", 'numbers[numbers["dimension"].ne("")]', "numbers"),
    M("evaluate/rows.py", "the high score without what is not reported", "(met, met + silent)", "(met, met)"),
    M("evaluate/agreement.py", "an interval of 90%", "[2.5, 97.5]", "[5, 95]"),
    M("evaluate/agreement.py", "expected disagreement with replacement", "differing * (n - 1)", "differing * n"),
    M("evaluate/ranks.py", "weights near the middle", 'np.ones(table["criterion"].nunique())', '2 * np.ones(table["criterion"].nunique())'),
    M("evaluate/ranks.py", "a place too few at the top", "(top - first + 1)", "(top - first)"),
    M("evaluate/ranks.py", "a tie cannot push a case down", "high[None, :] >= low[:, None]", "high[None, :] > low[:, None]"),
    M("evaluate/scores.py", "silence drops out of the base", 'low=table["met"] / base', 'low=table["met"] / (base - table["not_reported"])'),
    M("evaluate/dominance.py", "equal cases dominate each other", "(ours >= theirs).all(axis=2) & (ours > theirs).any(axis=2)", "(ours >= theirs).all(axis=2)"),
    M("evaluate/dimensions.py", "p values not adjusted", "apart & (adjusted < LEVEL)", 'apart & (rows["p"] < LEVEL)'),
    M("evaluate/dimensions.py", "bound with the scores of the wrong dimension", "a.mean() - high[1].mean()", "a.mean() - high[0].mean()"),
    M("evaluate/robustness.py", "mean change of rank for the largest", "float(change.max())", "float(change.mean())"),
    M("evaluate/coding.py", "a no needs no evidence", 'not row.evidence and row.final in ("yes", "no")', 'not row.evidence and row.final == "yes"'),
    M("audit/assemble.py", "another base is equal too", ' & at[1].eq(computed["base"])', ""),
    M("audit/assemble.py", "printed numbers beside the same computed ones", 'printed[~printed["key"].isin(computed["key"])]', "printed"),
    M("audit/compare.py", "equal within one", "Decimal(printed) == Decimal(recomputed)", "abs(Decimal(printed) - Decimal(recomputed)) < 1"),
    M("audit/compare.py", "of a sum only the first part", 'sum(int(r["numerator"]) for r in rows)', 'sum(int(r["numerator"]) for r in rows[:1])'),
    M("audit/published.py", "a subtotal counts as a row", '("Total", "Subtotal")', '("Total",)'),
    M("audit/published.py", "a cell may be printed twice", "if key else []:", "if False else []:"),
    M("audit/errata.py", "quoted figures confirm themselves", "return CONFIRMED if calls & set(READING) else QUOTED", "return CONFIRMED"),
    M("audit/affects.py", "a no may rest on another project's text", 'row.final in ("yes", "no") and not any', 'row.final == "yes" and not any'),
    M("audit/affects.py", "errata of all records", "kind == table and rest[0].casefold() == record.casefold()", "kind == table"),
    M("findings/results.py", "`other` leads", "named = [n for n in numbers if n.option not in NOT_RANKED] or list(numbers)", "named = list(numbers)"),
    M("findings/survey.py", "half is a majority", "n.numerator * 2 > n.base", "n.numerator * 2 >= n.base"),
    M("findings/survey.py", "bounds of suppressed shares", 'method="bounds", suppressed="no"', 'method="bounds"'),
    M("findings/practices.py", "one country too many for the half", "so_far * 2 < placed", "so_far * 2 <= placed"),
    M("findings/practices.py", "of a tie some are named", "if n.numerator > after]", "if n.numerator >= after]"),
    M("findings/practices.py", "the first year shown counted as early", 'if p["year"] < cut or', 'if p["year"] <= cut or'),
    M("findings/cases.py", "a median of three amounts", "MIDDLE_FROM = 5", "MIDDLE_FROM = 3"),
    M("findings/criteria.py", "an interval turned, its ends not", "Range(-high, -low) if down", "Range(-low, -high) if down"),
    M("findings/criteria.py", "a pair that is decided whatever is silent counts twice", 'int(kinds.eq("low").sum()), cases', "len(kinds), cases"),
    M("findings/audit.py", "table 3.10 before 3.9", "[int(part) for part in number.split(", "[part for part in number.split("),
    M("findings/networks.py", "whatever a network covers is its main concern", 'sum(n[MAIN] == "main" for n in some)', 'sum(n[MAIN] != "" for n in some)'),
)  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", nargs="*", metavar="WORD", help="only mutations whose file or mistake holds one")
    words = parser.parse_args().words
    chosen = [m for m in MUTATIONS if not words or any(word in m.file or word in m.mistake for word in words)]
    if lost := not_applicable(chosen):
        print(*lost, sep="\n", file=sys.stderr)
        return 2
    verdicts = judge(chosen)
    told = earlier() | dict(zip(map(place, chosen), verdicts, strict=True))
    RESULT.write_text(report(told), encoding="utf-8", newline="\n")
    return 1 if SURVIVED in verdicts else 0


def place(mutation: Mutation) -> tuple[str, str]:
    """What a mutation is known by in the table."""
    return mutation.file, mutation.mistake


def earlier() -> dict[tuple[str, str], str]:
    """The verdicts that the table has."""
    lines = RESULT.read_text(encoding="utf-8").splitlines() if RESULT.is_file() else []
    cells = [line.strip("| ").split(" | ") for line in lines if line.startswith("| ") and ".py |" in line]
    return {(file, mistake): verdict for file, mistake, _, verdict in cells}


def not_applicable(mutations: Iterable[Mutation]) -> list[str]:
    """What is wrong with each mutation that cannot be planted any more."""
    found = []
    for mutation in mutations:
        file = PROJECT / CODE / mutation.file
        try:
            mutation.planted(file.read_text(encoding="utf-8") if file.is_file() else "")
        except ValueError as error:
            found.append(str(error))
    return found


def judge(mutations: list[Mutation]) -> list[str]:
    """The verdict on each mutation. Raises RuntimeError where the tests of a room fail without one, or do not run."""
    copies: SimpleQueue[Path] = SimpleQueue()
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(WORKERS) as pool:
        for n in range(WORKERS):
            copies.put(_copied(Path(scratch) / str(n)))

        def of(mutation: Mutation | str) -> str:
            copy = copies.get()
            try:
                if isinstance(mutation, str):
                    return _tested(copy, f"tests/{mutation}")
                with _planted(copy, mutation):
                    verdict = _tested(copy, *mutation.tests)
            finally:
                copies.put(copy)
            print(f"{verdict}: {mutation.file}, {mutation.mistake}", flush=True)
            return verdict

        rooms = sorted({mutation.room for mutation in mutations})
        if failing := [room for room, verdict in zip(rooms, pool.map(of, rooms), strict=True) if verdict != SURVIVED]:
            raise RuntimeError(f"the tests of {', '.join(failing)} fail without any mutation")
        return list(pool.map(of, mutations))


def report(verdicts: dict[tuple[str, str], str]) -> str:
    """The verdicts on all mutations as Markdown."""
    told = [verdicts.get(place(mutation), NOT_RUN) for mutation in MUTATIONS]
    lines = [f"| {m.file} | {m.mistake} | {m.room} | {verdict} |" for m, verdict in zip(MUTATIONS, told, strict=True)]
    return f"""# Mistakes that the tests notice

Written by `python benchmarks/mutations.py`: each mistake is planted by itself in a copy of the project, and only the tests
of its room are run. {told.count(CAUGHT)} of {len(MUTATIONS)} are caught.

| file | mistake | tests | verdict |
|:---|:---|:---|:---|
{chr(10).join(lines)}
"""


def _copied(folder: Path) -> Path:
    """A copy of the project, without what it builds."""
    folder.mkdir()
    for place in PROJECT.iterdir():
        if place.is_file() and not place.name.startswith("."):
            shutil.copy(place, folder)
    for name in COPIED:
        shutil.copytree(PROJECT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@contextmanager
def _planted(copy: Path, mutation: Mutation) -> Iterator[None]:
    """The mistake stands in the copy as long as the context lasts."""
    file = copy / CODE / mutation.file
    text = file.read_text(encoding="utf-8")
    file.write_text(mutation.planted(text), encoding="utf-8")
    try:
        yield
    finally:
        file.write_text(text, encoding="utf-8")


def _tested(copy: Path, *tests: str) -> str:
    """Whether one of the tests fails. No bytecode is kept: it would outlive a change within the same second."""
    there = [place for place in tests if (copy / place).exists()]
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *there]
    own = {"PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=copy, env=os.environ | own, capture_output=True, text=True, timeout=LONGEST)
    if done.returncode not in (PASSED, FAILED):
        raise RuntimeError(f"{' '.join(there)} cannot be run:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return CAUGHT if done.returncode == FAILED else SURVIVED


if __name__ == "__main__":
    sys.exit(main())
