"""A baseline that cannot be used is told, with its name and a remedy."""

import pytest

from modelpolicy.errors import InputError
from modelpolicy.suppression.baseline import parse_baseline

ENTRY = '{"fingerprint": "a", "count": 1, "code": "MP101", "path": "a.py", "message": "m"}'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "no baseline"),
        ("[]", "no baseline"),
        ('{"format": "modelpolicy-baseline/2", "findings": []}', "format is not modelpolicy-baseline/1"),
        ('{"format": "modelpolicy-baseline/1"}', "no baseline"),
        ('{"format": "modelpolicy-baseline/1", "findings": [{}]}', "no baseline"),
        (f'{{"format": "modelpolicy-baseline/1", "findings": [{ENTRY.replace("1,", "true,", 1)}]}}', "no baseline"),
        ("[" * 100_000, "no baseline"),
        ("\xff", "no baseline"),
    ],
)
def test_damaged(content: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        parse_baseline(content.encode("latin-1"), "modelpolicy-baseline.json")
    assert caught.value.problems[0].path == "modelpolicy-baseline.json"
    assert "--update-baseline" in caught.value.problems[0].remedy
