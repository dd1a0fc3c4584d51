"""What was found out about patterns goes with them, though no collector runs during a scan."""

import gc
from weakref import ref

from modelpolicy.extract.patterns import Patterns


def test_patterns_that_were_asked_go_without_a_collection() -> None:
    patterns = Patterns(["torch.hub.load", "keras.applications.VGG*"])
    assert patterns.calls("torch.hub.load")
    assert patterns.is_callee("torch.hub.load")
    assert patterns.is_full("keras.applications", "")
    assert not patterns.is_full("torch.hub", "")
    gc.disable()
    try:
        kept = ref(patterns)
        del patterns
        assert kept() is None
    finally:
        gc.enable()
