"""What is kept of a unit comes back as it was."""

import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from modelpolicy.usecases.scanning.found_data import from_data, to_data
from modelpolicy.usecases.scanning.unit import Found


@settings(max_examples=30, deadline=None)
@given(st.from_type(Found).map(lambda found: replace(found, grounds=None)))
def test_what_is_kept_comes_back(found: Found) -> None:
    # Held against each other as they are written: a NaN is not equal to itself.
    assert repr(from_data(json.loads(json.dumps(to_data(found))))) == repr(found)
