"""Read policy files: each policy with its place."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from modelpolicy.domain.location import Location
from modelpolicy.errors import PolicyError, Problem
from modelpolicy.policies.schema import FORMAT, Policy, PolicyFile
from modelpolicy.policies.validate import validate
from modelpolicy.registry.layout import Keys
from modelpolicy.registry.yaml_file import line_of, parse_yaml_file, read_yaml_file

_WHAT: Final = "the policy file"
_FORMAT: Final = re.compile(rb"""^(?:\xef\xbb\xbf)?["']?format["']?[ \t]*:[ \t]*["']?modelpolicy-polic""", re.MULTILINE)
_LOOKS: Final = [re.compile(rb"^%s[ \t]*:" % key, re.MULTILINE) for key in (b"policies", b"[ \t]+over", b"[ \t]+deny")]
"""What other programs do not write together: a file with all of it lacks its format by mistake."""


def read_policies(path: Path, shown: str) -> tuple[Policy, ...]:
    """The policies of a file, in written order; none where it is some other program's, or something else of ours.

    Raises:
        PolicyError: it cannot be read, or has not the layout; with every problem and its line.
    """
    try:
        content = read_yaml_file(path, shown, _WHAT, PolicyError)
    except FileNotFoundError as error:
        raise PolicyError(Problem(shown, 0, f"{_WHAT} is not there", "run the command again")) from error
    return parse_policies(content, shown) if _is_ours(content) else ()


def _is_ours(content: bytes) -> bool:
    return bool(_FORMAT.search(content)) or all(look.search(content) for look in _LOOKS)


def parse_policies(content: bytes, path: str) -> tuple[Policy, ...]:
    """The policies of a file's content; ``path`` is its name in messages.

    Raises:
        PolicyError: as ``read_policies`` does.
    """
    parsed = parse_yaml_file(content, path, _WHAT, PolicyError)
    if parsed.data is None:
        raise PolicyError(Problem(path, 0, f"{_WHAT} is empty", f"begin with: format: {FORMAT}"))
    outcome = validate(parsed.data)
    if isinstance(outcome, PolicyFile):
        return tuple(_policies(outcome, path, parsed.lines))
    raise PolicyError(
        *(Problem(path, line_of(parsed.lines, fault.keys), fault.message, fault.remedy) for fault in outcome)
    )


def _policies(file: PolicyFile, path: str, lines: Mapping[Keys, int]) -> Iterator[Policy]:
    own: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for keys, line in lines.items():
        if keys[:1] == ("policies",) and len(keys) == len(("policies", "name", "key")):
            own[str(keys[1])][str(keys[2])] = line
    for name, entry in file.policies.items():
        yield Policy(name, entry, Location(path, line_of(lines, ("policies", name))), own[name])
