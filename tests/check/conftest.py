"""A small wave with what people do to a table, checked."""

from __future__ import annotations

import pytest

from analysis.check.examine import Checked, examine

PRACTICE = {"practice_id": "P1", "title": "Aid", "country": "Malta", "range": "national", "start_date": "2020", "end_date": "ongoing", "aims": "health"}  # fmt: skip


@pytest.fixture
def checked(make_wave, rows_of):
    """`checked({"country": "Atlantis"}, ...)`: a wave of practices, each with these cells, as `check` finds it."""

    def look(*records: dict[str, str], **fields) -> Checked:
        rows = [PRACTICE | {"practice_id": f"P{n}"} | record for n, record in enumerate(records or [{}], 1)]
        return examine(make_wave({"practices.csv": rows_of("practices", *rows)}, **fields))

    return look
