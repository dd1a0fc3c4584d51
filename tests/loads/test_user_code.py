"""What people write to load models with each library of the catalogue, and the ids that the scan must give for it.

A file of ``user_code`` is a topic. Its blocks are parted by blank lines; the last line of each says what it loads.
"""

from pathlib import Path

import pytest

from tests.projects import scan

TOPICS = sorted((Path(__file__).parent / "user_code").glob("*.txt"))
BLOCKS = [(path.stem, block) for path in TOPICS for block in path.read_text(encoding="utf-8").strip().split("\n\n")]


@pytest.mark.parametrize(("topic", "block"), BLOCKS, ids=[f"{topic}: {block[:60]}" for topic, block in BLOCKS])
def test_the_code_loads_what_is_written_below_it(topic: str, block: str) -> None:
    code, says, expected = block.partition("\n#> ")
    assert says, f"a block of {topic} does not say what it loads"
    found = [str(candidate.id) for load in scan(f"--- app.py\n{code}\n") for candidate in load.models]
    assert found == ([] if expected == "none" else expected.split())
