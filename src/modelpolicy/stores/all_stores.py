"""The stores, in order."""

from typing import Final

from modelpolicy.stores.hf import HuggingFaceHub
from modelpolicy.stores.store import Store

ALL_STORES: Final[tuple[Store, ...]] = (HuggingFaceHub(),)
