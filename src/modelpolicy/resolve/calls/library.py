"""What the standard library's functions make of known values: of paths, addresses, strings, and what is beside."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from posixpath import dirname, split, splitext
from typing import Final
from urllib.parse import urlsplit

from modelpolicy.resolve.calls import made_of_items
from modelpolicy.resolve.contents.containers import elements
from modelpolicy.resolve.strings.combining import combine, join_path
from modelpolicy.resolve.strings.string_methods import call_method
from modelpolicy.values import numbers, patterns
from modelpolicy.values.collected import Items, Table
from modelpolicy.values.text import Text
from modelpolicy.values.values import Values, known, union, unknown

Function = Callable[[Sequence[Values], Mapping[str, Values]], Values]

_OF_STRINGS: Final = "builtins.str."


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


def _chosen_in_a_window(arguments: Sequence[Values], keywords: Mapping[str, Values]) -> Values:
    """``streamlit.selectbox("label", options)``: one of the options."""
    options = keywords.get("options", arguments[1] if len(arguments) > 1 else unknown("options that are not given"))
    return union([elements(options), Values((), open=True, reason="what a user chooses in the window")])


def _said_in_a_window(arguments: Sequence[Values], keywords: Mapping[str, Values]) -> Values:
    """``streamlit.text_input("label", value)``: what it shows at first, and whatever the user says."""
    shown = keywords.get("value", arguments[1] if len(arguments) > 1 else Values())
    return union([shown, Values((), open=True, reason="what a user says in the window")])


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
    "os.path.dirname": lambda arguments, _: combine(arguments[:1], lambda parts: dirname(*parts)),
    "os.path.split": _split_path,
    "os.path.splitext": _split_suffix,
    **dict.fromkeys(("typer.Option", "typer.Argument", "fastapi.Query", "fastapi.Form"), _asked_of_a_user),
    **dict.fromkeys(("builtins.str", "os.fspath"), _text),
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
    **dict.fromkeys(("urllib.parse.urlparse", "urllib.parse.urlsplit"), _address_parts),
    **made_of_items.FUNCTIONS,
    **numbers.FUNCTIONS,
    **patterns.FUNCTIONS,
}
