"""Colours on which a text can be read, on the white page and on the dark one, where figures are turned (`report/style.css`)."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from matplotlib.colors import to_hex, to_rgb

INVERT, CONTRAST = 0.85, 1.1  # as `--figure-filter` says; between the two the hue is turned by half
LUMINANCE = np.array([0.2126, 0.7152, 0.0722])
GREY = np.array([0.213, 0.715, 0.072])  # what CSS keeps when it turns a hue
TEXTS = ("black", "white")
LEAST = 4.5  # the contrast of text, WCAG 2
STEPS = 60
PALEST = 0.14


def contrast(colour: str) -> str:
    """Black or white, whichever reads better on `colour` where it reads worse, on the white or the dark page."""
    return max(TEXTS, key=lambda text: _least(colour, text))


def shade(share: float, colour: str) -> str:
    """`colour` mixed with white: pale for a `share` of 0, full for 1. Tints on which neither black nor white can be read are left out."""
    tints = _tints(colour)
    return tints[round(share * (len(tints) - 1))]


def readable(colour: str) -> bool:
    """Whether black or white can be read on `colour`, on the white page and on the dark one."""
    return _least(colour, contrast(colour)) >= LEAST


def turned(colour: str) -> tuple[float, float, float]:
    """How a colour of a figure is shown on the dark page."""
    inverted = INVERT + np.array(to_rgb(colour)) * (1 - 2 * INVERT)
    hue = np.clip(2 * GREY @ inverted - inverted, 0, 1)
    return tuple(np.clip((hue - 0.5) * CONTRAST + 0.5, 0, 1))


@lru_cache
def _tints(colour: str) -> list[str]:
    shares = np.linspace(PALEST, 1, STEPS)
    tints = [to_hex(1 + (np.array(to_rgb(colour)) - 1) * share) for share in shares]
    return [tint for tint in tints if readable(tint)] or [colour]


def _least(colour: str, text: str) -> float:
    """The lower of the two contrasts of a text on a fill, on the white page and on the dark one."""
    return min(_ratio(to_rgb(colour), to_rgb(text)), _ratio(turned(colour), turned(text)))


def _ratio(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """Contrast of WCAG 2: relative luminances, the lighter over the darker."""
    dark, light = sorted(_luminance(c) + 0.05 for c in (one, other))
    return light / dark


def _luminance(colour: tuple[float, ...]) -> float:
    parts = np.array(colour)
    return float(LUMINANCE @ np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4))
