"""What analyzers with a model of the Hugging Face hub have in common."""

import pytest

from analyzers.catalogue import ANALYZERS
from analyzers.hub import HubAnalyzer

ON_THE_HUB = {name: analyzer for name, analyzer in ANALYZERS.items() if issubclass(analyzer, HubAnalyzer)}


def test_thirteen_analyzers_are_built_on_a_model_of_the_hub() -> None:
    assert len(ON_THE_HUB) == 13


@pytest.mark.parametrize("name", ON_THE_HUB)
@pytest.mark.usefixtures("hub")
def test_a_model_that_is_not_in_the_store_is_an_error(name: str) -> None:
    analyzer = ON_THE_HUB[name]()
    with pytest.raises(OSError, match=f"{analyzer.models[0].removeprefix('hf:')}|in the cached files"):
        analyzer.load()
