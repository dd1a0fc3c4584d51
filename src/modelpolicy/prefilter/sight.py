"""Whether a file's text can hold a load, and what else it calls a loader."""

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from modelpolicy.extract.patterns import Patterns
from modelpolicy.prefilter.chains import Chain, chains
from modelpolicy.prefilter.handed import Handed
from modelpolicy.prefilter.imports import STAR
from modelpolicy.prefilter.names import FileNames, Names
from modelpolicy.prefilter.needles import Needles
from modelpolicy.source.walk import NOTEBOOK

Callee: TypeAlias = tuple[str, str]
"""The first name of a dotted one, ``ANYTHING`` where that is no plain name, and the name that can be a loader's."""

ANYTHING: Final = ""

_OWN: Final = frozenset({b"self", b"cls"})


class Sight:
    """Looks at one file after another.

    ``telling`` are the words that say something where nothing else does; in the files ``near`` a library whose
    loaders have common names, those names do too.
    """

    def __init__(
        self,
        patterns: Patterns,
        telling: frozenset[bytes],
        near: Mapping[str, frozenset[bytes]],
        names: Names,
        handed: Handed,
    ) -> None:
        self._patterns = patterns
        self.telling = telling
        self.near = near
        self.tokens = frozenset(token.encode() for token in patterns.tokens)
        self._names = names
        self.handing: set[str] = set()
        self.keeping: set[str] = set()
        self._handed = handed
        self._in_variables: dict[bytes, bool] = {}

    def callees(self, path: str, needles: Needles) -> frozenset[Callee] | None:
        """How the file can call a loader by the words ``needles``; ``None`` where text does not tell.

        Afterwards ``handing`` holds the file too where it uses a loader as a value, and ``keeping`` where it may put
        one into a variable.
        """
        file = self._names.of(path)
        found = [chain for chain in self._chains(file, needles) if self._can_load(path, file, chain)]
        imported = frozenset(self._imported(file))
        if any(self._is_value(path, chain) for chain in (*found, *self._among(file, imported))):
            self.handing.add(path)
        if any(self._may_be_value(file, chain) for chain in found):
            self.keeping.add(path)
        if path.endswith(NOTEBOOK) or any(name in needles.words for name in file.looked_up) or self._takes_all(file):
            return None
        return frozenset(map(_callee, found)) | {_pair(name, name) for name in imported}

    def _takes_all(self, file: FileNames) -> bool:
        """Whether the file takes all names of a module full of loaders."""
        modules = (target.module.decode(errors="replace") for target in file.imports.bound.get(STAR, ()))
        return any(self._patterns.is_full(module, "") for module in modules)

    def _among(self, file: FileNames, imported: frozenset[bytes]) -> Iterator[Chain]:
        """What the code asks of modules full of loaders: their loaders have names that no needle is."""
        return self._chains(file, Needles(imported)) if imported else iter(())

    def _imported(self, file: FileNames) -> Iterator[bytes]:
        """The names that imports bind to a loader whose own name no needle is, or to a module full of these.

        Such are ``torchvision.models.vgg16``, ``torchvision.models``, and ``keras.applications`` under another name.
        """
        for name, targets in file.imports.bound.items():
            dotted = [target.name.decode(errors="replace") for target in targets if target.last not in self.telling]
            written = name.decode(errors="replace")
            if any(self._patterns.is_callee(one) or self._patterns.is_full(one, written) for one in dotted):
                yield name

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
        is_telling = wanted in self.telling or wanted in self.near.get(path, ())
        if is_telling and self._is_left_open(file, chain) and self._may_be_a_library(file, chain):
            return True
        if not chain.computed and any(map(self._patterns.calls, self._meanings(path, chain))):
            return True
        is_bound = not chain.computed and root in file.imports.bound
        return is_telling and is_bound and chain.at > 1 and self._names.is_own(path, root)

    @staticmethod
    def _is_left_open(file: FileNames, chain: Chain) -> bool:
        """Whether the file's text does not say what the chain starts with."""
        return chain.computed or (chain.names[0] not in file.imports.bound and chain.names[0] not in file.fixed)

    def _is_value(self, path: str, chain: Chain) -> bool:
        """Whether the chain is a loader itself, not something that may lead to one, and is not called."""
        return not chain.called and any(map(self._patterns.is_callee, self._meanings(path, chain)))

    def _may_be_value(self, file: FileNames, chain: Chain) -> bool:
        """Whether the chain can be a loader itself by its name alone, and is not called."""
        return not chain.called and chain.at == len(chain.names) - 1 and self._is_left_open(file, chain)

    def _meanings(self, path: str, chain: Chain) -> frozenset[str]:
        """What the chain stands for; where an attribute was made a loader, what is called so anywhere in the file."""
        of_attribute = chain.names[chain.at :] if chain.at and chain.names[chain.at] not in self.tokens else ()
        found = self._names.meanings(path, chain.names)
        return found | self._names.meanings(path, of_attribute) if of_attribute else found

    def _may_be_a_library(self, file: FileNames, chain: Chain) -> bool:
        """Whether something that the file's text leaves open can stand before a loader's name."""
        if chain.at == 0 and not chain.computed:
            return chain.called or file.imports.is_starred
        if not self._can_be_handed(chain.names[chain.at]):
            return False
        is_own = chain.names[0] in _OWN and chain.at == 1 and chain.names[1] in file.functions
        return chain.computed or not is_own or file.inherits

    def _can_be_handed(self, token: bytes) -> bool:
        """Whether what stands before a loader called ``token`` can be in a variable: an object, or a module."""
        if token not in self._in_variables:
            parents = self._patterns.parents(token.decode())
            self._in_variables[token] = any(map(self._handed.may_be, parents))
        return self._in_variables[token]

    @staticmethod
    def _chains(file: FileNames, needles: Needles) -> Iterator[Chain]:
        return chains(file.code, needles, file.imports.spans)


def _callee(chain: Chain) -> Callee:
    """Letters beyond ASCII are another matter: Python takes several for one."""
    is_plain = not chain.computed and chain.names[0].isascii()
    return _pair(chain.names[0] if is_plain else ANYTHING.encode(), chain.names[chain.at])


def _pair(first: bytes, name: bytes) -> Callee:
    return first.decode(errors="replace"), name.decode(errors="replace")
