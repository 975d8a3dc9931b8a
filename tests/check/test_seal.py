"""Files that have passed are not read again, as long as they, the page and the checks are what they were."""

from __future__ import annotations

import pytest

from analysis.check.record import record
from analysis.check.seal import passed_before, remember
from analysis.store import write_text


@pytest.fixture
def sealed(checked):
    found = checked()
    record(found, [])
    return found.wave


def test_what_has_never_been_checked_has_not_passed(checked):
    assert passed_before(checked().wave) is None


def test_what_has_passed_is_remembered_with_its_warnings(sealed):
    assert passed_before(sealed) == 0
    remember(sealed, 3)
    assert passed_before(sealed) == 3


def test_what_has_errors_has_not_passed(checked):
    found = checked({"country": "Atlantis"})
    record(found, [])
    assert found.wave.check_page.is_file() and passed_before(found.wave) is None


@pytest.mark.parametrize("change", ["edited", "gone", "added", "no page", "odd mark"])
def test_a_change_of_any_file_breaks_the_seal(sealed, change):
    file, mark = sealed.source_file("practices"), sealed.root.build / "state" / sealed.id / "checked"
    match change:
        case "edited":
            write_text(file.read_text(encoding="utf-8") + "\n", file)
        case "gone":
            file.unlink()
        case "added":
            write_text("x", sealed.raw / "corrections.csv")
        case "no page":
            sealed.check_page.unlink()
        case "odd mark":
            write_text("an older version wrote this", mark)
    assert passed_before(sealed) is None


def test_what_passed_before_it_failed_is_read_again(checked):
    """The page is that of the failure, also where the files are what they were before it."""
    record(checked(), [])
    record(checked({"country": "Atlantis"}), [])
    assert passed_before(checked().wave) is None
