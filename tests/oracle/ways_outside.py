"""Ways to get a string from outside of the project: from a library, a user, a file or a command line that nobody here has.

The source holds the string only as digits that the world reads: a scan can but say that something else decides. Beside
most of them stands a default, which is never what the program gets.
"""

from tests.oracle.author import Author, Way
from tests.oracle.text import Block


def told(author: Author, value: str, block: Block) -> str:
    return f"{author.unknown('told', block)}({_digits(value)})"


def told_by_namespace(author: Author, value: str, block: Block) -> str:
    key = author.attribute()
    namespace = f"{author.unknown('namespace', block)}({_digits(value)}, {key!r})"
    return author.choose((f"{namespace}.{key}", f"getattr({namespace}, {key!r}, {_default(author, value)})"))


def told_by_dict(author: Author, value: str, block: Block) -> str:
    key = author.attribute()
    return f"{_mapping(author, value, key, block)}{author.choose((f'[{key!r}]', f'.get({key!r}, {_default(author, value)})'))}"


def merged(author: Author, value: str, block: Block) -> str:
    """A dict of defaults that one from outside is laid over."""
    key = author.attribute()
    defaults, more = f"{{{key!r}: {_default(author, value)}}}", _mapping(author, value, key, block)
    styles = (f"{{**{defaults}, **{more}}}", f"({defaults} | {more})", f"dict({defaults}, **{more})")
    return f"{author.choose(styles)}[{key!r}]"


def updated(author: Author, value: str, block: Block) -> str:
    key, name = author.attribute(), block.module.fresh("settings")
    block.emit(f"{name} = {{{key!r}: {_default(author, value)}}}")
    more = _mapping(author, value, key, block)
    if author.maybe():
        block.emit(f"{name}.update({more})")
    else:
        one, to = block.module.fresh("one"), block.module.fresh("to")
        block.put(f"for {one}, {to} in {more}.items():", f"{name}[{one}] = {to}")
    return f"{name}[{key!r}]"


def spread_over_parameters(author: Author, value: str, block: Block) -> str:
    key, home = author.attribute(), author.home(block)
    name = home.module.fresh("choose")
    home.put(f"def {name}({key}={_default(author, value)}):", f"return {key}")
    called = author.reach(name, home, block)
    by_name, by_place = (
        f"**{_mapping(author, value, key, block)}",
        f"*{author.unknown('several', block)}({_digits(value)})",
    )
    return f"{called}({author.choose((by_name, by_place))})"


def spread_over_fields(author: Author, value: str, block: Block) -> str:
    key, home = author.attribute(), author.home(block)
    home.module.imports["from dataclasses import dataclass"] = None
    name = home.module.fresh("Options")
    home.emit("@dataclass")
    home.put(f"class {name}:", f"{key}: str = {_default(author, value)}")
    return f"{author.reach(name, home, block)}(**{_mapping(author, value, key, block)}).{key}"


def spread_over_constructor(author: Author, value: str, block: Block) -> str:
    key, home = author.attribute(), author.home(block)
    name, body = home.module.fresh("Reader"), home.nested()
    body.put(f"def __init__(self, {key}={_default(author, value)}):", f"self.chosen = {key}")
    home.put(f"class {name}:", body)
    return f"{author.reach(name, home, block)}(**{_mapping(author, value, key, block)}).chosen"


def set_by_name(author: Author, value: str, block: Block) -> str:
    """Attributes that are set by names from outside."""
    key, home = author.attribute(), author.home(block)
    name, config = home.module.fresh("Config"), block.module.fresh("config")
    home.put(f"class {name}:", f"{key} = {_default(author, value)}")
    block.emit(f"{config} = {author.reach(name, home, block)}()")
    more, one, to = _mapping(author, value, key, block), block.module.fresh("one"), block.module.fresh("to")
    match author.choose(("each", "vars", "__dict__")):
        case "each":
            block.put(f"for {one}, {to} in {more}.items():", f"setattr({config}, {one}, {to})")
        case "vars":
            block.emit(f"vars({config}).update({more})")
        case _:
            block.emit(f"{config}.__dict__.update({more})")
    return f"{config}.{key}"


def on_command_line(author: Author, value: str, block: Block) -> str:
    key, parser = author.attribute(), block.module.fresh("parser")
    block.module.imports["import argparse"] = None
    block.emit(f"{parser} = argparse.ArgumentParser()")
    block.emit(f"{parser}.add_argument('--{key}', default={_default(author, value)})")
    return f"{parser}.parse_args({author.unknown('arguments', block)}({_digits(value)}, {key!r})).{key}"


def one_of_several(author: Author, value: str, block: Block) -> str:
    """The last of a list whose end comes from outside."""
    several = f"{author.unknown('several', block)}({_digits(value)})"
    default = _default(author, value)
    return author.choose((f"[{default}, *{several}][-1]", f"([{default}] + {several})[-1]", f"[*{several}][0]"))


def instead_of_default(author: Author, value: str, block: Block) -> str:
    one = told(author, value, block)
    return author.choose((f"({one} or {_default(author, value)})", f"({one} if {one} else {_default(author, value)})"))


def key_from_outside(author: Author, value: str, block: Block) -> str:
    """An item of a table of the project's under a key that nobody here knows."""
    table = f"{{'a': {_default(author, value)}, 'b': {author.text(value, block)}}}"
    key = f"{author.unknown('told', block)}({_digits('b')})"
    return f"{table}{author.choose((f'[{key}]', f'.get({key})', f'.get({key}, {_default(author, value)})'))}"


def _mapping(author: Author, value: str, key: str, block: Block) -> str:
    """A dict of ``key`` that comes from a library, or from a file."""
    arguments = f"{_digits(value)}, {key!r}"
    if author.maybe():
        return f"{author.unknown('settings', block)}({arguments})"
    block.module.imports["import json"] = None
    return f"json.load(open({author.unknown('file', block)}({arguments})))"


def _default(author: Author, value: str) -> str:
    return repr(author.other(value))


def _digits(value: str) -> str:
    return repr(value.encode().hex())


OUTSIDE: tuple[Way, ...] = (
    told,
    told_by_namespace,
    told_by_dict,
    merged,
    updated,
    spread_over_parameters,
    spread_over_fields,
    spread_over_constructor,
    set_by_name,
    on_command_line,
    one_of_several,
    instead_of_default,
    key_from_outside,
)
"""The scan must leave all of these open."""
