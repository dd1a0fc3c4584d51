"""Every rule with each of its cases."""

import pytest

from modelpolicy.rules.all_rules import ALL_RULES

EVERY_CASE = [
    pytest.param(rule, case, id=f"{rule.code}: {case.title}")
    for rule in ALL_RULES
    for case in (*rule.valid, *rule.invalid)
]
"""Each rule with each of its cases."""
