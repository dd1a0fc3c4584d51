"""Ways to write a string as a field of a record, by a key of an own container, or kept for later in an object."""

from tests.oracle.author import Author, Way
from tests.oracle.text import Block


def tuple_with_names(author: Author, value: str, block: Block) -> str:
    """``collections.namedtuple``."""
    home = author.home(block)
    home.module.imports["from collections import namedtuple"] = None
    kind, made = home.module.fresh("Pair"), home.module.fresh("PAIR")
    fields = author.choose(("'first second'", "['first', 'second']"))
    home.emit(f"{kind} = namedtuple({kind!r}, {fields})")
    written = author.choose(("{1}, {0}", "first={1}, second={0}")).format(
        author.text(value, home), author.text(author.other(value), home)
    )
    home.emit(f"{made} = {kind}({written})")
    return f"{author.reach(made, home, block)}{author.choose(('.second', '[1]'))}"


def typed_dict(author: Author, value: str, block: Block) -> str:
    """``TypedDict``."""
    home, key = author.home(block), author.attribute()
    home.module.imports["from typing import TypedDict"] = None
    kind, made = home.module.fresh("Options"), home.module.fresh("options")
    home.put(f"class {kind}(TypedDict):", f"{key}: str")
    written = author.text(value, home)
    home.emit(f"{made} = {author.choose((f'{kind}({key}={written})', f'{{{key!r}: {written}}}'))}")
    return f"{author.reach(made, home, block)}[{author.exactly(key, block)}]"


def replaced_field(author: Author, value: str, block: Block) -> str:
    """``dataclasses.replace``."""
    home, field = author.home(block), author.attribute()
    home.module.imports["from dataclasses import dataclass, replace"] = None
    kind, made = home.module.fresh("Config"), home.module.fresh("config")
    before = author.text(author.other(value), home)
    home.emit("@dataclass")
    home.put(f"class {kind}:", f"{field}: str = {before}")
    home.emit(f"{made} = replace({kind}(), {field}={author.text(value, home)})")
    return f"{author.reach(made, home, block)}.{field}"


def own_items(author: Author, value: str, block: Block) -> str:
    """A class that looks its items, or attributes, up in a dict that it keeps."""
    home, key = author.home(block), author.attribute()
    method, use = author.choose((("__getitem__", "[{!r}]"), ("__getattr__", ".{}")))
    methods = home.nested()
    methods.put("def __init__(self, **values):", "self._values = values")
    methods.put(f"def {method}(self, key):", "return self._values[key]")
    kind, made = home.module.fresh("Config"), home.module.fresh("config")
    home.put(f"class {kind}:", methods)
    home.emit(f"{made} = {kind}({key}={author.text(value, home)}, other={author.text(author.other(value), home)})")
    return f"{author.reach(made, home, block)}{use.format(key)}"


def kept_for_later(author: Author, value: str, block: Block) -> str:
    """An object that keeps a function with its arguments, and calls it when it is asked."""
    home = author.home(block)
    at = author.choose(range(len(value) + 1))
    same, kind = home.module.fresh("put_together"), home.module.fresh("Lazy")
    home.put(f"def {same}(first, second):", "return first + second")
    methods = home.nested()
    methods.put("def __init__(self, make, *args, **kwargs):", "self.make, self.args, self.kwargs = make, args, kwargs")
    methods.put("def get(self):", "return self.make(*self.args, **self.kwargs)")
    home.put(f"class {kind}:", methods)
    lazy = author.reach(kind, home, block)
    written = f"{author.text(value[:at], block)}, second={author.text(value[at:], block)}"
    return f"{lazy}({author.reach(same, home, block)}, {written}).get()"


def kept_partial(author: Author, value: str, block: Block) -> str:
    """A ``partial`` that an attribute keeps."""
    home, attribute = author.home(block), author.attribute()
    home.module.imports["from functools import partial"] = None
    same, kind = home.module.fresh("same"), home.module.fresh("Holder")
    home.put(f"def {same}(one, other=''):", "return one + other")
    init = home.nested()
    init.emit(f"self.{attribute} = partial({same}, {author.text(value, init)})")
    methods = home.nested()
    methods.put("def __init__(self):", init)
    home.put(f"class {kind}:", methods)
    return f"{author.reach(kind, home, block)}().{attribute}()"


def taken_apart(author: Author, value: str, block: Block) -> str:
    """A ``match`` whose pattern takes a dict, a list or an object apart."""
    home = author.home(block)
    kind, function = home.module.fresh("Holder"), home.module.fresh("take")
    methods = home.nested()
    methods.put("def __init__(self, one):", "self.one = one")
    home.put(f"class {kind}:", methods)
    written = author.text(value, home)
    pattern, subject = author.choose(
        (
            ("{'one': found}", f"{{'one': {written}}}"),
            ("[_, found]", f"['x', {written}]"),
            ("(found, *_)", f"({written}, 'x')"),
            ("[*_, found]", f"['x', 'y', {written}]"),
            ("[_, *_, found, _]", f"['x', {written}, 'y']"),
            ("{'other': _, 'one': str(found)}", f"{{'one': {written}, 'other': 1, 'more': 2}}"),
            ("[{'one': found}] | (_, found)", f"[{{'one': {written}}}]"),
            (f"{kind}(one=found)", f"{kind}({written})"),
            ("str() as found", written),
        )
    )
    cases, body = home.nested(), home.nested()
    cases.put(f"case {pattern}:", "return found")
    body.put(f"match {subject}:", cases)
    home.put(f"def {function}():", body)
    return f"{author.reach(function, home, block)}()"


RECORDS: tuple[Way, ...] = (
    tuple_with_names,
    typed_dict,
    replaced_field,
    own_items,
    kept_for_later,
    kept_partial,
    taken_apart,
)
