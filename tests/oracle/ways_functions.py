"""Ways to write a string as what a function is passed or gives back."""

from dataclasses import dataclass

from tests.oracle.author import Author, Way
from tests.oracle.text import Block


@dataclass(frozen=True, slots=True)
class Passing:
    """How a string gets into a function: its parameters, the arguments of the call, the expression inside.

    ``keyword`` is how another call can pass another string; empty where that would not do.
    """

    parameters: str
    arguments: str
    inside: str
    keyword: str = ""


def passing(author: Author, value: str, outside: Block, call: Block, body: Block) -> Passing:
    """``outside`` is where the function is defined, ``call`` where it is called, ``body`` its own block."""
    name = author.attribute()
    style = author.choose(
        ("positional", "keyword", "default", "only keyword", "star", "double star", "late default", "spread", "options")
    )
    match style:
        case "positional":
            return Passing(name, author.text(value, call), name, name)
        case "keyword":
            return Passing(f"other='x', {name}=None", f"{name}={author.text(value, call)}", name, name)
        case "default":
            return Passing(f"{name}={author.text(value, outside)}", "", name, name)
        case "only keyword":
            return Passing(f"*, {name}", f"{name}={author.text(value, call)}", name, name)
        case "star":
            given = f"{author.text(author.other(value), call)}, {author.text(value, call)}"
            return Passing(f"first, *{name}s", given, f"{name}s[0]")
        case "double star":
            inside = author.choose((f"options['{name}']", f"options.get('{name}')", f"options.pop('{name}', None)"))
            return Passing("**options", f"{name}={author.text(value, call)}", inside, name)
        case "late default":
            late = body.nested()
            late.emit(f"{name} = {author.text(value, late)}")
            body.put(f"if {name} is None:", late)
            return Passing(f"{name}=None", author.choose(("", "None")), name, name)
        case "spread":
            written = author.text(value, call)
            return Passing(name, author.choose((f"*[{written}]", f"**{{'{name}': {written}}}")), name, name)
        case _:
            return Passing(f"{name}, **_", f"**dict({name}={author.text(value, call)}, more=1)", name, name)


def returned(author: Author, value: str, block: Block) -> str:
    home = author.home(block)
    body = home.nested()
    body.emit(f"return {author.text(value, body)}")
    name = home.module.fresh("get")
    home.put(f"def {name}():", body)
    return f"{author.reach(name, home, block)}()"


def passed_through(author: Author, value: str, block: Block) -> str:
    home = author.home(block)
    body = home.nested()
    through = passing(author, value, home, block, body)
    body.emit(f"return {through.inside}")
    name = home.module.fresh("same")
    home.put(f"def {name}({through.parameters}):", body)
    return f"{author.reach(name, home, block)}({through.arguments})"


def passed_twice(author: Author, value: str, block: Block) -> str:
    """A wrapper that hands everything on."""
    home = author.home(block)
    body = home.nested()
    through = passing(author, value, home, block, body)
    body.emit(f"return {through.inside}")
    inner, outer = home.module.fresh("same"), home.module.fresh("wrapper")
    home.put(f"def {inner}({through.parameters}):", body)
    home.put(f"def {outer}(*args, **kwargs):", f"return {inner}(*args, **kwargs)")
    return f"{author.reach(outer, home, block)}({through.arguments})"


def changed_parameter(author: Author, value: str, block: Block) -> str:
    home = author.home(block)
    at = author.choose(range(len(value) + 1))
    body = home.nested()
    body.emit(f"part += {author.text(value[at:], body)}", "return part")
    name = home.module.fresh("finish")
    home.put(f"def {name}(part):", body)
    return f"{author.reach(name, home, block)}({author.text(value[:at], block)})"


def looked_up(author: Author, value: str, block: Block) -> str:
    home = author.home(block)
    table, name = home.module.fresh("TABLE"), home.module.fresh("look_up")
    home.emit(f"{table} = {{'a': {author.text(value, home)}, 'b': {author.text(author.other(value), home)}}}")
    home.put(f"def {name}(key='b'):", f"return {table}[key]")
    return f"{author.reach(name, home, block)}({author.exactly('a', block)})"


def lambda_result(author: Author, value: str, block: Block) -> str:
    name = block.module.fresh("make")
    at = author.choose(range(len(value) + 1))
    block.emit(f"{name} = lambda part, end={author.text(value[at:], block)}: part + end")
    return f"{name}({author.text(value[:at], block)})"


def closure(author: Author, value: str, block: Block) -> str:
    home = author.home(block)
    outer, inner = home.module.fresh("outer"), home.module.fresh("inner")
    body = home.nested()
    through = passing(author, value, home, block, body)
    body.put(f"def {inner}():", f"return {through.inside}")
    body.emit(f"return {inner}")
    home.put(f"def {outer}({through.parameters}):", body)
    return f"{author.reach(outer, home, block)}({through.arguments})()"


def partial(author: Author, value: str, block: Block) -> str:
    home = author.home(block)
    block.module.imports["from functools import partial"] = None
    body = home.nested()
    through = passing(author, value, home, block, body)
    body.emit(f"return {through.inside}")
    name = home.module.fresh("same")
    home.put(f"def {name}({through.parameters}):", body)
    function = author.reach(name, home, block)
    return f"partial({function}, {through.arguments})()" if through.arguments else f"partial({function})()"


def decorated(author: Author, value: str, block: Block) -> str:
    home = author.home(block)
    home.module.imports["import functools"] = None
    decorator, name = home.module.fresh("traced"), home.module.fresh("get")
    wrapper = home.nested()
    wrapper.emit("@functools.wraps(function)")
    wrapper.put("def inner(*args, **kwargs):", "return function(*args, **kwargs)")
    wrapper.emit("return inner")
    home.put(f"def {decorator}(function):", wrapper)
    body = home.nested()
    through = passing(author, value, home, block, body)
    body.emit(f"return {through.inside}")
    home.emit(f"@{author.choose((decorator, 'functools.cache'))}")
    home.put(f"def {name}({through.parameters}):", body)
    return f"{author.reach(name, home, block)}({through.arguments})"


def decorated_otherwise(author: Author, value: str, block: Block) -> str:
    """A function whose decorator has it called with something else, or makes something else of what it gives."""
    home = author.home(block)
    decorator, name = home.module.fresh("changing"), home.module.fresh("get")
    wrapper = home.nested()
    written, other = author.text(value, wrapper), repr(author.other(value))
    style = author.choose(("argument", "keyword", "result", "instead"))
    inner = wrapper.nested()
    if style == "keyword":
        inner.emit(f"kwargs['one'] = {written}")
    given = {"argument": f"function({written})", "keyword": "function(**kwargs)"}
    inner.emit(f"return {given.get(style, f'function(**kwargs) and {written}' if style == 'result' else written)}")
    wrapper.put("def inner(**kwargs):", inner)
    wrapper.emit("return inner")
    home.put(f"def {decorator}(function):", wrapper)
    home.emit(f"@{decorator}")
    home.put(f"def {name}(one={other}):", "return one")
    return f"{author.reach(name, home, block)}({author.choose(('', f'one={other}'))})"


def generated(author: Author, value: str, block: Block) -> str:
    home = author.home(block)
    body = home.nested()
    for one in (author.other(value), value):
        written = author.text(one, body)
        body.emit(author.choose((f"yield {written}", f"yield from ({written},)")))
    name = home.module.fresh("generate")
    home.put(f"def {name}():", body)
    function = author.reach(name, home, block)
    return author.choose((f"list({function}())[1]", f"[one for one in {function}()][1]"))


def applied(author: Author, value: str, block: Block) -> str:
    """A function that is handed a function."""
    home = author.home(block)
    get, apply = home.module.fresh("same"), home.module.fresh("apply")
    home.put(f"def {get}(one):", "return one")
    home.put(f"def {apply}(function, *args):", "return function(*args)")
    written = author.text(value, block)
    return f"{author.reach(apply, home, block)}({author.reach(get, home, block)}, {written})"


def from_table(author: Author, value: str, block: Block) -> str:
    """A function in a dict."""
    home = author.home(block)
    body = home.nested()
    body.emit(f"return {author.text(value, body)}")
    name, table = home.module.fresh("get"), home.module.fresh("TABLE")
    home.put(f"def {name}():", body)
    home.emit(f"{table} = {{'get': {name}, 'other': str}}")
    return f"{author.reach(table, home, block)}['get']()"


def several(author: Author, value: str, block: Block) -> str:
    """One of several values that a function returns."""
    home = author.home(block)
    body = home.nested()
    body.emit(f"return {author.text(author.other(value), body)}, {author.text(value, body)}")
    name, target = home.module.fresh("get"), block.module.fresh("value")
    home.put(f"def {name}():", body)
    block.emit(f"_, {target} = {author.reach(name, home, block)}()")
    return target


def mapped(author: Author, value: str, block: Block) -> str:
    return f"list(map(str.lower, [{author.text(value.upper(), block)}]))[0]" if value == value.lower() else repr(value)


def recursive(author: Author, value: str, block: Block) -> str:
    home = author.home(block)
    name = home.module.fresh("again")
    at = author.choose(range(len(value) + 1))
    body = home.nested()
    body.put("if not count:", f"return part + {value[at:]!r}")
    body.emit(f"return {name}(part, count - 1)")
    home.put(f"def {name}(part, count=1):", body)
    return f"{author.reach(name, home, block)}({author.text(value[:at], block)})"


def early_return(author: Author, value: str, block: Block) -> str:
    home = author.home(block)
    body = home.nested()
    early = body.nested()
    early.emit(f"return {author.text(author.other(value), early)}")
    coin = author.unknown("coin", home)
    body.put(author.choose((f"if {coin}():", f"while {coin}():", f"for _ in range({coin}()):")), early)
    body.emit(f"return {author.text(value, body)}")
    name = home.module.fresh("get")
    home.put(f"def {name}():", body)
    return f"{author.reach(name, home, block)}()"


def guarded_return(author: Author, value: str, block: Block) -> str:
    home = author.home(block)
    bodies = [home.nested() for _ in range(3)]
    bodies[0].emit(f"{author.unknown('risk', home)}()", f"return {author.text(author.other(value), bodies[0])}")
    bodies[1].emit(f"return {author.text(value, bodies[1])}")
    bodies[2].put("try:", bodies[0])
    bodies[2].put("except OSError:", bodies[1])
    name = home.module.fresh("get")
    home.put(f"def {name}():", bodies[2])
    return f"{author.reach(name, home, block)}()"


FUNCTIONS: tuple[Way, ...] = (
    returned,
    passed_through,
    passed_twice,
    changed_parameter,
    looked_up,
    lambda_result,
    closure,
    partial,
    decorated,
    applied,
    from_table,
    several,
    mapped,
    recursive,
)

DOUBTFUL_FUNCTIONS: tuple[Way, ...] = (early_return, guarded_return)

ONE_OF_MANY: tuple[Way, ...] = (generated,)

CHANGED_FUNCTIONS: tuple[Way, ...] = (decorated_otherwise,)
