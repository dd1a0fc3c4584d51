"""Every rule, in the order of the codes."""

from typing import Final

from modelpolicy.rules import mp101_undocumented_model
from modelpolicy.rules.rule import Rule

ALL_RULES: Final[tuple[Rule, ...]] = (mp101_undocumented_model.RULE,)
