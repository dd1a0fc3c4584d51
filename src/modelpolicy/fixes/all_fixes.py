"""Every planner, by the code of its rule."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from modelpolicy.fixes import (
    mp003_unused_suppression,
    mp101_undocumented_model,
    mp102_stale_model,
    mp103_undocumented_analyzer,
    mp105_wrong_status,
    mp106_wrong_store,
    mp107_wrong_size,
    mp108_orphan_model,
    mp109_deletable_but_used,
    mp201_stale_document,
    mp302_overbroad_delete,
    mp401_unpinned_revision,
)
from modelpolicy.fixes.situation import Planner

ALL_FIXES: Final[Mapping[str, Planner]] = MappingProxyType(
    {
        "MP003": mp003_unused_suppression.plan,
        "MP101": mp101_undocumented_model.plan,
        "MP102": mp102_stale_model.plan,
        "MP103": mp103_undocumented_analyzer.plan,
        "MP105": mp105_wrong_status.plan,
        "MP106": mp106_wrong_store.plan,
        "MP107": mp107_wrong_size.plan,
        "MP108": mp108_orphan_model.plan,
        "MP109": mp109_deletable_but_used.plan,
        "MP201": mp201_stale_document.plan,
        "MP302": mp302_overbroad_delete.plan,
        "MP401": mp401_unpinned_revision.plan,
    }
)
