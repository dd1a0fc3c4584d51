"""Ways to write a string as an item of a list, a tuple or a dict."""

from tests.oracle.author import Author, Way
from tests.oracle.text import Block


def _constant(author: Author, block: Block, hint: str, display: str, home: Block) -> str:
    name = home.module.fresh(hint)
    home.emit(f"{name} = {display}")
    return author.reach(name, home, block)


def dict_item(author: Author, value: str, block: Block) -> str:
    home = author.home(block)
    key = author.fresh_string("key")
    display = f"{{'other': {author.other(value)!r}, {author.exactly(key, home)}: {author.text(value, home)}}}"
    table = _constant(author, block, "TABLE", display, home)
    return author.choose((f"{table}[{author.exactly(key, block)}]", f"{table}.get({author.exactly(key, block)})"))


def dict_default(author: Author, value: str, block: Block) -> str:
    home = author.home(block)
    table = _constant(author, block, "TABLE", f"{{'other': {author.text(author.other(value), home)}}}", home)
    return f"{table}.get('missing', {author.text(value, block)})"


def nested_dict(author: Author, value: str, block: Block) -> str:
    home = author.home(block)
    display = f"{{'a': {{'b': [{author.text(author.other(value), home)}, {author.text(value, home)}]}}, 'c': None}}"
    return f"{_constant(author, block, 'TABLE', display, home)}['a']['b'][{author.choose((1, -1))}]"


def dict_call(author: Author, value: str, block: Block) -> str:
    home = author.home(block)
    table = _constant(author, block, "TABLE", f"dict(a={author.text(value, home)}, b='b')", home)
    return f"{table}['a']"


def merged_dict(author: Author, value: str, block: Block) -> str:
    home = author.home(block)
    first = _constant(author, home, "TABLE", f"{{'a': {author.text(author.other(value), home)}}}", home)
    second = _constant(author, home, "TABLE", f"{{'a': {author.text(value, home)}}}", home)
    display = author.choose((f"{{**{first}, **{second}}}", f"{first} | {second}", f"dict({first}, **{second})"))
    return f"{_constant(author, block, 'TABLE', display, home)}['a']"


def filled_dict(author: Author, value: str, block: Block) -> str:
    home = author.home(block)
    name = home.module.fresh("TABLE")
    home.emit(f"{name} = {{}}")
    written = author.text(value, home)
    filling = (f"{name}['a'] = {written}", f"{name}.update(a={written})", f"{name}.update({{'a': {written}}})")
    home.emit(author.choose((*filling, f"{name}.setdefault('a', {written})")))
    return f"{author.reach(name, home, block)}['a']"


def changed_dict(author: Author, value: str, block: Block) -> str:
    home = author.home(block)
    name = home.module.fresh("TABLE")
    home.emit(f"{name} = {{'a': {author.text(author.other(value), home)}}}")
    home.emit(f"{name}['a'] = {author.text(value, home)}")
    return f"{author.reach(name, home, block)}['a']"


GROWN = (("[{0}]", "{0}.append({1})", "[-1]"), ("{{'a': {0}}}", "{0}['a'] = {1}", "['a']"))
"""Containers, how something is added to them, and where it is then."""


def grown_by_function(author: Author, value: str, block: Block) -> str:
    """What a function adds to the container that it is handed, perhaps by handing it on."""
    home, (made, growing, item) = author.home(block), author.choose(GROWN)
    name, filled = home.module.fresh("fill"), block.module.fresh("filled")
    home.put(f"def {name}(into, one):", growing.format("into", "one"))
    if author.maybe():
        inner, name = name, home.module.fresh("fill")
        home.put(f"def {name}(one, into):", f"{inner}(into, one)")
    block.emit(f"{filled} = {made.format(author.text(author.other(value), block))}")
    block.emit(f"{author.reach(name, home, block)}(into={filled}, one={author.text(value, block)})")
    return f"{filled}{item}"


def grown_by_closure(author: Author, value: str, block: Block) -> str:
    """What a function adds to a container that stands around it."""
    made, growing, item = author.choose(GROWN)
    name, filled = block.module.fresh("fill"), block.module.fresh("filled")
    block.emit(f"{filled} = {made.format(author.text(author.other(value), block))}")
    block.put(f"def {name}(one):", growing.format(filled, "one"))
    block.emit(f"{name}({author.text(value, block)})")
    return f"{filled}{item}"


def dict_of_loop(author: Author, value: str, block: Block) -> str:
    home = author.home(block)
    name, key = home.module.fresh("TABLE"), home.module.fresh("key")
    home.emit(f"{name} = {{}}")
    home.put(f"for {key} in ('a', {author.exactly(value, home)}):", f"{name}[{key}] = {key}")
    return f"{author.reach(name, home, block)}[{author.exactly(value, block)}]"


def dict_comprehension(author: Author, value: str, block: Block) -> str:
    home = author.home(block)
    pairs = f"[('b', {author.name(author.other(value), home)}), ('a', {author.name(value, home)})]"
    table = _constant(author, block, "TABLE", f"{{key: one for key, one in {pairs}}}", home)
    return f"{table}['a']"


def zipped_dict(author: Author, value: str, block: Block) -> str:
    home = author.home(block)
    values = f"[{author.text(author.other(value), home)}, {author.text(value, home)}]"
    table = _constant(author, block, "TABLE", f"dict(zip(('b', 'a'), {values}))", home)
    return f"{table}['a']"


def list_item(author: Author, value: str, block: Block) -> str:
    home = author.home(block)
    items = f"{author.text(author.other(value), home)}, {author.text(value, home)}"
    names = _constant(author, block, "NAMES", author.choose((f"[{items}]", f"({items})")), home)
    return f"{names}[{author.choose((1, -1, '2 - 1', f'len({names}) - 1'))}]"


def grown_list(author: Author, value: str, block: Block) -> str:
    home = author.home(block)
    name = home.module.fresh("NAMES")
    home.emit(f"{name} = [{author.text(author.other(value), home)}]")
    written = author.text(value, home)
    growing = (f"{name}.append({written})", f"{name} += [{written}]", f"{name}.extend([{written}])")
    home.emit(author.choose((*growing, f"{name}.insert(1, {written})")))
    return f"{author.reach(name, home, block)}[1]"


def unpacked(author: Author, value: str, block: Block) -> str:
    home = author.home(block)
    items = f"({author.text(author.other(value), home)}, {author.text(value, home)}, 'c', 'd')"
    names = _constant(author, block, "NAMES", items, home)
    target = block.module.fresh("value")
    forms = ("_, {0}, _, _", "_, {0}, *_", "*_, {0}, _, _", "_, *_, {0}, _, _")
    block.emit(f"{author.choose(forms).format(target)} = {names}")
    return target


def rest(author: Author, value: str, block: Block) -> str:
    target = block.module.fresh("rest")
    written = author.text(value, block)
    form, item = author.choose((("_, *{0} = ('a', {1})", "[0]"), ("_, *{0}, _ = ('a', 'b', {1}, 'c')", "[-1]")))
    block.emit(form.format(target, written))
    return f"{target}{item}"


def deep_item(author: Author, value: str, block: Block) -> str:
    """An item of an item that is set again."""
    home = author.home(block)
    name = home.module.fresh("TABLE")
    home.emit(f"{name} = {{'a': {{'b': {author.text(author.other(value), home)}}}}}")
    home.emit(f"{name}['a']['b'] = {author.text(value, home)}")
    return f"{author.reach(name, home, block)}['a']['b']"


def left_without(author: Author, value: str, block: Block) -> str:
    """What is given for an entry that a dict has lost."""
    name = block.module.fresh("options")
    block.emit(f"{name} = {{'a': {author.text(author.other(value), block)}}}")
    block.emit(author.choose((f"{name}.pop('a')", f"del {name}['a']", f"{name}.clear()", f"{name}.popitem()")))
    return f"{name}.get('a', {author.text(value, block)})"


HELD = (
    ("{{'x': {{'a': {0}}}}}", "{1} = {0}['x']", "['x']['a']"),
    ("{{'x': {{'a': {0}}}}}", "{1} = {0}.get('x')", "['x']['a']"),
    ("[{{'a': {0}}}]", "{1} = {0}[0]", "[0]['a']"),
)
"""Containers in containers, what gives another name to the inner one, and an item of it."""


def held(author: Author, value: str, block: Block) -> str:
    """An item of an inner container, which has been changed under a name of its own."""
    home, (made, naming, item) = author.home(block), author.choose(HELD)
    outer, inner = home.module.fresh("TABLE"), home.module.fresh("inner")
    home.emit(f"{outer} = {made.format(author.text(author.other(value), home))}")
    home.emit(naming.format(outer, inner))
    written = author.text(value, home)
    home.emit(author.choose((f"{inner}['a'] = {written}", f"{inner}.update(a={written})")))
    return f"{author.reach(outer, home, block)}{item}"


def put_first(author: Author, value: str, block: Block) -> str:
    """An item of a container that is changed after another one has taken it in."""
    home = author.home(block)
    inner, outer = home.module.fresh("inner"), home.module.fresh("TABLE")
    home.emit(f"{inner} = {{'a': {author.text(author.other(value), home)}}}")
    display, item = author.choose(((f"{{'x': {inner}}}", "['x']"), (f"[{inner}]", "[0]")))
    home.emit(f"{outer} = {display}")
    home.emit(f"{inner}['a'] = {author.text(value, home)}")
    return f"{author.reach(outer, home, block)}{item}['a']"


def each_changed(author: Author, value: str, block: Block) -> str:
    """An item of a container all of whose items a loop changes."""
    home = author.home(block)
    name, one = home.module.fresh("TABLES"), home.module.fresh("one")
    inner = f"{{'a': {author.text(author.other(value), home)}}}"
    made, loop, item = author.choose(
        (
            (f"[{inner}]", f"for {one} in {name}:", "[0]"),
            (f"{{'x': {inner}}}", f"for {one} in {name}.values():", "['x']"),
            (f"{{'x': {inner}}}", f"for _, {one} in {name}.items():", "['x']"),
        )
    )
    home.emit(f"{name} = {made}")
    home.put(loop, f"{one}['a'] = {author.exactly(value, home)}")
    return f"{author.reach(name, home, block)}{item}['a']"


def moved(author: Author, value: str, block: Block) -> str:
    """An item of a list whose items have been moved."""
    name = block.module.fresh("names")
    block.emit(f"{name} = [{author.text(author.other(value), block)}, {author.text(value, block)}]")
    block.emit(author.choose((f"{name}.reverse()", f"del {name}[0]", f"{name}.pop(0)")))
    return f"{name}[0]"


def comprehension_item(author: Author, value: str, block: Block) -> str:
    items = f"({author.name(author.other(value), block)}, {author.name(value, block)})"
    return f"[one for one in {items}][1]"


def filtered(author: Author, value: str, block: Block) -> str:
    items = f"(None, {author.name(value, block)})"
    return f"[one for one in {items} if one is not None][0]"


def first_of(author: Author, value: str, block: Block) -> str:
    home = author.home(block)
    display = f"[{author.text(value, home)}]"
    names = _constant(author, block, "NAMES", display, home)
    return author.choose((f"next(iter({names}))", f"list({names})[0]", f"sorted({names})[0]", f"tuple({names})[0]"))


def joined_lists(author: Author, value: str, block: Block) -> str:
    home = author.home(block)
    first = _constant(author, home, "NAMES", f"[{author.text(author.other(value), home)}]", home)
    second = _constant(author, home, "NAMES", f"[{author.text(value, home)}]", home)
    display = author.choose((f"{first} + {second}", f"[*{first}, *{second}]"))
    return f"{_constant(author, block, 'NAMES', display, home)}[1]"


def popped(author: Author, value: str, block: Block) -> str:
    name = block.module.fresh("options")
    block.emit(f"{name} = {{'a': {author.text(value, block)}, 'b': 'b'}}")
    return f"{name}.pop('a')"


def picked(author: Author, value: str, block: Block) -> str:
    home = author.home(block)
    display = f"{{'a': {author.text(value, home)}, 'b': {author.text(author.other(value), home)}}}"
    table = _constant(author, block, "TABLE", display, home)
    pick = author.unknown("pick", block)
    return author.choose((f"{table}[{pick}(('a', 'b'))]", f"{pick}(list({table}.values()))"))


CONTAINERS: tuple[Way, ...] = (
    dict_item,
    dict_default,
    nested_dict,
    dict_call,
    merged_dict,
    filled_dict,
    dict_comprehension,
    zipped_dict,
    list_item,
    grown_list,
    unpacked,
    rest,
    comprehension_item,
    filtered,
    first_of,
    joined_lists,
    popped,
)

DOUBTFUL_CONTAINERS: tuple[Way, ...] = (picked,)

CHANGED_CONTAINERS: tuple[Way, ...] = (
    changed_dict,
    grown_by_function,
    grown_by_closure,
    dict_of_loop,
    deep_item,
    left_without,
    held,
    put_first,
    each_changed,
    moved,
)
