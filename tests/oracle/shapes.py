"""Shapes of loads: where and how the loader is called, with strings that the ways deliver."""

from collections.abc import Callable

from tests.oracle.author import Author
from tests.oracle.text import Block
from tests.oracle.ways_functions import passing

Shape = Callable[[Author, Block], None]
Loader = tuple[str, str]
"""The callee, and what its ids end with; ``/`` for ids of the hub."""


def loader(author: Author, block: Block) -> Loader:
    library = author.choose(("from ultralytics", "ultralytics", "from transformers", "transformers"))
    match library:
        case "from ultralytics":
            return block.module.import_as("from ultralytics import YOLO", "YOLO"), ".pt"
        case "ultralytics":
            block.module.imports["import ultralytics"] = None
            return "ultralytics.YOLO", ".pt"
        case "from transformers":
            cls = block.module.import_as("from transformers import AutoModel", "AutoModel")
            return f"{cls}.from_pretrained", "/"
        case _:
            block.module.imports["import transformers"] = None
            return "transformers.AutoTokenizer.from_pretrained", "/"


def wanted(author: Author, suffix: str) -> str:
    """An id that nothing else in the project has."""
    fresh = author.fresh_string("w")
    return f"{fresh}.pt" if suffix == ".pt" else f"{fresh}/{fresh}"


def directly(author: Author, block: Block) -> None:
    callee, suffix = loader(author, block)
    written = author.text(wanted(author, suffix), block)
    keyword = "model" if suffix == ".pt" else "pretrained_model_name_or_path"
    arguments = author.choose((written, f"{keyword}={written}", f"*[{written}]", f"**{{{keyword!r}: {written}}}"))
    block.emit(f"{callee}({arguments})")


def over_lines(author: Author, block: Block) -> None:
    callee, suffix = loader(author, block)
    block.emit(f"{block.module.fresh('model')} = {callee}(", f"    {author.text(wanted(author, suffix), block)},", ")")


def by_pipeline(author: Author, block: Block) -> None:
    pipeline = block.module.import_as("from transformers import pipeline", "pipeline")
    written = author.text(wanted(author, "/"), block)
    block.emit(f"{pipeline}('fill-mask', {author.choose(('', 'model='))}{written})")


def in_loop(author: Author, block: Block) -> None:
    callee, suffix = loader(author, block)
    first, second = (author.name(wanted(author, suffix), block) for _ in range(2))
    one = block.module.fresh("one")
    target, items = author.choose(
        (
            (one, f"[{first}, {second}]"),
            (f"_, {one}", f"{{'a': {first}, 'b': {second}}}.items()"),
            (one, f"{{'a': {first}, 'b': {second}}}.values()"),
            (one, f"{{{first}: 1, {second}: 2}}"),
            (f"_, {one}", f"enumerate(({first}, {second}))"),
            (f"_, {one}", f"zip('ab', ({first}, {second}))"),
            (one, f"sorted([{first}, {second}])"),
            (one, f"reversed([{first}, {second}])"),
            (one, f"(n for n in ({first}, {second}))"),
        )
    )
    block.put(f"for {target} in {items}:", f"{callee}({one})")


def in_comprehension(author: Author, block: Block) -> None:
    callee, suffix = loader(author, block)
    first, second = (author.name(wanted(author, suffix), block) for _ in range(2))
    forms = ("[{0}(n) for n in ({1}, {2})]", "{{n: {0}(n) for n in ({1}, {2})}}", "list({0}(n) for n in [{1}, {2}])")
    block.emit(author.choose(forms).format(callee, first, second))


def by_alias(author: Author, block: Block) -> None:
    callee, suffix = loader(author, block)
    alias = block.module.fresh("load")
    block.emit(f"{alias} = {callee}")
    block.emit(f"{alias}({author.text(wanted(author, suffix), block)})")


def from_table(author: Author, block: Block) -> None:
    """Loaders held in a dict."""
    callee, suffix = loader(author, block)
    home = block.module.body
    table = home.module.fresh("LOADERS")
    home.emit(f"{table} = {{'a': {callee}, 'b': str}}")
    key = author.exactly("a", block)
    block.emit(f"{table}[{key}]({author.text(wanted(author, suffix), block)})")


def of_pairs(author: Author, block: Block) -> None:
    """A loop over loaders with their ids."""
    (first, one), (second, two) = loader(author, block), loader(author, block)
    ids = author.name(wanted(author, one), block), author.name(wanted(author, two), block)
    load, name = block.module.fresh("load"), block.module.fresh("name")
    block.put(f"for {load}, {name} in (({first}, {ids[0]}), ({second}, {ids[1]})):", f"{load}({name})")


def by_partial(author: Author, block: Block) -> None:
    callee, suffix = loader(author, block)
    block.module.imports["from functools import partial"] = None
    written = author.text(wanted(author, suffix), block)
    block.emit(author.choose((f"partial({callee}, {written})()", f"partial({callee})({written})")))


def by_helper(author: Author, block: Block) -> None:
    """A function that passes its parameter on, called from several places."""
    home = author.home(block)
    callee, suffix = loader(author, home)
    value, body = wanted(author, suffix), home.nested()
    through = passing(author, value, home, block, body)
    body.emit(f"return {callee}({through.inside})")
    name = home.module.fresh("load")
    home.put(f"def {name}({through.parameters}):", body)
    function = author.reach(name, home, block)
    block.emit(f"{function}({through.arguments})")
    if through.keyword:
        block.emit(f"{function}({through.keyword}={author.text(wanted(author, suffix), block)})")


def by_wrappers(author: Author, block: Block) -> None:
    home = author.home(block)
    callee, suffix = loader(author, home)
    body = home.nested()
    at = author.choose((1, 2))
    value = wanted(author, suffix)
    body.emit(f"return {callee}(head + {author.text(value[at:], body)})")
    inner, outer = home.module.fresh("load"), home.module.fresh("wrapper")
    home.put(f"def {inner}(head):", body)
    forms = (
        (f"{outer}(one)", f"{inner}(one)"),
        (f"{outer}(*args)", f"{inner}(*args)"),
        (f"{outer}(head)", f"{inner}(head=head)"),
    )
    header, call = author.choose(forms)
    home.put(f"def {header}:", f"return {call}")
    block.emit(f"{author.reach(outer, home, block)}({author.text(value[:at], block)})")


def by_function_argument(author: Author, block: Block) -> None:
    """``load(X.from_pretrained, name)``."""
    home = author.home(block)
    callee, suffix = loader(author, block)
    name = home.module.fresh("load")
    forms = (("function, name", "function(name)"), ("function, *args, **kwargs", "function(*args, **kwargs)"))
    parameters, call = author.choose(forms)
    home.put(f"def {name}({parameters}):", f"return {call}")
    block.emit(f"{author.reach(name, home, block)}({callee}, {author.text(wanted(author, suffix), block)})")


def by_class_argument(author: Author, block: Block) -> None:
    """``load(AutoModel, name)``, which calls ``cls.from_pretrained``."""
    home = author.home(block)
    cls = block.module.import_as("from transformers import AutoModel", "AutoModel")
    name = home.module.fresh("load")
    home.put(f"def {name}(kind, name):", "return kind.from_pretrained(name)")
    block.emit(f"{author.reach(name, home, block)}({cls}, {author.text(wanted(author, '/'), block)})")


def by_lambda(author: Author, block: Block) -> None:
    callee, suffix = loader(author, block)
    name = block.module.fresh("load")
    block.emit(f"{name} = lambda one: {callee}(one)", f"{name}({author.text(wanted(author, suffix), block)})")


def in_method(author: Author, block: Block) -> None:
    """A class that keeps the id, and loads in another method."""
    home, attribute = author.home(block), author.attribute()
    callee, suffix = loader(author, home)
    body, methods = home.nested(), home.nested()
    through = passing(author, wanted(author, suffix), home, block, body)
    body.emit(f"self.{attribute} = {through.inside}")
    methods.put(f"def __init__(self, {through.parameters}):", body)
    methods.put("def load(self):", f"self.model = {callee}(self.{attribute})")
    name = home.module.fresh("Loader")
    home.put(f"class {name}:", methods)
    block.emit(f"{author.reach(name, home, block)}({through.arguments}).load()")


def in_base(author: Author, block: Block) -> None:
    """A base that loads what its subclasses name."""
    home, attribute = author.home(block), author.attribute()
    callee, suffix = loader(author, home)
    top = home.module.fresh("Base")
    methods = home.nested()
    call = author.choose(
        (f"self.{attribute}", f"self.get_{attribute}()", f"type(self).{attribute}", f"getattr(self, '{attribute}')")
    )
    methods.put(f"def get_{attribute}(self):", f"return self.{attribute}")
    methods.put(author.choose(("def load(self):", "def load(self, again=False):")), f"return {callee}({call})")
    home.put(f"class {top}:", methods)
    base = author.reach(top, home, block.module.body)
    for _ in range(2):
        name = block.module.fresh("Loader")
        block.module.body.put(
            f"class {name}({base}):", f"{attribute} = {author.text(wanted(author, suffix), block.module.body)}"
        )
        block.emit(f"{name}().load()")


def by_subclass(author: Author, block: Block) -> None:
    """A project class that inherits the loader."""
    home, body = author.home(block), author.home(block).nested()
    name = home.module.fresh("Mine")
    if author.maybe():
        cls = home.module.import_as("from transformers import AutoModel", "AutoModel")
        home.put(f"class {name}({cls}):", "pass")
        block.emit(f"{author.reach(name, home, block)}.from_pretrained({author.text(wanted(author, '/'), block)})")
        return
    cls = home.module.import_as("from ultralytics import YOLO", "YOLO")
    body = home.nested()
    through = passing(author, wanted(author, ".pt"), home, block, body)
    body.emit(f"super().__init__({through.inside})")
    methods = home.nested()
    methods.put(f"def __init__(self, {through.parameters}):", body)
    home.put(f"class {name}({cls}):", methods)
    block.emit(f"{author.reach(name, home, block)}({through.arguments})")


def by_overriding(author: Author, block: Block) -> None:
    """A classmethod that hands on to the one it overrides."""
    home = author.home(block)
    cls = home.module.import_as("from transformers import AutoModel", "AutoModel")
    methods = home.nested()
    methods.emit("@classmethod")
    methods.put("def from_pretrained(cls, name, **kwargs):", "return super().from_pretrained(name, **kwargs)")
    name = home.module.fresh("Mine")
    home.put(f"class {name}({cls}):", methods)
    block.emit(f"{author.reach(name, home, block)}.from_pretrained({author.text(wanted(author, '/'), block)})")


def by_plain_subclass(author: Author, block: Block) -> None:
    home = author.home(block)
    cls = home.module.import_as("from ultralytics import YOLO", "YOLO")
    name = home.module.fresh("Mine")
    home.put(f"class {name}({cls}):", "pass")
    block.emit(f"{author.reach(name, home, block)}({author.text(wanted(author, '.pt'), block)})")


def by_property(author: Author, block: Block) -> None:
    home, attribute = author.home(block), author.attribute()
    callee, suffix = loader(author, home)
    home.module.imports["from functools import cached_property"] = None
    methods = home.nested()
    methods.emit(
        f"{attribute} = {author.text(wanted(author, suffix), home)}", author.choose(("@property", "@cached_property"))
    )
    methods.put("def model(self):", f"return {callee}(self.{attribute})")
    name = home.module.fresh("Loader")
    home.put(f"class {name}:", methods)
    block.emit(f"{author.reach(name, home, block)}().model")


def by_name(author: Author, block: Block) -> None:
    """``getattr(module, "YOLO")``, ``import_module("ultralytics").YOLO``."""
    written = author.text(wanted(author, ".pt"), block)
    if author.maybe():
        block.module.imports["import ultralytics"] = None
        block.emit(f"getattr(ultralytics, 'YOLO')({written})")
    else:
        block.module.imports["import importlib"] = None
        block.emit(f"importlib.import_module('ultralytics').YOLO({written})")


def by_registry(author: Author, block: Block) -> None:
    """Functions that a decorator enters into a dict."""
    home = author.home(block)
    callee, suffix = loader(author, home)
    table, register, name = (home.module.fresh(hint) for hint in ("REGISTRY", "register", "load"))
    home.emit(f"{table} = {{}}")
    body = home.nested()
    body.emit(f"{table}['a'] = function", "return function")
    home.put(f"def {register}(function):", body)
    load = home.nested()
    load.emit(f"return {callee}(name)")
    home.emit(f"@{register}")
    home.put(f"def {name}(name):", load)
    block.emit(f"{author.reach(table, home, block)}['a']({author.text(wanted(author, suffix), block)})")


def by_coin(author: Author, block: Block) -> None:
    callee, suffix = loader(author, block)
    body, other = block.nested(), block.nested()
    for branch in (body, other):
        branch.emit(f"{callee}({author.text(wanted(author, suffix), branch)})")
    block.put(f"if {author.unknown('coin', block)}():", body)
    block.put("else:", other)


def by_accident(author: Author, block: Block) -> None:
    callee, suffix = loader(author, block)
    name = author.name(wanted(author, suffix), block)
    body, handler = block.nested(), block.nested()
    body.emit(f"{name} = {author.text(wanted(author, suffix), body)}", f"{author.unknown('risk', block)}()")
    body.emit(f"{callee}({name})")
    handler.emit(f"{callee}({author.choose((name, author.text(wanted(author, suffix), handler)))})")
    block.put("try:", body)
    block.put("except OSError:", handler)


def by_either(author: Author, block: Block) -> None:
    """One of two loaders."""
    (first, suffix), (second, _) = loader(author, block), loader(author, block)
    load = block.module.fresh("load")
    block.emit(f"{load} = {first} if {author.unknown('coin', block)}() else {second}")
    block.emit(f"{load}({author.text(wanted(author, suffix), block)})")


SHAPES: tuple[Shape, ...] = (
    directly,
    over_lines,
    by_pipeline,
    in_loop,
    in_comprehension,
    by_alias,
    from_table,
    of_pairs,
    by_partial,
    by_helper,
    by_wrappers,
    by_function_argument,
    by_class_argument,
    by_lambda,
    in_method,
    in_base,
    by_subclass,
    by_overriding,
    by_plain_subclass,
    by_property,
    by_name,
    by_registry,
)

DOUBTFUL_SHAPES: tuple[Shape, ...] = (by_coin, by_accident, by_either)
