"""Ways to write a string as what is left once conditions have been passed."""

from tests.oracle.author import Author, Way
from tests.oracle.text import Block

Tests = tuple[str, ...]

HOLDS: Tests = (
    "{0} == 'kind-b'",
    "'kind-b' == {0}",
    "{0} in ('kind-b', 'kind-c')",
    "{0} not in {{'kind-a': 1}}",
    "not {0} == 'kind-a'",
    "{0} != 'kind-a' and {0}.startswith('kind')",
    "{0} == 'x' or {0}.endswith(('-b', '-c'))",
    "'-b' in {0}",
    "isinstance({0}, str)",
    "isinstance({0}, (int, str)) and {0} is not None",
    "{0}.upper() == 'KIND-B'",
    "{0}[-2:] == '-b' and {0}",
    "{0}",
)
"""Conditions that ``kind-b`` passes."""


def by_kind(author: Author, value: str, block: Block) -> str:
    """A branch that a local name decides."""
    home = author.home(block)
    body = _deciding(author, home)
    test = author.choose(HOLDS).format("kind")
    taken, passed = home.nested(), home.nested()
    taken.emit(f"name = {author.text(value, taken)}")
    passed.emit(f"name = {author.text(author.other(value), passed)}")
    if author.maybe():
        body.put(f"if {test}:", taken)
        body.put("else:", passed)
    else:
        body.put(f"if not ({test}):", passed)
        body.put("else:", taken)
    body.emit("return name")
    return _called(author, body, home, block)


def by_kind_in_expression(author: Author, value: str, block: Block) -> str:
    home = author.home(block)
    body = _deciding(author, home)
    test = author.choose(HOLDS).format("kind")
    body.emit(f"return {author.text(value, body)} if {test} else {author.text(author.other(value), body)}")
    return _called(author, body, home, block)


def _deciding(author: Author, home: Block) -> Block:
    """The body of a function with a local that decides. A module's constant would not: its owner may change it."""
    body = home.nested()
    body.emit(f"kind = {author.exactly('kind-b', body)}")
    return body


def _called(author: Author, body: Block, home: Block, block: Block) -> str:
    function = home.module.fresh("choose")
    home.put(f"def {function}():", body)
    return f"{author.reach(function, home, block)}()"


def by_parameter(author: Author, value: str, block: Block) -> str:
    """What a function gives back for the kind that it is passed."""
    home = author.home(block)
    name, body = home.module.fresh("choose"), home.nested()
    first, taken, last = home.nested(), home.nested(), home.nested()
    first.emit(f"return {author.text(author.other(value), first)}")
    taken.emit(f"return {author.text(value, taken)}")
    last.emit(f"return {author.text(author.other(value), last)}")
    body.put("if kind == 'kind-a':", first)
    body.put(author.choose(("if {0}:", "elif {0}:")).format(author.choose(HOLDS).format("kind")), taken)
    body.lines += last.lines
    home.put(f"def {name}(kind, other=None):", body)
    return f"{author.reach(name, home, block)}({author.exactly('kind-b', block)})"


def by_case(author: Author, value: str, block: Block) -> str:
    home = author.home(block)
    body, cases = _deciding(author, home), home.nested()
    for pattern, text in (
        ("'kind-a'", author.other(value)),
        ("'kind-b' | 'kind-c'", value),
        ("_", author.other(value)),
    ):
        case = home.nested()
        case.emit(f"name = {author.text(text, case)}")
        cases.put(f"case {pattern}:", case)
    body.put("match kind:", cases)
    body.emit("return name")
    return _called(author, body, home, block)


def by_key(author: Author, value: str, block: Block) -> str:
    """An item of a table, of which a condition on the key says which it is not."""
    home = author.home(block)
    table, body = home.module.fresh("TABLE"), _deciding(author, home)
    other, own = author.text(author.other(value), home), author.text(value, home)
    home.emit(f"{table} = {{'kind-a': {other}, 'kind-b': {own}}}")
    body.emit(f"found = {table}[kind]")
    test = author.choose(("kind == 'kind-a'", "kind != 'kind-b'", "kind in ('kind-a', 'kind-c')"))
    body.put(f"if {test}:", author.choose(("return None", "raise ValueError(kind)")))
    body.emit("return found")
    return _called(author, body, home, block)


def left_over(author: Author, value: str, block: Block) -> str:
    """What a filter leaves of several."""
    other = author.fresh_string("z")
    items = f"({other!r}, {author.name(value, block)})"
    return f"[one for one in {items} if {author.choose(('one != {0!r}', 'not one == {0!r}')).format(other)}][0]"


def replaced_when_missing(author: Author, value: str, block: Block) -> str:
    """A default that code fills in."""
    home = author.home(block)
    name, body, late = home.module.fresh("fill"), home.nested(), home.nested()
    late.emit(f"part = {author.text(value, late)}")
    body.put(author.choose(("if part is None:", "if not part:", "if part == None:")), late)
    body.emit(author.choose(("return part", "assert part is not None\n    return part")))
    home.put(f"def {name}(part=None):", body)
    return f"{author.reach(name, home, block)}({author.choose(('', 'None', 'part=None'))})"


def kept_when_given(author: Author, value: str, block: Block) -> str:
    """A default that code does not need."""
    home = author.home(block)
    name, body, late = home.module.fresh("fill"), home.nested(), home.nested()
    late.emit(f"part = {author.text(author.other(value), late)}")
    body.put(author.choose(("if part is None:", "if isinstance(part, int):", "if not isinstance(part, str):")), late)
    body.emit("return part")
    home.put(f"def {name}(part=None):", body)
    return f"{author.reach(name, home, block)}({author.text(value, block)})"


def picked_in_loop(author: Author, value: str, block: Block) -> str:
    """The turn of a loop that a condition picks."""
    name, one = block.module.fresh("value"), block.module.fresh("one")
    body, taken = block.nested(), block.nested()
    taken.emit(f"{name} = {author.text(value, taken)}")
    body.put(f"if {one} == 'kind-b':", taken)
    block.put(f"for {one} in ('kind-a', 'kind-b'):", body)
    return name


CONDITIONS: tuple[Way, ...] = (
    by_kind,
    by_kind_in_expression,
    by_parameter,
    by_case,
    by_key,
    left_over,
    replaced_when_missing,
    kept_when_given,
)

PICKED: tuple[Way, ...] = (picked_in_loop,)
