"""Whether a file's text can hold a load, and what else it calls a loader."""

import re
from collections.abc import Iterator
from typing import Final

from modelpolicy.extract.patterns import Patterns
from modelpolicy.prefilter.chains import Chain, chains
from modelpolicy.prefilter.libraries import Texts
from modelpolicy.prefilter.names import FileNames, Names
from modelpolicy.prefilter.needles import Needles
from modelpolicy.source.walk import NOTEBOOK

_BY_LITERAL: Final = re.compile(rb"getattr\s*\([^()]{0,200},\s*[\"'](\w+)[\"']")
_OWN: Final = frozenset({b"self", b"cls"})


class Sight:
    """Looks at one file after another. ``telling`` are the words that say something where nothing else does."""

    def __init__(self, patterns: Patterns, telling: frozenset[bytes], names: Names) -> None:
        self._patterns = patterns
        self._telling = telling
        self._names = names

    def sees(self, path: str, needles: Needles, texts: Texts) -> bool:
        """Whether the file can hold a load by one of the words ``needles``."""
        if path.endswith(NOTEBOOK):
            return True
        data = texts.text(path) or b""
        if b"getattr" in data and any(name in needles.words for name in _BY_LITERAL.findall(data)):
            return True
        file = self._names.of(path)
        found = self._chains(file, needles)
        return self._imports_callee(file) or any(self._can_load(path, file, chain) for chain in found)

    def _imports_callee(self, file: FileNames) -> bool:
        """Whether an import gives a loader whose own name no needle is: one of ``torchvision.models.*``."""
        targets = (target for targets in file.imports.bound.values() for target in targets)
        names = (target.name.decode(errors="replace") for target in targets if target.last not in self._telling)
        return any(map(self._patterns.is_callee, names))

    def other_names(self, path: str, needles: Needles) -> Iterator[bytes]:
        """The names that the file gives to what is a loader by itself and called by one of ``needles``."""
        for name in self._named_after(self._names.of(path), needles):
            if any(map(self._patterns.is_callee, self._names.meanings(path, (name,)))):
                yield name

    def _named_after(self, file: FileNames, needles: Needles) -> Iterator[bytes]:
        for name, targets in file.imports.bound.items():
            if any(target.last != name and target.last in needles.words for target in targets):
                yield name
        if any(not chain.called for chain in self._chains(file, needles)):
            for name, renames in file.renames.items():
                if any(not rename.is_result and rename.chain[-1] in needles.words for rename in renames):
                    yield name

    def _can_load(self, path: str, file: FileNames, chain: Chain) -> bool:
        root, wanted = chain.names[0], chain.names[chain.at]
        is_telling, is_bound = wanted in self._telling, root in file.imports.bound
        if chain.computed or (is_telling and not is_bound and root not in file.fixed):
            return is_telling and self._may_be_a_library(file, chain)
        if any(map(self._patterns.calls, self._names.meanings(path, chain.names))):
            return True
        return is_telling and is_bound and chain.at > 1 and self._names.is_own(path, root)

    @staticmethod
    def _may_be_a_library(file: FileNames, chain: Chain) -> bool:
        """Whether something that the file's text leaves open can stand before a loader's name."""
        if chain.at == 0 and not chain.computed:
            return chain.called or file.imports.is_starred
        is_own = chain.names[0] in _OWN and chain.at == 1 and chain.names[1] in file.functions
        return chain.computed or not is_own or file.inherits

    @staticmethod
    def _chains(file: FileNames, needles: Needles) -> Iterator[Chain]:
        return chains(file.code, needles, file.imports.spans)
