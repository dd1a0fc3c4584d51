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
    key = author.attribute()
    called = _function(author, value, key, block)
    by_name, by_place = (
        f"**{_mapping(author, value, key, block)}",
        f"*{author.unknown('several', block)}({_digits(value)})",
    )
    return f"{called}({author.choose((by_name, by_place))})"


def spread_over_fields(author: Author, value: str, block: Block) -> str:
    key = author.attribute()
    options = _dataclass(author, value, key, block)
    return f"{options}(**{_mapping(author, value, key, block)}).{key}"


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
    key = author.attribute()
    parser = _parser(author, value, key, block)
    return f"{parser}.parse_args({author.unknown('arguments', block)}({_digits(value)}, {key!r})).{key}"


def one_of_several(author: Author, value: str, block: Block) -> str:
    """The last of a list whose end comes from outside."""
    several = f"{author.unknown('several', block)}({_digits(value)})"
    default = _default(author, value)
    return author.choose((f"[{default}, *{several}][-1]", f"([{default}] + {several})[-1]", f"[*{several}][0]"))


def instead_of_default(author: Author, value: str, block: Block) -> str:
    one = told(author, value, block)
    return author.choose((f"({one} or {_default(author, value)})", f"({one} if {one} else {_default(author, value)})"))


def left_in_keywords(author: Author, value: str, block: Block) -> str:
    """What a function finds among the keyword arguments that it has no parameters for."""
    key, home = author.attribute(), author.home(block)
    name, body = home.module.fresh("choose"), home.nested()
    default = _default(author, value)
    match author.choose(("get", "pop", "setdefault", "in")):
        case "in":
            body.put(f"if {key!r} not in more:", f"more[{key!r}] = {default}")
            body.emit(f"return more[{key!r}]")
        case method:
            body.emit(f"return more.{method}({key!r}, {default})")
    home.put(f"def {name}(**more):", body)
    return f"{author.reach(name, home, block)}(**{_mapping(author, value, key, block)})"


def given_beforehand(author: Author, value: str, block: Block) -> str:
    key = author.attribute()
    block.module.imports["from functools import partial"] = None
    called = _function(author, value, key, block)
    return f"partial({called}, **{_mapping(author, value, key, block)})()"


def replaced_fields(author: Author, value: str, block: Block) -> str:
    key = author.attribute()
    block.module.imports["from dataclasses import replace"] = None
    options = _dataclass(author, value, key, block)
    return f"replace({options}(), **{_mapping(author, value, key, block)}).{key}"


def made_by_class(author: Author, value: str, block: Block) -> str:
    """A class method that makes an instance of a dict."""
    key, home = author.attribute(), author.home(block)
    name, body = home.module.fresh("Options"), home.nested()
    body.put(f"def __init__(self, {key}={_default(author, value)}):", f"self.chosen = {key}")
    body.emit("@classmethod")
    made = author.choose(("cls(**values)", f"cls({key}=values.get({key!r}, {_default(author, value)}))"))
    body.put("def of(cls, values):", f"return {made}")
    home.put(f"class {name}:", body)
    return f"{author.reach(name, home, block)}.of({_mapping(author, value, key, block)}).chosen"


def defaults_of_parser(author: Author, value: str, block: Block) -> str:
    key = author.attribute()
    parser = _parser(author, value, key, block)
    block.emit(f"{parser}.set_defaults(**{_mapping(author, value, key, block)})")
    return f"{parser}.parse_args([]).{key}"


def called_back(author: Author, value: str, block: Block) -> str:
    """A function of the project's that a library calls."""
    name, kept, body = block.module.fresh("take"), block.module.fresh("kept"), block.nested()
    block.emit(f"{kept} = [{_default(author, value)}]")
    body.emit(f"{kept}.append(one)")
    block.put(f"def {name}(one):", body)
    block.emit(f"{author.unknown('call', block)}({name}, {_digits(value)})")
    return f"{kept}[-1]"


def collected(author: Author, value: str, block: Block) -> str:
    """A list that a loop fills."""
    names, one = block.module.fresh("names"), block.module.fresh("one")
    block.emit(f"{names} = [{_default(author, value)}]")
    more = f"{author.unknown('several', block)}({_digits(value)})"
    match author.choose(("append", "extend", "plus")):
        case "append":
            block.put(f"for {one} in {more}:", f"{names}.append({one})")
        case "extend":
            block.emit(f"{names}.extend({more})")
        case _:
            block.emit(f"{names} += {more}")
    return f"{names}[-1]"


def filled(author: Author, value: str, block: Block) -> str:
    """An object whose attributes methods fill from a dict."""
    key, home = author.attribute(), author.home(block)
    name, body, inner = home.module.fresh("Config"), home.nested(), home.nested()
    body.put("def __init__(self):", f"self.{key} = {_default(author, value)}")
    match author.choose(("each", "dict", "vars")):
        case "each":
            inner.put("for one, to in values.items():", "setattr(self, one, to)")
        case "dict":
            inner.emit("self.__dict__.update(values)")
        case _:
            inner.emit("vars(self).update(values)")
    inner.emit("return self")
    body.put("def fill(self, values):", inner)
    home.put(f"class {name}:", body)
    return f"{author.reach(name, home, block)}().fill({_mapping(author, value, key, block)}).{key}"


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
    return f"json.load(open({author.unknown('written_elsewhere', block)}({arguments})))"


def _function(author: Author, value: str, key: str, block: Block) -> str:
    """A function that gives back its parameter ``key``, which has a default."""
    home = author.home(block)
    name = home.module.fresh("choose")
    home.put(f"def {name}({key}={_default(author, value)}):", f"return {key}")
    return author.reach(name, home, block)


def _dataclass(author: Author, value: str, key: str, block: Block) -> str:
    """A class with the field ``key``, which has a default."""
    home = author.home(block)
    home.module.imports["from dataclasses import dataclass"] = None
    name = home.module.fresh("Options")
    home.emit("@dataclass")
    home.put(f"class {name}:", f"{key}: str = {_default(author, value)}")
    return author.reach(name, home, block)


def _parser(author: Author, value: str, key: str, block: Block) -> str:
    """A parser of the option ``key``, which has a default."""
    parser = block.module.fresh("parser")
    block.module.imports["import argparse"] = None
    block.emit(f"{parser} = argparse.ArgumentParser()")
    block.emit(f"{parser}.add_argument('--{key}', default={_default(author, value)})")
    return parser


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
    left_in_keywords,
    given_beforehand,
    replaced_fields,
    made_by_class,
    defaults_of_parser,
    called_back,
    collected,
    filled,
    key_from_outside,
)
"""The scan must leave all of these open."""
