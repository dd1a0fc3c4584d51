"""Whether a project hands on what stands before a loader's name: an object of a library, or one of its modules.

Whatever is in a variable has been put there: an object by code that spells out its class, a module by code that names
it without asking for something in it, or that imports it by its name.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate
from typing import Final

from modelpolicy.extract.patterns import is_module, spelled
from modelpolicy.prefilter.imports import Span
from modelpolicy.prefilter.libraries import Texts
from modelpolicy.prefilter.names import Names
from modelpolicy.prefilter.needles import Needles
from modelpolicy.program.project import Project

# `importlib.import_module`, under any name; not a method that is called so.
_IMPORTING: Final = re.compile(rb"(?<![\w.])(?<!def )(?!self\b|cls\b)(?:\w+\s*\.\s*)?(?:import_module|__import__)\b")
_BEFORE: Final = rb"(?:[(,=:\[{]|\b(?:return|yield|else|or|and)\b)\s*"
_CHAIN: Final = rb"((?:\w+\s*\.\s*)*(?:%s))\b"
_NOT_ASKED: Final = rb"(?!\s*(?:\.|:|[\"']|=(?!=)))"
_MADE_OF: Final = rb"|(?<![\w.])%s\s*\("
_OTHER_NAME: Final = rb"\b%s\s+as\s+(\w+)"


class Handed:
    """What the files of a project hand on; each answer is worked out once."""

    def __init__(self, project: Project, texts: Texts, names: Names) -> None:
        self._paths = project.paths
        self._texts = texts
        self._names = names
        self._held: dict[bytes, bool] = {}
        self._modules: dict[str, bool] = {}

    def may_be(self, parent: str) -> bool:
        """Whether a variable can hold what a pattern calls ``parent``, or what leads to it."""
        if not is_module(parent):
            return self._spells_out(parent)
        return any(map(self._hands_on, accumulate(parent.split("."), "{}.{}".format)))

    def _spells_out(self, name: str) -> bool:
        """Whether each word of ``name`` stands in some file, if only in a string."""
        return all(self._hold(word.encode()) for word in spelled(name))

    def _hands_on(self, module: str) -> bool:
        if module not in self._modules:
            self._modules[module] = self._uses_as_value(module)
        return self._modules[module]

    def _uses_as_value(self, module: str) -> bool:
        """Whether any file uses ``module`` as a value, or may import it by its name.

        What looks like a module can be a class in small letters, of which an object is made.
        """
        root, last = module.partition(".")[0].encode(), module.rpartition(".")[2].encode()
        if self._imports_by_name and (self._hold(b'"' + root) or self._hold(b"'" + root)):
            return True
        names = {last, *self._other_names(last)}
        used = _used(names)
        return any(
            module in self._names.meanings(path, chain)
            for path in self._holding(names)
            for chain in _outside(used, self._names.of(path).code, self._names.of(path).imports.spans)
        )

    @cached_property
    def _imports_by_name(self) -> bool:
        """Whether any file imports something by its name."""
        return any(_IMPORTING.search(text) for text in self._read())

    def _other_names(self, name: bytes) -> Iterator[bytes]:
        pattern = re.compile(_OTHER_NAME % re.escape(name))
        return (other for text in self._read() if name in text for other in pattern.findall(text))

    def _holding(self, names: Iterable[bytes]) -> Iterator[str]:
        needles = Needles(names)
        return (path for path in self._paths if any(needles.whole_words(self._texts.text(path) or b"")))

    def _hold(self, part: bytes) -> bool:
        if part not in self._held:
            self._held[part] = any(part in text for text in self._read())
        return self._held[part]

    def _read(self) -> Iterator[bytes]:
        return (self._texts.text(path) or b"" for path in self._paths)


def _used(names: Iterable[bytes]) -> re.Pattern[bytes]:
    """Dotted names that end with one of ``names``, where they are values or called."""
    chain = _CHAIN % b"|".join(map(re.escape, sorted(names)))
    return re.compile(_BEFORE + chain + _NOT_ASKED + _MADE_OF % chain)


def _outside(used: re.Pattern[bytes], code: bytes, spans: Iterable[Span]) -> Iterator[tuple[bytes, ...]]:
    """The dotted names that ``used`` finds outside of ``spans``."""
    for match in used.finditer(code):
        if not any(start <= match.start() < end for start, end in spans):
            yield tuple(name.strip() for name in (match[1] or match[2]).split(b"."))
