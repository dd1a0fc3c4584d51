"""The stores, in order: those that need code of their own, then those that are nothing but a layout."""

from collections.abc import Iterable

from modelpolicy.stores.hf import HuggingFaceHub
from modelpolicy.stores.layout import Layout
from modelpolicy.stores.libraries import shipped_libraries
from modelpolicy.stores.library import Library
from modelpolicy.stores.ollama import Ollama
from modelpolicy.stores.store import Store
from modelpolicy.stores.tfhub import TensorFlowHub
from modelpolicy.stores.transformers_flat import FlatTransformers
from modelpolicy.stores.ultralytics import Ultralytics


def all_stores(layouts: Iterable[Layout] = ()) -> tuple[Store, ...]:
    """Every known store; ``layouts`` are a user's own, which come last."""
    coded = (HuggingFaceHub(), FlatTransformers(), Ultralytics(), Ollama(), TensorFlowHub())
    return (*coded, *shipped_libraries(), *map(Library, layouts))
