"""Every rule, in the order of the codes."""

from typing import Final

from modelpolicy.rules import (
    mp001_unreadable_source,
    mp002_unresolved_model,
    mp003_unused_suppression,
    mp101_undocumented_model,
    mp102_stale_model,
    mp103_undocumented_analyzer,
    mp104_missing_analyzer,
    mp105_wrong_status,
    mp107_wrong_size,
    mp108_orphan_model,
    mp109_deletable_but_used,
    mp201_stale_document,
    mp202_wrong_total,
    mp203_wrong_claim,
    mp204_unprotected_model,
    mp301_deletes_used_model,
    mp302_overbroad_delete,
    mp601_smoke_failed,
    mp602_smoke_stale,
    mp604_undeclared_runtime_load,
)
from modelpolicy.rules.rule import Rule

ALL_RULES: Final[tuple[Rule, ...]] = (
    mp001_unreadable_source.RULE,
    mp002_unresolved_model.RULE,
    mp003_unused_suppression.RULE,
    mp101_undocumented_model.RULE,
    mp102_stale_model.RULE,
    mp103_undocumented_analyzer.RULE,
    mp104_missing_analyzer.RULE,
    mp105_wrong_status.RULE,
    mp107_wrong_size.RULE,
    mp108_orphan_model.RULE,
    mp109_deletable_but_used.RULE,
    mp201_stale_document.RULE,
    mp202_wrong_total.RULE,
    mp203_wrong_claim.RULE,
    mp204_unprotected_model.RULE,
    mp301_deletes_used_model.RULE,
    mp302_overbroad_delete.RULE,
    mp601_smoke_failed.RULE,
    mp602_smoke_stale.RULE,
    mp604_undeclared_runtime_load.RULE,
)
