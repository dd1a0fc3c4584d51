"""Shapes of loads in functions and classes that are called by something else than their names."""

from functools import partial

from tests.oracle.author import Author
from tests.oracle.shapes import Shape, loader, wanted
from tests.oracle.text import Block


def _class_that_loads(author: Author, home: Block, parameter: str, bases: str = "") -> tuple[str, str]:
    """A class whose constructor loads what it is handed; its name, and what ids end with."""
    callee, suffix = loader(author, home)
    methods = home.nested()
    methods.put(f"def __init__(self, {parameter}):", f"self.model = {callee}(name)")
    name = home.module.fresh("Loader")
    home.put(f"class {name}{bases}:", methods)
    return name, suffix


def _function_that_loads(author: Author, home: Block) -> tuple[str, str]:
    callee, suffix = loader(author, home)
    name = home.module.fresh("load")
    home.put(f"def {name}(name):", f"return {callee}(name)")
    return name, suffix


def by_instance(author: Author, block: Block, parameter: str = "name") -> None:
    """An object that loads when it is called: at once, by a variable, out of a table."""
    home = author.home(block)
    callee, suffix = loader(author, home)
    methods, name = home.nested(), home.module.fresh("Loader")
    methods.put(f"def __call__(self, {parameter}):", f"return {callee}(name)")
    home.put(f"class {name}:", methods)
    made, written = f"{author.reach(name, home, block)}()", author.text(wanted(author, suffix), block)
    if author.maybe():
        held = block.module.fresh("load")
        display, item = author.choose((("{0}", ""), ("{{'a': {0}}}", "['a']"), ("[{0}]", "[0]")))
        block.emit(f"{held} = {display.format(made)}")
        made = f"{held}{item}"
    block.emit(f"{made}({written})")


def by_class_in_table(author: Author, block: Block, parameter: str = "name") -> None:
    """An item of a table of classes is called, at once or by a variable."""
    home = author.home(block)
    name, suffix = _class_that_loads(author, home, parameter)
    table = home.module.fresh("KINDS")
    home.emit(f"{table} = {{'a': {name}, 'b': str}}")
    written, item = author.text(wanted(author, suffix), block), f"[{author.exactly('a', block)}]"
    looked_up = f"{author.reach(table, home, block)}{author.choose((item, '.get(' + item[1:-1] + ')'))}"
    if author.maybe():
        kind = block.module.fresh("kind")
        block.emit(f"{kind} = {looked_up}", f"{kind}({written})")
    else:
        block.emit(f"{looked_up}(name={written})")


def by_class_of_function(author: Author, block: Block, parameter: str = "name") -> None:
    """A class that a function picks."""
    home = author.home(block)
    name, suffix = _class_that_loads(author, home, parameter)
    pick, body = home.module.fresh("pick"), home.nested()
    body.put("if key == 'a':", f"return {name}")
    body.emit("return str")
    home.put(f"def {pick}(key):", body)
    written = author.text(wanted(author, suffix), block)
    block.emit(f"{author.reach(pick, home, block)}('a')({written})")


def by_class_of_default(author: Author, block: Block, parameter: str = "name") -> None:
    """A class that is the default of a parameter, or a class attribute."""
    home = author.home(block)
    name, suffix = _class_that_loads(author, home, parameter)
    written, run = author.text(wanted(author, suffix), block), home.module.fresh("run")
    if author.maybe():
        home.put(f"def {run}(name, kind={name}):", "return kind(name)")
        block.emit(f"{author.reach(run, home, block)}({written})")
        return
    methods = home.nested()
    methods.emit(f"kind = {name}")
    methods.put("def run(self, name):", "return self.kind(name)")
    home.put(f"class {run.title()}:", methods)
    block.emit(f"{author.reach(run.title(), home, block)}().run({written})")


def by_computed_name(author: Author, block: Block, parameter: str = "name") -> None:
    """A class that is looked up in its module by a name that is put together."""
    home = author.home(block)
    name, suffix = _class_that_loads(author, home, parameter)
    home.module.imports |= {"import importlib": None, "import sys": None}
    find = home.module.fresh("find")
    how = author.choose(
        (
            "getattr(sys.modules[__name__], name)",
            "globals()[name]",
            "getattr(importlib.import_module(__name__), name)",
        )
    )
    home.put(f"def {find}(name):", f"return {how}")
    written = author.text(wanted(author, suffix), block)
    block.emit(f"{author.reach(find, home, block)}({author.exactly(name, block)})({written})")


def by_name_in_part(author: Author, block: Block, parameter: str = "name") -> None:
    """A class that is looked up by a name of which the source shows only a part."""
    home = author.home(block)
    name, suffix = _class_that_loads(author, home, parameter)
    at = author.choose(range(len(name) + 1))
    home.module.imports["import sys"] = None
    told = f"{author.unknown('told', home)}({name[at:].encode().hex()!r})"
    find = home.module.fresh("find")
    how = author.choose(
        ("getattr(sys.modules[__name__], {0!r} + {1})", "globals()[{0!r} + {1}]", "globals()[f'{0}{{{1}}}']")
    )
    home.put(f"def {find}():", f"return {how.format(name[:at], told.replace(chr(39), chr(34)))}")
    block.emit(f"{author.reach(find, home, block)}()({author.text(wanted(author, suffix), block)})")


def by_decorated_class(author: Author, block: Block, parameter: str = "name") -> None:
    """A class that a decorator enters into a table under a name."""
    home = author.home(block)
    table, register = home.module.fresh("KINDS"), home.module.fresh("register")
    body, inner = home.nested(), home.nested()
    inner.emit(f"{table}[key] = kind", "return kind")
    body.put("def enter(kind):", inner)
    body.emit("return enter")
    home.emit(f"{table} = {{}}")
    home.put(f"def {register}(key):", body)
    home.emit(f"@{register}('a')")
    _, suffix = _class_that_loads(author, home, parameter)
    written = author.text(wanted(author, suffix), block)
    block.emit(f"{author.reach(table, home, block)}[{author.exactly('a', block)}]({written})")


def by_base(author: Author, block: Block, parameter: str = "name") -> None:
    """A class that its base lists, or enters into a table."""
    home = author.home(block)
    base, table = home.module.fresh("Base"), home.module.fresh("KINDS")
    body, methods = home.nested(), home.nested()
    body.emit(f"{table}[key] = cls")
    methods.put("def __init_subclass__(cls, key, **rest):", body)
    home.emit(f"{table} = {{}}")
    home.put(f"class {base}:", methods)
    _, suffix = _class_that_loads(author, home, parameter, f"({base}, key='a')")
    written = author.text(wanted(author, suffix), block)
    if author.maybe():
        block.emit(f"{author.reach(table, home, block)}[{author.exactly('a', block)}]({written})")
    else:
        kind = block.module.fresh("kind")
        block.put(f"for {kind} in {author.reach(base, home, block)}.__subclasses__():", f"{kind}({written})")


def by_thread(author: Author, block: Block) -> None:
    """A function that a thread runs."""
    home = author.home(block)
    name, suffix = _function_that_loads(author, home)
    block.module.imports["from threading import Thread"] = None
    written, thread = author.text(wanted(author, suffix), block), block.module.fresh("thread")
    given = author.choose((f"args=({written},)", f"args=[{written}]", f"kwargs={{'name': {written}}}"))
    block.emit(f"{thread} = Thread(target={author.reach(name, home, block)}, {given})")
    block.emit(f"{thread}.start()", f"{thread}.join()")


def by_executor(author: Author, block: Block) -> None:
    """A function that an executor runs, once or for each of several."""
    home = author.home(block)
    name, suffix = _function_that_loads(author, home)
    block.module.imports["from concurrent.futures import ThreadPoolExecutor"] = None
    written, pool = author.text(wanted(author, suffix), block), block.module.fresh("pool")
    function = author.reach(name, home, block)
    call = author.choose((f"submit({function}, {written}).result()", f"submit({function}, name={written}).result()"))
    block.put(f"with ThreadPoolExecutor() as {pool}:", f"{pool}.{call}")


def by_kept_partial(author: Author, block: Block) -> None:
    """A ``partial`` of a function that loads, kept in an attribute."""
    home = author.home(block)
    name, suffix = _function_that_loads(author, home)
    home.module.imports["from functools import partial"] = None
    init, methods = home.nested(), home.nested()
    init.emit(f"self.go = partial({name}, {author.text(wanted(author, suffix), init)})")
    methods.put("def __init__(self):", init)
    kind = home.module.fresh("Runner")
    home.put(f"class {kind}:", methods)
    block.emit(f"{author.reach(kind, home, block)}().go()")


_OF_CLASSES = (by_class_in_table, by_class_of_function, by_class_of_default, by_computed_name)

CARRIED_SHAPES: tuple[Shape, ...] = (*_OF_CLASSES, by_instance, by_thread, by_executor, by_kept_partial)

DOUBTFUL_CARRIED_SHAPES: tuple[Shape, ...] = tuple(
    partial(shape, parameter="name='default.pt'")
    for shape in (*_OF_CLASSES, by_instance, by_decorated_class, by_name_in_part, by_base)
)
"""With a default, which a call that is not found would leave standing."""
