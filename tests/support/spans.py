"""Markdown of the book as a reader sees it: without the keys of its numbers."""

from __future__ import annotations

import re

SPAN = re.compile(r'\[([^\[\]]*)\]\{key="[^"]*"\}')


def without_keys(text: str) -> str:
    return SPAN.sub(r"\1", text)
