"""The kinds of export that can be read, a file for each. A new one is a file, its place in `KINDS` and its test."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.intake.kinds import eusurvey, forms, kobo, limesurvey, native, plain, qualtrics, statistical
from analysis.intake.kinds.kind import Kind, is_like

KINDS = {
    kind.name: kind
    for kind in (
        native.KIND, kobo.KIND, limesurvey.KIND, eusurvey.KIND, forms.KIND, qualtrics.KIND, statistical.SPSS, statistical.STATA,
        plain.CSV, plain.XLSX,
    )
}  # fmt: skip

__all__ = ["KINDS", "Kind", "recognised"]


def recognised(headers: Iterable[str], container: str, ids: Iterable[str]) -> Kind:
    """The kind of an export: by its container, by headers that only one tool writes, or by item ids as headers."""
    headers, ids = list(filter(None, headers)), set(ids)
    for kind in KINDS.values():
        if container in kind.containers:
            return kind
    most = max(KINDS.values(), key=lambda kind: _signs(kind, headers))
    if _signs(most, headers):
        return most
    if 2 * len(ids.intersection(headers)) >= len(headers) > 0:
        return KINDS["native"]
    return KINDS["csv" if container == "csv" else "xlsx"]


def _signs(kind: Kind, headers: list[str]) -> int:
    return len([header for header in headers if is_like(header, kind.signs)])
