"""The text of a project while it is being written: modules made of blocks, with names and imports that fit."""

from dataclasses import dataclass, field


class Block:
    """Statements in order; a nested block goes into its parent once it is complete."""

    def __init__(self, module: "Module") -> None:
        self.module = module
        self.lines: list[str] = []

    def emit(self, *lines: str) -> None:
        self.lines += lines

    def nested(self) -> "Block":
        return Block(self.module)

    def put(self, header: str, body: "Block | str") -> None:
        """A compound statement."""
        lines = body.lines if isinstance(body, Block) else [body]
        self.emit(header, *(f"    {line}" for line in lines or ["pass"]))


@dataclass
class Module:
    """One file. It imports only modules of a lower ``order``, so that no import runs in a circle."""

    path: str
    name: str
    order: int
    imports: dict[str, None] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.body = Block(self)

    @property
    def package(self) -> str:
        return self.name.rpartition(".")[0]

    def fresh(self, hint: str) -> str:
        """A name that nothing else in this module has; other modules may use it for other things."""
        name, count = hint, 1
        while name in self.taken:
            count += 1
            name = f"{hint}{count}"
        self.taken.add(name)
        return name

    def import_as(self, statement: str, name: str) -> str:
        """``statement`` (``from x import name``) at the top of the file; gives the name that it binds."""
        found = next((line for line in self.imports if line == statement or line.startswith(f"{statement} as ")), None)
        if found is not None:
            return found.rpartition(" ")[2]
        alias = self.fresh(name)
        self.imports[statement if alias == name else f"{statement} as {alias}"] = None
        return alias

    @property
    def text(self) -> str:
        return "\n".join([*self.imports, *self.body.lines]) + "\n"
