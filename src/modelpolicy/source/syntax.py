"""The one place where Python's own parser is asked."""

import ast
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from modelpolicy.source.fault import Fault


@contextmanager
def quiet() -> Iterator[None]:
    """Keep what Python warns about in the scanned source off the user's screen."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def tree_or_fault(text: str) -> ast.Module | Fault:
    """Give the tree of ``text``, or why there is none. Deep nesting is a fault, not a crash."""
    try:
        return ast.parse(text)
    except SyntaxError as error:
        return Fault(error.lineno or 1, error.msg)
    except (RecursionError, MemoryError):
        return Fault(1, "nested too deeply for Python's parser")
    except ValueError as error:
        return Fault(1, str(error))
