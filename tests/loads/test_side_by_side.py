"""What a file loads does not depend on the files beside it that it has nothing to do with."""

from collections import defaultdict

from tests.loads.test_user_code import BLOCKS
from tests.projects import scan


def test_all_user_code_in_one_project_loads_what_each_block_does_alone() -> None:
    blocks = {f"block{number}.py": block.partition("\n#> ") for number, (_, block) in enumerate(BLOCKS)}
    found: defaultdict[str, list[str]] = defaultdict(list)
    for load in scan("".join(f"--- {path}\n{code}\n" for path, (code, _, _) in blocks.items())):
        found[load.location.path] += [str(candidate.id) for candidate in load.models]
    alone = {path: expected.split() for path, (_, _, expected) in blocks.items() if expected != "none"}
    assert {path: ids for path, ids in found.items() if ids} == alone
