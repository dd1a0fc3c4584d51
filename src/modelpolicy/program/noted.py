"""What is worked out of a node once, and kept in the node itself: it goes when the tree goes."""

import ast
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

N = TypeVar("N", bound=ast.AST)
T = TypeVar("T")


def noted(answer: Callable[[N], T]) -> Callable[[N], T]:
    """``answer``, asked once for each node. It must follow from the node and what is below it alone."""
    key = f"{answer.__module__}.{answer.__qualname__}"

    @wraps(answer)
    def once(node: N) -> T:
        kept: dict[str, Any] = node.__dict__
        if key not in kept:
            kept[key] = answer(node)
        found: T = kept[key]
        return found

    return once
