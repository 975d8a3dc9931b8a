"""Sentences from the catalogue of a chapter: Jinja in YAML, strict about every name.

`report/words/<chapter>.<lang>.yml` holds the texts of each exhibit by field; `common.<lang>.yml` what chapters share:
words for numbers, macros, and the fields that an exhibit does not word for itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
import yaml
from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Macro

from analysis.store import read_yaml
from analysis.tell.filters import Filters
from analysis.tell.keys import OPEN, Printed, is_number, keeping, keyed, marked, unmarked
from analysis.tell.markdown import Raw, plain
from analysis.wave import PROJECT

FOLDER = PROJECT / "report" / "words"
MARKS = {
    "block_start_string": "<%", "block_end_string": "%>", "variable_start_string": "<<", "variable_end_string": ">>",
    "comment_start_string": "<#", "comment_end_string": "#>",
}  # fmt: skip
COMMON = "common"
LANG = "en"  # what the report is written in; what is also told in another language is marked with it
BREAK = re.compile(r"[ \t]*\n[ \t]*(?!- |:)")


class WordsError(Exception):
    """A text of a catalogue cannot be told; the message names file, line, exhibit, field and name."""


class Words:
    """The texts of one chapter in one language: `words.tell("respondents", "title", facts)`."""

    def __init__(self, chapter: str, lang: str = LANG, folder: Path = FOLDER, **filters: Callable):
        self.chapter, self.lang, self.folder = chapter, lang, folder
        self.common, self.texts = _load(self._file(COMMON)), _load(self._file(chapter))
        self.filters = Filters(lang, self.common).table() | filters
        self._compiled: dict[tuple[int, str], jinja2.Template] = {}
        self._met: list[Any] = []  # the numbers of the text that is being told in Markdown

    def tell(self, exhibit: str, field: str, facts: Mapping[str, Any], markdown: bool = False) -> Any:
        """A field of an exhibit with its facts put in: a text, or a list or mapping of texts as the catalogue has it.

        In `markdown` the inserted values are made literal; the words themselves are Markdown.
        """
        said = self._field(exhibit, field, facts, self._markdown if markdown else self._plain)
        return unmarked(said) if markdown else said

    def keyed(self, exhibit: str, field: str, facts: Mapping[str, Any], place: str) -> tuple[str, list[Printed]]:
        """A field in Markdown in which every number has its key, and those numbers; `place` begins the keys of those that
        are no estimate."""
        self._met.clear()
        said = self._field(exhibit, field, facts, self._markdown)
        return keyed(said, self._met, place)

    def _field(self, exhibit: str, field: str, facts: Mapping[str, Any], env: jinja2.Environment) -> Any:
        text = (self.common["exhibit"] | self.texts.get(exhibit, {})).get(field)
        return self._told(text, f"{exhibit}.{field}", self.shared(exhibit) | dict(facts), env)

    def cell(self, exhibit: str, column: str, facts: Mapping[str, Any]) -> str | None:
        """The words of a cell in this column of a table, or None where the catalogues have none for it."""
        for texts in (self.texts.get(exhibit, {}), self.common["exhibit"]):
            if column in texts.get("cells", {}):
                return self._told(texts["cells"][column], f"{exhibit}.cells", self.shared(exhibit) | dict(facts), self._plain)
        return None

    def shared(self, exhibit: str) -> dict[str, Any]:
        """The fields of an exhibit that hold plain words, by name: other words use them."""
        texts = self.common["exhibit"] | self.texts.get(exhibit, {})
        return {name: text for name, text in texts.items() if _is_plain(text)}

    def block(self, exhibit: str) -> str:
        """The block that an exhibit stands in: that of its words (with `/` in front: its whole name), else one of its own."""
        block = self.texts[exhibit].get("block", exhibit.replace("_", "-"))
        return self.of_lang(block[1:] if block.startswith("/") else f"{self.chapter}-{block}")

    def of_lang(self, name: str) -> str:
        """A name for what is told in this language: the name itself in that of the report, else with the language behind it."""
        return name if self.lang == LANG else f"{name}-{self.lang}"

    def has(self, exhibit: str, field: str) -> bool:
        return field in self.texts.get(exhibit, {}) or field in self.common["exhibit"]

    def _told(self, text: Any, where: str, facts: Mapping[str, Any], env: jinja2.Environment) -> Any:
        if isinstance(text, dict):
            return {k: self._told(v, where, facts, env) for k, v in text.items()}
        if isinstance(text, list):
            return [self._told(v, where, facts, env) for v in text]
        if not isinstance(text, str):
            return text
        try:
            said = self._template(env, text).render(facts)
        except jinja2.TemplateError as error:
            raise WordsError(f"{self.place(*where.split('.'))}: {where}: {error}") from error
        return flowed(said)

    def _template(self, env: jinja2.Environment, text: str) -> jinja2.Template:
        """A text compiled once: marks and cells tell the same one for every row."""
        if (key := (id(env), text)) not in self._compiled:
            self._compiled[key] = _template(env, text)
        return self._compiled[key]

    def _environment(self, finalize: Callable[[Any], Any]) -> jinja2.Environment:
        env = _Environment(undefined=jinja2.StrictUndefined, trim_blocks=True, finalize=finalize, optimized=False, **MARKS)
        env.filters = {name: keeping(name, told) for name, told in (env.filters | self.filters).items()}
        macros = _template(env, self.common.get("macros", "")).module
        for name, macro in vars(macros).items():
            if isinstance(macro, Macro):
                env.globals[name] = lambda *given, _macro=macro, **named: Raw(_macro(*given, **named))
        return env

    @cached_property
    def _plain(self) -> jinja2.Environment:
        return self._environment(str)

    @cached_property
    def _markdown(self) -> jinja2.Environment:
        return self._environment(self._literal)

    def _literal(self, value: Any) -> Raw:
        """A value as Markdown; one that is a number is marked, and noted as met."""
        if isinstance(value, Raw) or (isinstance(value, str) and OPEN in value):
            return Raw(value)
        if not is_number(value):
            return Raw(plain(value))
        self._met.append(value)
        return marked(len(self._met) - 1, plain(value))

    def _file(self, chapter: str) -> Path:
        return self.folder / f"{chapter}.{self.lang}.yml"

    def place(self, exhibit: str, field: str) -> str:
        """File and line where the field stands."""
        file = self._file(self.chapter)
        if field not in self.texts.get(exhibit, {}):
            file, exhibit = self._file(COMMON), "exhibit"
        return f"{file.name}:{line_of(file, exhibit, field)}"


class _Unfolded(CodeGenerator):
    """Leaves all that filters say to when a text is told: they say it in each language and wave in its own way."""

    def _output_child_to_const(self, node: nodes.Expr, *rest: Any) -> str:
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, *rest)


class _Environment(jinja2.Environment):
    code_generator_class = _Unfolded


_CODE: dict[str, CodeType] = {}


def _template(env: jinja2.Environment, text: str) -> jinja2.Template:
    """A text for an environment; its code, slow to make, is made once for all chapters."""
    if text not in _CODE:
        _CODE[text] = env.compile(text)
    return jinja2.Template.from_code(env, _CODE[text], env.make_globals(None))


def flowed(text: str) -> str:
    """Paragraphs with one blank line between them, each on one line but for items of a list and fences."""
    parts = [BREAK.sub(" ", part.strip()) for part in re.split(r"\n\s*\n", text) if part.strip()]
    return "\n\n".join(re.sub(r"[ \t]+", " ", part) for part in parts)


def _is_plain(text: Any) -> bool:
    if isinstance(text, dict):
        return all(map(_is_plain, text.values()))
    return isinstance(text, str) and not any(mark in text for mark in ("<<", "<%"))


def line_of(file: Path, exhibit: str, field: str) -> int:
    """The line of a catalogue on which a field of an exhibit begins."""
    node = yaml.compose(file.read_text(encoding="utf-8"))
    for name in (exhibit, field):
        key, node = next(((k, v) for k, v in node.value if k.value == name), (None, node))
        if key is None:
            break
        line = key.start_mark.line + 1
    return line


def _load(file: Path) -> dict[str, Any]:
    try:
        return read_yaml(file) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise WordsError(f"{file.name}:{mark.line + 1 if mark else '?'}: not valid YAML: {error}") from None
