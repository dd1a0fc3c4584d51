"""Ways in which turns of a loop, or lines of a text file, give a string."""

from tests.oracle.author import Author, Way
from tests.oracle.text import Block


def _function(author: Author, home: Block, block: Block, hint: str, body: Block) -> str:
    name = home.module.fresh(hint)
    home.put(f"def {name}():", body)
    return f"{author.reach(name, home, block)}()"


def left_by_a_turn(author: Author, value: str, block: Block) -> str:
    """What the turn before has left, where the next one returns it."""
    home = author.home(block)
    body = home.nested()
    items = f"[{author.text(author.other(value), body)}, {author.text(value, body)}, 'STOP']"
    body.emit("last = None")
    turn = body.nested()
    turn.put("if one == 'STOP':", "return last")
    turn.emit("last = one")
    body.put(f"for one in {items}:", turn)
    return _function(author, home, block, "last_of", body)


def left_by_some_turns(author: Author, value: str, block: Block) -> str:
    """A heading that holds for the items below it."""
    home = author.home(block)
    at = author.choose(range(len(value) + 1))
    body, turn, heading = home.nested(), home.nested(), home.nested()
    rest = body.module.fresh("rest")
    body.emit(f"{rest} = {author.text(value[at:], body)}", "heading = 'none'")
    items = f"['in:' + {author.text(value[:at], body)}, 'item', 'in:other', 'item']"
    heading.emit("heading = one[3:]", author.choose(("continue", "pass")))
    turn.put("if one.startswith('in:'):", heading)
    turn.put("else:" if author.maybe() else "if not one.startswith('in:'):", f"return heading + {rest}")
    body.put(f"for one in {items}:", turn)
    return _function(author, home, block, "find", body)


def added_up(author: Author, value: str, block: Block) -> str:
    """A string that grows turn by turn."""
    home = author.home(block)
    at = author.choose(range(len(value) + 1))
    body, turn = home.nested(), home.nested()
    items = f"({author.text(value[:at], body)}, {author.text(value[at:], body)}, None)"
    body.emit("found = ''")
    turn.put("if one is None:", "return found")
    turn.emit("found += one")
    body.put(f"for one in {items}:", turn)
    return _function(author, home, block, "add_up", body)


def entered_in_turns(author: Author, value: str, block: Block) -> str:
    """A table that a loop fills with pairs."""
    home = author.home(block)
    table, pairs = home.module.fresh("TABLE"), [("a", value), ("b", author.other(value))]
    written = ", ".join(f"({key!r}, {author.text(one, home)})" for key, one in pairs)
    home.emit(f"{table} = {{}}")
    home.put(f"for key, one in [{written}]:", f"{table}[key] = one")
    return f"{author.reach(table, home, block)}[{author.exactly('a', block)}]"


def entered_by_calls(author: Author, value: str, block: Block) -> str:
    """A table that a function fills, by one call for each entry."""
    home = author.home(block)
    table, enter = home.module.fresh("TABLE"), home.module.fresh("enter")
    home.emit(f"{table} = {{}}")
    home.put(f"def {enter}(key, one):", f"{table}[key] = one")
    home.emit(
        f"{enter}('b', {author.text(author.other(value), home)})", f"{enter}('a', one={author.text(value, home)})"
    )
    return f"{author.reach(table, home, block)}[{author.exactly('a', block)}]"


def entered_by_methods(author: Author, value: str, block: Block) -> str:
    """A table of an instance that a method fills, and another one looks up."""
    home, enter, find = author.home(block), author.attribute(), "find"
    methods = home.nested()
    methods.put("def __init__(self):", "self.table = {}")
    methods.put(f"def {enter}(self, key, one):", "self.table[key] = one")
    methods.put(f"def {find}(self, key):", f"return self.table{author.choose(('[key]', '.get(key)'))}")
    name, made = home.module.fresh("Tables"), home.module.fresh("made")
    home.put(f"class {name}:", methods)
    home.emit(f"{made} = {name}()", f"{made}.{enter}('a', {author.text(value, home)})")
    home.emit(f"{made}.{enter}('b', {author.text(author.other(value), home)})")
    return f"{author.reach(made, home, block)}.{find}({author.exactly('a', block)})"


def line_of_file(author: Author, value: str, block: Block) -> str:
    """The line of a text file that is no comment."""
    if not value or value != value.strip() or "#" in value:
        return repr(value)
    home = author.home(block)
    path = f"{author.fresh_string('names')}.txt"
    author.project.files[path] = f"# {author.other(value)}\n\n{value}\n"
    lines = author.choose(("open({0!r})", "open({0!r}).read().splitlines()", "open({0!r}).read().split('\\n')"))
    body, turn = home.nested(), home.nested()
    turn.emit("line = line.strip()")
    turn.put(author.choose(("if not line or line.startswith('#'):", "if line[:1] in ('', '#'):")), "continue")
    turn.emit("return line")
    body.put(f"for line in {lines.format(path)}:", turn)
    return _function(author, home, block, "read_name", body)


def text_of_file(author: Author, value: str, block: Block) -> str:
    """A text file that holds nothing else."""
    if value != value.strip():
        return repr(value)
    home = author.home(block)
    path = f"{author.fresh_string('name')}.txt"
    folder = home.module.path.rpartition("/")[0]
    author.project.files[f"{folder}/{path}"] = f"{value}\n"
    home.module.imports["from pathlib import Path"] = None
    name = home.module.fresh("NAME")
    home.emit(f"{name} = (Path(__file__).parent / {author.exactly(path, home)}).read_text().strip()")
    return author.reach(name, home, block)


TURNS: tuple[Way, ...] = (
    left_by_a_turn,
    left_by_some_turns,
    added_up,
    entered_by_calls,
    entered_by_methods,
    line_of_file,
    text_of_file,
)

CHANGED_TURNS: tuple[Way, ...] = (entered_in_turns,)
