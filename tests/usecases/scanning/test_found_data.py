"""What is kept of a unit comes back as it was."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from modelpolicy.domain.load import Candidate, Fetched, Load
from modelpolicy.usecases.scanning.found_data import from_data, to_data
from modelpolicy.usecases.scanning.unit import Found

candidates = st.lists(st.from_type(Candidate), max_size=2).map(tuple)
fetched = st.lists(st.builds(Fetched, models=candidates), max_size=2).map(tuple)
loads = st.lists(st.builds(Load, models=candidates, fetched=fetched), max_size=2).map(tuple)


@settings(max_examples=30, deadline=None)
@given(st.builds(Found, loads=loads, grounds=st.none()))
def test_what_is_kept_comes_back(found: Found) -> None:
    # Held against each other as they are written: a NaN is not equal to itself.
    assert repr(from_data(json.loads(json.dumps(to_data(found))))) == repr(found)
