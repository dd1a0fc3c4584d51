"""Ways to write a string as something that a class or an instance has."""

from tests.oracle.author import Author, Way
from tests.oracle.text import Block
from tests.oracle.ways_functions import passing


def _class(home: Block, lines: list[str], bases: str = "", hint: str = "Thing") -> str:
    body = home.nested()
    body.emit(*lines)
    name = home.module.fresh(hint)
    home.put(f"class {name}({bases}):" if bases else f"class {name}:", body)
    return name


def class_attribute(author: Author, value: str, block: Block) -> str:
    home, attribute = author.home(block), author.attribute()
    name = _class(home, [f"{attribute} = {author.text(value, home)}"])
    return f"{author.reach(name, home, block)}{author.choose(('', '()'))}.{attribute}"


def inherited_attribute(author: Author, value: str, block: Block) -> str:
    home, attribute = author.home(block), author.attribute()
    top = _class(home, [f"{attribute} = {author.text(value, home)}"], hint="Base")
    base = author.reach(top, home, block.module.body)
    name = _class(block.module.body, ["extra = 'x'"], base)
    return f"{name}{author.choose(('', '()'))}.{attribute}"


def overridden_attribute(author: Author, value: str, block: Block) -> str:
    home, attribute = author.home(block), author.attribute()
    getter = [
        f"{attribute} = {author.text(author.other(value), home)}",
        "def get(self):",
        f"    return self.{attribute}",
    ]
    top = _class(home, getter, hint="Base")
    name = _class(home, [f"{attribute} = {author.text(value, home)}"], top)
    return f"{author.reach(name, home, block)}().get()"


def diamond(author: Author, value: str, block: Block) -> str:
    """The order of the bases: a sibling comes before what both inherit from."""
    home, attribute = author.home(block), author.attribute()
    top = _class(home, [f"{attribute} = {author.text(author.other(value), home)}"], hint="Base")
    left = _class(home, ["pass"], top, hint="Left")
    right = _class(home, [f"{attribute} = {author.text(value, home)}"], top, hint="Right")
    name = _class(home, ["pass"], f"{left}, {right}")
    return f"{author.reach(name, home, block)}().{attribute}"


def constructed(author: Author, value: str, block: Block) -> str:
    home, attribute = author.home(block), author.attribute()
    body = home.nested()
    through = passing(author, value, home, block, body)
    body.emit(f"self.{attribute} = {through.inside}")
    method = home.nested()
    method.put(f"def __init__(self, {through.parameters}):", body)
    name = _class(home, method.lines)
    return f"{author.reach(name, home, block)}({through.arguments}).{attribute}"


def constructed_above(author: Author, value: str, block: Block) -> str:
    """``super().__init__`` with a value of its own, or with what came in."""
    home, attribute = author.home(block), author.attribute()
    body, below, methods = home.nested(), home.nested(), home.nested()
    through = passing(author, value, home, below, body)
    body.emit(f"self.{attribute} = {through.inside}")
    methods.put(f"def __init__(self, {through.parameters}):", body)
    top = _class(home, methods.lines, hint="Base")
    below.emit(f"super().__init__({through.arguments})")
    methods = home.nested()
    methods.put("def __init__(self):", below)
    name = _class(home, methods.lines, top)
    return f"{author.reach(name, home, block)}().{attribute}"


def handed_up(author: Author, value: str, block: Block) -> str:
    home, attribute = author.home(block), author.attribute()
    top = _class(home, ["def __init__(self, one):", f"    self.{attribute} = one"], hint="Base")
    up = ["def __init__(self, *args, **kwargs):", "    super().__init__(*args, **kwargs)", "    self.more = 'x'"]
    name = _class(home, up, top)
    return f"{author.reach(name, home, block)}({author.text(value, block)}).{attribute}"


def computed(author: Author, value: str, block: Block) -> str:
    """A property, a classmethod or a staticmethod."""
    home, attribute = author.home(block), author.attribute()
    body, method = home.nested(), home.nested()
    body.emit(f"return {author.text(value, body)}")
    decorator, parameter, made, call = author.choose(
        (
            ("@property", "self", "()", ""),
            ("@classmethod", "cls", "", "()"),
            ("@staticmethod", "", "", "()"),
            ("@staticmethod", "", "()", "()"),
        )
    )
    method.emit(decorator)
    method.put(f"def {attribute}({parameter}):", body)
    name = _class(home, method.lines)
    return f"{author.reach(name, home, block)}{made}.{attribute}{call}"


def cached(author: Author, value: str, block: Block) -> str:
    home, attribute = author.home(block), author.attribute()
    home.module.imports["from functools import cached_property"] = None
    body, methods = home.nested(), home.nested()
    body.emit(f"return self._{attribute}")
    methods.put("def __init__(self):", f"self._{attribute} = {author.text(value, home)}")
    methods.emit("@cached_property")
    methods.put(f"def {attribute}(self):", body)
    name = _class(home, methods.lines)
    return f"{author.reach(name, home, block)}().{attribute}"


def dataclass_field(author: Author, value: str, block: Block) -> str:
    home, attribute = author.home(block), author.attribute()
    home.module.imports["from dataclasses import dataclass, field"] = None
    written, default = author.text(value, block), author.text(value, home)
    style = author.choose(("default", "given", "keyword", "field", "factory"))
    field, arguments = {
        "default": (f"{attribute}: str = {default}", ""),
        "given": (f"{attribute}: str", written),
        "keyword": (f"{attribute}: str = 'x'", f"{attribute}={written}"),
        "field": (f"{attribute}: str = field(default={default})", ""),
        "factory": (f"{attribute}: str = field(default_factory=lambda: {default})", ""),
    }[style]
    home.emit(author.choose(("@dataclass", "@dataclass(frozen=True)")))
    name = _class(home, [field], hint="Config")
    return f"{author.reach(name, home, block)}({arguments}).{attribute}"


def after_init(author: Author, value: str, block: Block) -> str:
    home, attribute = author.home(block), author.attribute()
    home.module.imports["from dataclasses import dataclass, field"] = None
    at = author.choose(range(len(value) + 1))
    body = home.nested()
    body.emit(f"self.{attribute} = self.{attribute} + {author.text(value[at:], body)}")
    methods = home.nested()
    methods.emit(f"{attribute}: str")
    methods.put("def __post_init__(self):", body)
    home.emit("@dataclass")
    name = _class(home, methods.lines, hint="Config")
    return f"{author.reach(name, home, block)}({author.text(value[:at], block)}).{attribute}"


def enumerated(author: Author, value: str, block: Block) -> str:
    home = author.home(block)
    base, reading = author.choose(
        (("Enum", ".ONE.value"), ("StrEnum", ".ONE"), ("str, Enum", ".ONE.value"), ("Enum", "['ONE'].value"))
    )
    home.module.imports["from enum import Enum, StrEnum"] = None
    lines = [f"ONE = {author.text(value, home)}", f"TWO = {author.other(value)!r}"]
    return f"{author.reach(_class(home, lines, base, 'Size'), home, block)}{reading}"


def named_tuple(author: Author, value: str, block: Block) -> str:
    home, attribute = author.home(block), author.attribute()
    home.module.imports["from typing import NamedTuple"] = None
    name = _class(home, ["first: str", f"{attribute}: str = 'x'"], "NamedTuple", "Row")
    made = f"{author.reach(name, home, block)}('a', {author.text(value, block)})"
    return f"{made}{author.choose((f'.{attribute}', '[1]'))}"


def changed_outside(author: Author, value: str, block: Block) -> str:
    """An attribute that other code sets: on an instance, or on the class."""
    home, attribute = author.home(block), author.attribute()
    name = _class(home, [f"{attribute} = {author.text(author.other(value), home)}"], hint="Config")
    config, made = block.module.fresh("config"), author.choose(("()", ""))
    block.emit(f"{config} = {author.reach(name, home, block)}{made}")
    written = author.text(value, block)
    block.emit(author.choose((f"{config}.{attribute} = {written}", f"setattr({config}, {attribute!r}, {written})")))
    return f"{config}.{attribute}"


def changed_by_method(author: Author, value: str, block: Block) -> str:
    home, attribute = author.home(block), author.attribute()
    lines = ["def __init__(self):", f"    self.{attribute} = None"]
    lines += ["def change(self, to):", f"    self.{attribute} = to", "    return self"]
    name = _class(home, lines)
    return f"{author.reach(name, home, block)}().change({author.text(value, block)}).{attribute}"


def held(author: Author, value: str, block: Block) -> str:
    """An instance that another instance holds."""
    home, attribute = author.home(block), author.attribute()
    inner = _class(home, ["def __init__(self, one):", f"    self.{attribute} = one"], hint="Config")
    init = home.nested()
    init.emit(f"self.config = {inner}({author.text(value, init)})")
    methods = home.nested()
    methods.put("def __init__(self):", init)
    name = _class(home, methods.lines)
    return f"{author.reach(name, home, block)}().config.{attribute}"


def shared_instance(author: Author, value: str, block: Block) -> str:
    """An instance that a module makes."""
    home, attribute = author.home(block), author.attribute()
    name = _class(home, ["def __init__(self, one):", f"    self.{attribute} = one"], hint="Config")
    settings = home.module.fresh("settings")
    home.emit(f"{settings} = {name}({author.text(value, home)})")
    return f"{author.reach(settings, home, block)}.{attribute}"


def reconfigured(author: Author, value: str, block: Block) -> str:
    """A method of the base that sets again what the constructor of the class has set."""
    home, attribute = author.home(block), author.attribute()
    body, lines = home.nested(), home.nested()
    body.emit(f"self.{attribute} = {author.text(value, body)}", "return self")
    lines.put("def configure(self):", body)
    top = _class(home, lines.lines, hint="Base")
    init = ["def __init__(self):", f"    self.{attribute} = {author.text(author.other(value), home)}"]
    return f"{author.reach(_class(home, init, top), home, block)}().configure().{attribute}"


def settled_above(author: Author, value: str, block: Block) -> str:
    """The base's constructor has the last word."""
    home, attribute = author.home(block), author.attribute()
    body, lines = home.nested(), home.nested()
    body.emit(f"self.{attribute} = {author.text(value, body)}")
    lines.put("def __init__(self):", body)
    top = _class(home, lines.lines, hint="Base")
    init = ["def __init__(self):", f"    self.{attribute} = {author.text(author.other(value), home)}"]
    name = _class(home, [*init, "    super().__init__()"], top)
    return f"{author.reach(name, home, block)}().{attribute}"


def made_once(author: Author, value: str, block: Block) -> str:
    """An attribute of an instance that an earlier call of the class has made."""
    home, attribute = author.home(block), author.attribute()
    init, lines = [f"def __init__(self, one={author.other(value)!r}):", f"    self.{attribute} = one"], home.nested()
    if author.maybe():
        kind = _class(
            home,
            [
                "made = {}",
                "def __call__(cls, *args):",
                "    if cls not in cls.made:",
                "        cls.made[cls] = super().__call__(*args)",
                "    return cls.made[cls]",
            ],
            "type",
            hint="Once",
        )
        name = _class(home, init, f"metaclass={kind}", hint="Config")
        home.emit(f"{name}({author.text(value, home)})")
    else:
        lines.emit("made = None", "def __new__(cls):")
        body = lines.nested()
        body.put("if cls.made is None:", _making(author, value, lines, attribute))
        body.emit("return cls.made")
        lines.lines += [f"    {line}" for line in body.lines]
        name = _class(home, lines.lines, hint="Config")
    return f"{author.reach(name, home, block)}().{attribute}"


def _making(author: Author, value: str, block: Block, attribute: str) -> Block:
    body = block.nested()
    body.emit("cls.made = super().__new__(cls)", f"cls.made.{attribute} = {author.text(value, body)}")
    return body


def filled_by_function(author: Author, value: str, block: Block) -> str:
    """An attribute that a function sets on what it is handed."""
    home, attribute = author.home(block), author.attribute()
    name = _class(home, [f"{attribute} = {author.text(author.other(value), home)}"], hint="Config")
    function, config = home.module.fresh("fill"), block.module.fresh("config")
    home.put(f"def {function}(config, {attribute}):", f"config.{attribute} = {attribute}")
    block.emit(f"{config} = {author.reach(name, home, block)}()")
    block.emit(f"{author.reach(function, home, block)}({config}, {author.text(value, block)})")
    return f"{config}.{attribute}"


def filled_table(author: Author, value: str, block: Block) -> str:
    """An item that a function sets in a table of what it is handed."""
    home, attribute = author.home(block), author.attribute()
    init = ["def __init__(self):", f"    self.{attribute} = {{'old': {author.text(author.other(value), home)}}}"]
    name, key = _class(home, init, hint="Config"), author.choose(("old", "new"))
    function, config = home.module.fresh("fill"), block.module.fresh("config")
    home.put(f"def {function}(config, key, one):", f"config.{attribute}[key] = one")
    block.emit(f"{config} = {author.reach(name, home, block)}()")
    block.emit(f"{author.reach(function, home, block)}({config}, {key!r}, {author.text(value, block)})")
    return f"{config}.{attribute}{author.choose((f'[{key!r}]', f'.get({key!r})'))}"


def special(author: Author, value: str, block: Block) -> str:
    """``__call__``, ``__getitem__``, ``__getattr__``, ``__str__``, ``__enter__``."""
    home = author.home(block)
    body, methods = home.nested(), home.nested()
    method, parameters, use = author.choose(
        (
            ("__call__", "self", "{}()()"),
            ("__getitem__", "self, key", "{}()['a']"),
            ("__getattr__", "self, key", "{}().anything"),
            ("__str__", "self", "str({}())"),
            ("__fspath__", "self", "__import__('os').fspath({}())"),
        )
    )
    body.emit(f"return {author.text(value, body)}")
    methods.put(f"def {method}({parameters}):", body)
    return use.format(author.reach(_class(home, methods.lines), home, block))


def own_table(author: Author, value: str, block: Block) -> str:
    """A dict in the class, looked up by a parameter of the constructor."""
    home, attribute = author.home(block), author.attribute()
    lines = [f"SIZES = {{'a': {author.text(value, home)}, 'b': {author.other(value)!r}}}"]
    lines += [f"def __init__(self, {attribute}='b'):", f"    self.{attribute} = self.SIZES[{attribute}]"]
    name = _class(home, lines)
    return f"{author.reach(name, home, block)}({author.exactly('a', block)}).{attribute}"


def hook(author: Author, value: str, block: Block) -> str:
    """A method of the base that calls what the class overrides."""
    home = author.home(block)
    lines = ["def pick(self):", "    raise NotImplementedError", "def get(self):", "    return self.pick()"]
    top = _class(home, lines, hint="Base")
    body, methods = home.nested(), home.nested()
    body.emit(f"return {author.text(value, body)}")
    methods.put("def pick(self):", body)
    return f"{author.reach(_class(home, methods.lines, top), home, block)}().get()"


def alternative_constructor(author: Author, value: str, block: Block) -> str:
    home, attribute = author.home(block), author.attribute()
    lines = ["def __init__(self, one):", f"    self.{attribute} = one"]
    lines += ["@classmethod", "def make(cls, one):", f"    return {author.choose(('cls(one)', 'cls(one=one)'))}"]
    name = _class(home, lines)
    return f"{author.reach(name, home, block)}.make({author.text(value, block)}).{attribute}"


CLASSES: tuple[Way, ...] = (
    class_attribute,
    inherited_attribute,
    overridden_attribute,
    diamond,
    constructed,
    constructed_above,
    handed_up,
    computed,
    cached,
    dataclass_field,
    after_init,
    enumerated,
    named_tuple,
    held,
    shared_instance,
    special,
    own_table,
    hook,
    alternative_constructor,
)

CHANGED_ATTRIBUTES: tuple[Way, ...] = (
    changed_outside,
    changed_by_method,
    reconfigured,
    settled_above,
    made_once,
    filled_by_function,
    filled_table,
)
