"""What the standard library's functions make of known values: paths, copies of containers."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from posixpath import split, splitext
from typing import Final
from urllib.parse import urlsplit

from modelpolicy.resolve.contents.arguments import MORE
from modelpolicy.resolve.contents.containers import elements, spread_items, turns
from modelpolicy.resolve.strings.combining import combine, join_path
from modelpolicy.resolve.strings.string_methods import call_method
from modelpolicy.values import numbers, patterns
from modelpolicy.values.collected import Items, Key, Later, Table
from modelpolicy.values.keys import keys_of
from modelpolicy.values.text import Text
from modelpolicy.values.values import Constant, Value, Values, known, union, unknown

Entries = tuple[tuple[Key, Values | Later], ...]
Function = Callable[[Sequence[Values], Mapping[str, Values]], Values]

_OF_STRINGS: Final = "builtins.str."
_PAIR: Final = 2


def knows(name: str) -> bool:
    """Whether the result of calling ``name`` follows from its arguments."""
    return name in _FUNCTIONS or name.startswith(_OF_STRINGS)


def call(name: str, arguments: Sequence[Values], keywords: Mapping[str, Values]) -> Values:
    """The result of calling a function that is known here."""
    if name.startswith(_OF_STRINGS):
        return _of_string(name.removeprefix(_OF_STRINGS), arguments, keywords)
    return _FUNCTIONS[name](arguments, keywords)


def _of_string(name: str, arguments: Sequence[Values], keywords: Mapping[str, Values]) -> Values:
    """``str.replace(text, old, new)``: a method that is called by its class."""
    if not arguments:
        return unknown("a call without arguments")
    of, *rest = arguments
    found = [call_method(option, name, rest, dict(keywords)) for option in of.texts]
    is_open = of.open or len(found) < len(of.options)
    return union([*found, Values((), is_open, of.reason or ("a part that is not a string" if is_open else ""))])


def _path(arguments: Sequence[Values], _: Mapping[str, Values]) -> Values:
    return join_path(arguments) if arguments else known(Text(".", is_path=True))


def _text(arguments: Sequence[Values], _: Mapping[str, Values]) -> Values:
    if not arguments:
        return known(Text(""))
    return combine(arguments[:1], lambda parts: str(*parts)).map_texts(lambda text: replace(text, is_path=False))


def _same(arguments: Sequence[Values], _: Mapping[str, Values]) -> Values:
    return arguments[0] if arguments else unknown("a call without arguments")


def _cast(arguments: Sequence[Values], _: Mapping[str, Values]) -> Values:
    return arguments[1] if len(arguments) > 1 else unknown("a cast without a value")


def _items(arguments: Sequence[Values], _: Mapping[str, Values]) -> Values:
    return arguments[0] if arguments else known(Items(()))


def _sorted(arguments: Sequence[Values], keywords: Mapping[str, Values]) -> Values:
    """``sorted(items)``; in their own order where the source does not say enough of it."""
    items = turns(arguments[0]) if arguments and not keywords else None
    plain = [] if items is None else list(map(_plain, items))
    if items is None or None in plain:
        return _items(arguments, keywords)
    order = sorted(range(len(items)), key=lambda index: plain[index] or ())
    return known(Items(tuple(items[index] for index in order)))


def _plain(item: Values) -> tuple[str, ...] | None:
    """The string, or the strings of a tuple, that an item is."""
    match item:
        case Values(options=(Text(text),), open=False):
            return (text,)
        case Values(options=(Items(items, False),), open=False):
            parts = [_plain(one) for one in items]
            return None if None in parts else tuple(part for one in parts for part in one or ())
        case _:
            return None


def _reversed(arguments: Sequence[Values], keywords: Mapping[str, Values]) -> Values:
    items = turns(arguments[0]) if arguments else None
    return _items(arguments, keywords) if items is None else known(Items(tuple(reversed(items))))


def _numbered(arguments: Sequence[Values], keywords: Mapping[str, Values]) -> Values:
    """``enumerate(items)``, ``enumerate(items, 1)``."""
    if not arguments:
        return unknown("a call without arguments")
    items = turns(arguments[0])
    match (*arguments[1:], *keywords.values(), known(Constant(0)))[0].options:
        case (Constant(int() as start),) if items is not None:
            numbered = (known(Items((known(Constant(number)), one))) for number, one in enumerate(items, start))
            return known(Items(tuple(numbered)))
        case _:
            return known(Items((known(Items((unknown("a number"), elements(arguments[0])))),), is_part=True))


def _paired(arguments: Sequence[Values], _: Mapping[str, Values]) -> Values:
    """``zip(first, second)``."""
    whole = [turns(one) for one in arguments]
    spelled_out = [items for items in whole if items is not None]
    if len(spelled_out) < len(whole):
        return known(Items((known(Items(tuple(elements(one) for one in arguments))),), is_part=True))
    return known(Items(tuple(known(Items(row)) for row in zip(*spelled_out, strict=False))))


def _dict(arguments: Sequence[Values], keywords: Mapping[str, Values]) -> Values:
    named = tuple((name, values) for name, values in keywords.items() if name != MORE)
    first = arguments[0] if arguments else known(Table(()))
    found = [_entries(option) for option in first.options]
    tables = [Table((*entries, *named)) for entries in found if entries is not None]
    complete = len(tables) == len(found) and not first.open and MORE not in keywords
    return Values(tuple(tables), not complete, "" if complete else "a dict built from something unknown")


def _from_keys(arguments: Sequence[Values], _: Mapping[str, Values]) -> Values:
    """``dict.fromkeys(keys, value)``."""
    keys, complete = keys_of(elements(arguments[0])) if arguments else ([], False)
    value = arguments[1] if len(arguments) > 1 else known(Constant(None))
    reason = "" if complete else "a dict built from something unknown"
    return Values((Table(tuple((key, value) for key in keys)),), not complete, reason)


def _length(arguments: Sequence[Values], _: Mapping[str, Values]) -> Values:
    match arguments:
        case [Values(options=(Text(text),), open=False)]:
            return known(Constant(len(text)))
        case [Values(options=(Items(items, False),), open=False)]:
            return known(Constant(len(items)))
        case _:
            return unknown("a length")


def _next(arguments: Sequence[Values], _: Mapping[str, Values]) -> Values:
    """``next(items)``, ``next(items, default)``: any item, for what came before is not known."""
    return union([*map(elements, arguments[:1]), *arguments[1:2]]) if arguments else unknown("a call without arguments")


def _one_of(arguments: Sequence[Values], _: Mapping[str, Values]) -> Values:
    """``random.choice(items)``, ``max(items)``, ``max(a, b)``: any of them."""
    return elements(arguments[0]) if len(arguments) == 1 else union(arguments)


def _chained(arguments: Sequence[Values], _: Mapping[str, Values]) -> Values:
    """``chain(first, second)``."""
    whole = [items for one in arguments if (items := turns(one)) is not None]
    if len(whole) < len(arguments):
        return known(Items(tuple(map(elements, arguments)), is_part=True))
    return known(Items(tuple(item for items in whole for item in items)))


def _with_default(arguments: Sequence[Values], keywords: Mapping[str, Values]) -> Values:
    """``defaultdict(factory, items)``."""
    return _dict(arguments[1:], keywords)


def _chosen_in_a_window(arguments: Sequence[Values], keywords: Mapping[str, Values]) -> Values:
    """``streamlit.selectbox("label", options)``: one of the options."""
    options = keywords.get("options", arguments[1] if len(arguments) > 1 else unknown("options that are not given"))
    return union([elements(options), Values((), open=True, reason="what a user chooses in the window")])


def _said_in_a_window(arguments: Sequence[Values], keywords: Mapping[str, Values]) -> Values:
    """``streamlit.text_input("label", value)``: what it shows at first, and whatever the user says."""
    shown = keywords.get("value", arguments[1] if len(arguments) > 1 else Values())
    return union([shown, Values((), open=True, reason="what a user says in the window")])


def _entries(option: Value) -> Entries | None:
    """The entries of a dict, or of a list of pairs; ``None`` where they are not known."""
    match option:
        case Table():
            return option.written
        case Items(items, False):
            pairs = [spread_items(item) for item in items]
            keyed = [(keys_of(key), value) for key, value in (pair for pair in pairs if pair and len(pair) == _PAIR)]
            is_whole = len(keyed) == len(items) and all(len(keys) == 1 and complete for (keys, complete), _ in keyed)
            return tuple((keys[0], value) for (keys, _), value in keyed) if is_whole else None
        case _:
            return None


def _path_part(part: Callable[[PurePosixPath], str]) -> Function:
    def take(arguments: Sequence[Values], _: Mapping[str, Values]) -> Values:
        return combine(arguments[:1], lambda parts: part(PurePosixPath(*parts)))

    return take


def _split_path(arguments: Sequence[Values], _: Mapping[str, Values]) -> Values:
    folder = combine(arguments[:1], lambda parts: split(*parts)[0])
    name = combine(arguments[:1], lambda parts: split(*parts)[1])
    return known(Items((folder, name)))


def _split_suffix(arguments: Sequence[Values], _: Mapping[str, Values]) -> Values:
    root = combine(arguments[:1], lambda parts: splitext(*parts)[0])
    suffix = combine(arguments[:1], lambda parts: splitext(*parts)[1])
    return known(Items((root, suffix)))


def _address_parts(arguments: Sequence[Values], _: Mapping[str, Values]) -> Values:
    """``urlparse(address)``: its parts by their names."""
    if not arguments:
        return unknown("a call without arguments")
    texts, plain = arguments[0].texts, len(arguments[0].texts) == len(arguments[0].options)
    tables = (Table(tuple((name, known(part)) for name, part in _parts_of_address(text))) for text in texts)
    return union([known(*tables), arguments[0].rest() if plain else unknown("an address that is not a string")])


def _parts_of_address(address: Text) -> Iterator[tuple[str, Text]]:
    try:
        parts = urlsplit(address.text)
    except ValueError:
        return
    yield from ((name, replace(address, text=text)) for name, text in parts._asdict().items())


def _asked_of_a_user(arguments: Sequence[Values], keywords: Mapping[str, Values]) -> Values:
    """``typer.Option("default", "--flag")``: the default, and whatever the user says."""
    default = arguments[0] if arguments else keywords.get("default", Values())
    return union([default, Values((), open=True, reason="an option that the user sets")])


_FUNCTIONS: Final[Mapping[str, Function]] = {
    **dict.fromkeys(("pathlib.Path", "pathlib.PurePath", "pathlib.PosixPath", "pathlib.PurePosixPath"), _path),
    **dict.fromkeys(("os.path.join", "posixpath.join"), _path),
    **dict.fromkeys(("os.path.expanduser", "os.path.abspath", "os.path.realpath", "os.path.normpath"), _same),
    **dict.fromkeys(
        ("os.path.expandvars", "copy.copy", "copy.deepcopy", "urllib.request.Request", "io.BytesIO"), _same
    ),
    **dict.fromkeys(("importlib.resources.as_file", "importlib_resources.as_file"), _same),
    **dict.fromkeys(("contextlib.nullcontext", "contextlib.closing"), _same),
    "pathlib.Path.home": lambda _, __: known(Text("~", is_path=True)),
    **dict.fromkeys(("os.getcwd", "pathlib.Path.cwd"), lambda _, __: known(Text(".", is_path=True))),
    "typing.cast": _cast,
    "os.path.basename": _path_part(lambda path: path.name),
    "os.path.dirname": _path_part(lambda path: str(path.parent)),
    "os.path.split": _split_path,
    "os.path.splitext": _split_suffix,
    **dict.fromkeys(("typer.Option", "typer.Argument", "fastapi.Query", "fastapi.Form"), _asked_of_a_user),
    **dict.fromkeys(("builtins.str", "os.fspath"), _text),
    **dict.fromkeys(("builtins.list", "builtins.tuple", "builtins.set", "builtins.frozenset"), _items),
    "builtins.iter": _items,
    "builtins.sorted": _sorted,
    "builtins.reversed": _reversed,
    "concurrent.futures.as_completed": _items,
    "builtins.enumerate": _numbered,
    "builtins.zip": _paired,
    **dict.fromkeys(("builtins.dict", "types.MappingProxyType"), _dict),
    **dict.fromkeys(("types.SimpleNamespace", "argparse.Namespace", "omegaconf.OmegaConf.create"), _dict),
    **dict.fromkeys(("easydict.EasyDict", "munch.Munch", "addict.Dict", "box.Box", "ml_collections.ConfigDict"), _dict),
    "builtins.dict.fromkeys": _from_keys,
    "builtins.len": _length,
    **dict.fromkeys(("random.choice", "secrets.choice", "builtins.max", "builtins.min"), _one_of),
    "itertools.chain": _chained,
    "collections.OrderedDict": _dict,
    "collections.defaultdict": _with_default,
    **{
        f"streamlit{part}.{name}": _chosen_in_a_window
        for part in ("", ".sidebar")
        for name in ("selectbox", "radio", "select_slider")
    },
    **{
        f"streamlit{part}.{name}": _said_in_a_window
        for part in ("", ".sidebar")
        for name in ("text_input", "text_area")
    },
    "builtins.next": _next,
    **dict.fromkeys(("urllib.parse.urlparse", "urllib.parse.urlsplit"), _address_parts),
    **numbers.FUNCTIONS,
    **patterns.FUNCTIONS,
}
