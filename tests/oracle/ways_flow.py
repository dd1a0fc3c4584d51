"""Ways to write a string as what a name holds after some statements."""

from tests.oracle.author import Author, Way
from tests.oracle.text import Block


def constant(author: Author, value: str, block: Block) -> str:
    home = author.home(block)
    name = home.module.fresh("NAME")
    home.emit(f"{name} = {author.text(value, home)}")
    return author.reach(name, home, block)


def local(author: Author, value: str, block: Block) -> str:
    return author.name(value, block)


def annotated(author: Author, value: str, block: Block) -> str:
    written = author.text(value, block)
    name = block.module.fresh("value")
    block.emit(f"{name}: str = {written}")
    return name


def reassigned(author: Author, value: str, block: Block) -> str:
    name = author.name(author.other(value), block)
    written = author.text(value, block)
    block.emit(f"{name} = {written}")
    return name


def chained(author: Author, value: str, block: Block) -> str:
    first, second = block.module.fresh("value"), block.module.fresh("value")
    block.emit(f"{first} = {second} = {author.text(value, block)}")
    return second


def swapped(author: Author, value: str, block: Block) -> str:
    first, second = author.name(value, block), author.name(author.other(value), block)
    block.emit(f"{first}, {second} = {second}, {first}")
    return second


def augmented(author: Author, value: str, block: Block) -> str:
    at = author.choose(range(len(value) + 1))
    name = author.name(value[:at], block)
    block.emit(f"{name} += {author.text(value[at:], block)}")
    return name


def walrus(author: Author, value: str, block: Block) -> str:
    return f"({block.module.fresh('value')} := {author.text(value, block)})"


def or_default(author: Author, value: str, block: Block) -> str:
    nothing = repr(author.choose((None, "")))
    return f"({nothing} or {author.text(value, block)})" if value else repr(value)


def and_then(author: Author, value: str, block: Block) -> str:
    return f"('yes' and {author.text(value, block)})"


def managed(author: Author, value: str, block: Block) -> str:
    block.module.imports["from contextlib import nullcontext"] = None
    name = block.module.fresh("value")
    block.emit(f"with nullcontext({author.text(value, block)}) as {name}:", "    pass")
    return name


def last_of_loop(author: Author, value: str, block: Block) -> str:
    name = block.module.fresh("value")
    items = f"({author.text(author.other(value), block)}, {author.text(value, block)})"
    block.put(f"for {name} in {items}:", "pass")
    return name


def global_statement(author: Author, value: str, block: Block) -> str:
    home = author.home(block)
    name, function = home.module.fresh("NAME"), home.module.fresh("set_name")
    home.emit(f"{name} = None")
    body = home.nested()
    body.emit(f"global {name}", f"{name} = {author.text(value, body)}")
    home.put(f"def {function}():", body)
    home.emit(f"{function}()")
    return author.reach(name, home, block)


def nonlocal_statement(author: Author, value: str, block: Block) -> str:
    outer, inner, name = (block.module.fresh(hint) for hint in ("outer", "inner", "value"))
    body, nested = block.nested(), block.nested()
    body.emit(f"{name} = {author.text(author.other(value), body)}")
    nested.emit(f"nonlocal {name}", f"{name} = {author.text(value, nested)}")
    body.put(f"def {inner}():", nested)
    body.emit(f"{inner}()", f"return {name}")
    block.module.body.put(f"def {outer}():", body)
    return f"{outer}()"


def conditional(author: Author, value: str, block: Block) -> str:
    one, other = author.text(value, block), author.text(author.other(value), block)
    return f"({one} if {author.unknown('coin', block)}() else {other})"


def overwritten_perhaps(author: Author, value: str, block: Block) -> str:
    name = author.name(value, block)
    body = block.nested()
    body.emit(f"{name} = {author.text(author.other(value), body)}")
    block.put(f"if {author.unknown('coin', block)}():", body)
    return name


def either_branch(author: Author, value: str, block: Block) -> str:
    name, coin = block.module.fresh("value"), author.unknown("coin", block)
    headers = (f"if {coin}():", f"elif {coin}():", "else:")[:: author.choose((1, 2))]
    bodies = [block.nested() for _ in headers]
    for body in bodies:
        body.emit(f"{name} = {author.text(author.other(value), body)}")
    for header, body in zip(headers, bodies, strict=True):
        block.put(header, body)
    return name


def matched(author: Author, value: str, block: Block) -> str:
    name, cases = block.module.fresh("value"), block.nested()
    for case in ("True", "False"):
        body = block.nested()
        body.emit(f"{name} = {author.text(author.other(value), body)}")
        cases.put(f"case {case}:", body)
    block.put(f"match {author.unknown('coin', block)}():", cases)
    return name


def captured(author: Author, value: str, block: Block) -> str:
    name, cases = block.module.fresh("value"), block.nested()
    cases.put(f"case [_, {name}]:", "pass")
    block.put(f"match ('a', {author.text(value, block)}):", cases)
    return name


def attempted(author: Author, value: str, block: Block) -> str:
    name = block.module.fresh("value")
    bodies = [block.nested() for _ in range(2)]
    bodies[0].emit(f"{name} = {author.text(value, bodies[0])}", f"{author.unknown('risk', block)}()")
    bodies[0].emit(f"{name} = {author.text(author.other(value), bodies[0])}")
    if author.maybe():
        bodies[1].emit(f"{name} = {author.text(author.other(value), bodies[1])}")
    block.put("try:", bodies[0])
    block.put("except OSError:", bodies[1])
    return name


def raised(author: Author, value: str, block: Block) -> str:
    """The handler hears of the value only from the exception, or from what ran before it."""
    name = author.name(value, block)
    body = block.nested()
    body.put(f"if {author.unknown('coin', block)}():", "raise ValueError")
    body.emit(f"{name} = {author.text(author.other(value), body)}")
    block.put("try:", body)
    block.put("except ValueError:", "pass")
    block.put("finally:", "pass")
    return name


def carried(author: Author, value: str, block: Block) -> str:
    """What a turn of a loop leaves for the next, or for after a ``break`` or ``continue``."""
    name, coin = author.name(value, block), author.unknown("coin", block)
    body = block.nested()
    body.put(f"if {coin}():", author.choose(("break", "continue", "pass")))
    body.emit(f"{name} = {author.text(author.other(value), body)}")
    body.put(f"if {coin}():", author.choose(("break", "continue", "pass")))
    block.put("for _ in range(2):", body)
    if author.maybe():
        block.put("else:", f"{name} = {author.other(value)!r}")
    return name


def found_in_loop(author: Author, value: str, block: Block) -> str:
    """What a loop holds when it breaks off, unlike what its turns end with."""
    name, body = author.name(value, block), block.nested()
    found = body.nested()
    found.emit(f"{name} = {author.text(author.other(value), found)}", author.choose(("break", "continue")))
    body.put(f"if {author.unknown('coin', block)}():", found)
    body.emit(f"{name} = {author.text(author.other(value), body)}")
    block.put("for _ in range(2):", body)
    return name


def set_when_missing(author: Author, value: str, block: Block) -> str:
    """A global that a function sets where nothing has."""
    home = author.home(block)
    name, function = home.module.fresh("NAME"), home.module.fresh("get_name")
    home.emit(f"{name} = {author.text(value, home)}")
    body = home.nested()
    body.emit(f"global {name}")
    late = body.nested()
    late.emit(f"{name} = {author.text(author.other(value), late)}")
    body.put(f"if {author.unknown('coin', home)}():", late)
    body.emit(f"return {name}")
    home.put(f"def {function}():", body)
    return f"{author.reach(function, home, block)}()"


FLOW: tuple[Way, ...] = (
    constant,
    local,
    annotated,
    reassigned,
    chained,
    swapped,
    augmented,
    walrus,
    or_default,
    and_then,
    managed,
    captured,
)

DOUBTFUL_FLOW: tuple[Way, ...] = (
    conditional,
    overwritten_perhaps,
    either_branch,
    matched,
    attempted,
    raised,
    carried,
    found_in_loop,
    set_when_missing,
)

CHANGED_NAMES: tuple[Way, ...] = (
    last_of_loop,
    global_statement,
    nonlocal_statement,
)
