"""What axe finds on a page: everything at once, or what depends on the colours and the room that there are just now."""

from __future__ import annotations

from typing import Any

COLOURS = ("color-contrast", "link-in-text-block")
ROOM = ("scrollable-region-focusable", "target-size")

# The elements with words of their own, one of each kind that is in sight: those of a kind are the same to every style sheet, by
# their tags, classes and attributes from the root on, and by being an even row or an odd one.
OF_EACH_KIND = """() => {
  const kinds = new Map(), named = new Map([[document.documentElement, ""]]);
  const name = (e) => {
    if (!named.has(e)) {
      const own = [...e.attributes].filter(a => !/^(id|href|src|title|alt|key|data-key|aria-label|aria-labelledby)$/.test(a.name));
      const row = e.tagName === "TR" ? [...e.parentElement.children].indexOf(e) % 2 : "";
      named.set(e, `${name(e.parentElement)} ${e.tagName}${row}${own.map(a => `[${a.name}=${a.value}]`).join("")}`);
    }
    return named.get(e);
  };
  for (const e of document.body.querySelectorAll("*")) {
    const says = [...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.data.trim());
    if (says && e.checkVisibility() && !kinds.has(name(e))) kinds.set(name(e), e);
  }
  return [...kinds.values()];
}"""


def found_on(page: Any, axe: str, colours: bool = True) -> list[tuple[str, list[str]]]:
    """The rules that a page breaks, each with the elements that do; without `colours` but for those that cost most."""
    page.evaluate(axe)
    off = () if colours else COLOURS
    return _told(page, "document", f"rules: {{{', '.join(f'{rule!r}: {{enabled: false}}' for rule in off)}}}")


def found_in_colours(page: Any) -> list[tuple[str, list[str]]]:
    """What is wrong, after `found_on`, with the colours that there are now, by one element of each kind where there are thousands."""
    return _told(page, f"{{include: ({OF_EACH_KIND})()}}", f"runOnly: {[*COLOURS]}")


def found_on_phone(page: Any) -> list[tuple[str, list[str]]]:
    """What is wrong, after `found_on`, in the colours and with the room that there is now."""
    return [*found_in_colours(page), *_told(page, "document", f"runOnly: {[*ROOM]}")]


def turn(page: Any, scheme: str) -> None:
    """Let the system be "light" or "dark" from now on, and wait until the page is."""
    page.emulate_media(color_scheme=scheme)
    page.wait_for_function(f"document.documentElement.dataset.theme === {scheme!r}")


def _told(page: Any, where: str, options: str) -> list[tuple[str, list[str]]]:
    """A page from disk may not fetch its own style sheet again: `preload: false`."""
    run = f"axe.run({where}, {{preload: false, resultTypes: ['violations'], {options}}})"
    return [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in page.evaluate(f"{run}.then(result => result.violations)")]
