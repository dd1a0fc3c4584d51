"""Ways through attributes and globals that other code sets: as a target of any kind, or under a name that it computes."""

from tests.oracle.author import Author, Way
from tests.oracle.text import Block


def _config(author: Author, value: str, block: Block) -> tuple[str, str]:
    """An object with an attribute that is set again later; its name, and that of the attribute."""
    home, attribute = author.home(block), author.attribute()
    kind, config = home.module.fresh("Config"), block.module.fresh("config")
    home.put(f"class {kind}:", f"{attribute} = {author.text(author.other(value), home)}")
    block.emit(f"{config} = {author.reach(kind, home, block)}()")
    return config, attribute


def set_as_target(author: Author, value: str, block: Block) -> str:
    """An attribute that is unpacked, annotated, entered or looped over."""
    config, attribute = _config(author, value, block)
    written = author.text(value, block)
    block.module.imports["from contextlib import nullcontext"] = None
    target = f"{config}.{attribute}"
    forms = (
        (f"{target}, _ = {written}, 'x'",),
        (f"_, (*_, {target}) = 'x', ('y', {written})",),
        (f"{target}: str = {written}",),
        (f"with nullcontext({written}) as {target}:", "    pass"),
        (f"for {target} in [{written}]:", "    pass"),
    )
    block.emit(*author.choose(forms))
    return target


def set_by_computed_name(author: Author, value: str, block: Block) -> str:
    """An attribute that is set under a name which is put together, or as an item of the object's dict."""
    config, attribute = _config(author, value, block)
    written, key = author.text(value, block), f"{attribute[:2]!r} + {author.exactly(attribute[2:], block)}"
    forms = (
        (f"setattr({config}, {key}, {written})",),
        (f"vars({config})[{key}] = {written}",),
        (f"{config}.__dict__.update({attribute}={written})",),
        (f"for _key, _one in {{{key}: {written}}}.items():", f"    setattr({config}, _key, _one)"),
    )
    block.emit(*author.choose(forms))
    return f"{config}.{attribute}"


def merged_in(author: Author, value: str, block: Block) -> str:
    """Attributes that a function sets on what it is handed, each under its name."""
    home = author.home(block)
    merge = home.module.fresh("merge")
    body, turn = home.nested(), home.nested()
    turn.emit("setattr(into, key, values[key])")
    body.put("for key in values:", turn)
    home.put(f"def {merge}(into, values):", body)
    config, attribute = _config(author, value, block)
    block.emit(f"{author.reach(merge, home, block)}({config}, {{{attribute!r}: {author.text(value, block)}}})")
    return f"{config}.{attribute}"


def set_in_globals(author: Author, value: str, block: Block) -> str:
    """A global that is set as an item of ``globals()``."""
    home = author.home(block)
    name = home.module.fresh("NAME")
    home.emit(f"{name} = {author.text(author.other(value), home)}")
    home.emit(f"globals()[{name[:2]!r} + {name[2:]!r}] = {author.text(value, home)}")
    return author.reach(name, home, block)


def set_between_calls(author: Author, value: str, block: Block) -> str:
    """What a function reads of a global that is bound anew after it has run."""
    home = author.home(block)
    name, read, before = (home.module.fresh(hint) for hint in ("NAME", "read", "BEFORE"))
    home.put(f"def {read}():", f"return {name}")
    home.emit(f"{name} = {author.text(value, home)}", f"{before} = {read}()")
    home.emit(f"{name} = {author.text(author.other(value), home)}")
    return author.reach(before, home, block)


def set_under_other_name(author: Author, value: str, block: Block) -> str:
    """An item that is set in a dict under another name of it."""
    home = author.home(block)
    name, other, change = (home.module.fresh(hint) for hint in ("TABLE", "other", "change"))
    home.emit(f"{name} = {{'a': {author.text(author.other(value), home)}}}")
    if author.maybe():
        home.emit(f"{other} = {name}", f"{other}['a'] = {author.text(value, home)}")
    else:
        body = home.nested()
        body.emit(author.choose(("own = {0}", "own = None or {0}")).format(name))
        body.emit(f"own['a'] = {author.text(value, body)}")
        home.put(f"def {change}():", body)
        home.emit(f"{change}()")
    return f"{author.reach(name, home, block)}['a']"


def set_by_inheriting(author: Author, value: str, block: Block) -> str:
    """A class attribute that the base makes of what the class statement passes."""
    home, attribute = author.home(block), author.attribute()
    base, kind = home.module.fresh("Base"), home.module.fresh("Config")
    body, methods = home.nested(), home.nested()
    body.emit(f"cls.{attribute} = one")
    methods.put("def __init_subclass__(cls, one='x', **rest):", body)
    home.put(f"class {base}:", methods)
    home.put(f"class {kind}({base}, one={author.text(value, home)}):", "pass")
    return f"{author.reach(kind, home, block)}.{attribute}"


def set_by_unknown_name(author: Author, value: str, block: Block) -> str:
    """An attribute that is set under a name of which the source shows only a part."""
    config, attribute = _config(author, value, block)
    at = author.choose(range(len(attribute) + 1))
    told = f"{author.unknown('told', block)}({attribute[at:].encode().hex()!r})"
    block.emit(f"setattr({config}, {attribute[:at]!r} + {told}, {author.text(value, block)})")
    return f"{config}.{attribute}"


CHANGED_SETTINGS: tuple[Way, ...] = (
    set_as_target,
    set_by_computed_name,
    merged_in,
    set_in_globals,
    set_between_calls,
    set_under_other_name,
    set_by_inheriting,
)

DOUBTFUL_SETTINGS: tuple[Way, ...] = (set_by_unknown_name,)
