"""Configuration files of the repository that the code reads: YAML, JSON, TOML, INI and ``.env``, as values."""

import configparser
import json
import re
import tomllib
from collections.abc import Callable, Mapping
from io import StringIO
from typing import Any, Final

from modelpolicy.domain.location import Location
from modelpolicy.program.modules import SourceModule
from modelpolicy.resolve.contents.containers import elements
from modelpolicy.resolve.contents.project_files import read_at
from modelpolicy.resolve.outside.writing import written_by_module
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.collected import Items, Sections, Table
from modelpolicy.values.places import Place
from modelpolicy.values.text import Text
from modelpolicy.values.values import Constant, Opened, Value, Values, known, union, unknown

READERS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("yaml.safe_load", "yaml.load", "yaml.full_load", "yaml.unsafe_load"), "yaml"),
    **dict.fromkeys(("omegaconf.OmegaConf.load", "ruamel.yaml.YAML.load", "ruamel.yaml.safe_load"), "yaml"),
    **dict.fromkeys(("json.load", "json.loads", "orjson.loads", "ujson.load", "ujson.loads"), "json"),
    **dict.fromkeys(("tomllib.load", "tomllib.loads", "toml.load", "toml.loads", "tomli.load", "tomli.loads"), "toml"),
    **dict.fromkeys(("tomlkit.load", "tomlkit.loads", "tomlkit.parse", "rtoml.load", "rtoml.loads"), "toml"),
}
"""Calls that parse a file (or its text, or its path), and the format that they take it for."""

_DEFAULTED: Final = re.compile(r"\$\{\w+:?-([^{}$\n]*)\}")

_DEEPEST: Final = 20


def read_files(evaluator: Evaluates, sources: Values, form: str, reader: SourceModule) -> Values:
    """What parsing ``sources`` (paths, or files opened from them) as ``form`` gives to code in ``reader``."""
    found = [_read(evaluator, option, form, reader) for option in sources.options]
    return union([*found, sources.rest()])


def read_ini_files(evaluator: Evaluates, reader: SourceModule) -> Values:
    """A ``ConfigParser`` of the module ``reader``: the files that any ``read`` call in the module names."""
    calls = (*reader.calls_by_name.get("read", ()), *reader.calls_by_name.get("read_file", ()))
    named = [evaluator.evaluate(call.args[0], Place(reader)) for call in calls if call.args]
    sources = [one for values in named for one in (*values.options, *elements(values).options) if _is_ini(one)]
    found = union([_read(evaluator, source, "ini", reader) for source in sources])
    tables = tuple(Sections(option.written) for option in found.options if isinstance(option, Table))
    if tables and not found.open:
        return known(*tables)
    return Values((*tables, Sections(())), True, found.reason or "a configuration that no file in the project holds")


def _is_ini(source: Value) -> bool:
    path = source.path if isinstance(source, Opened) else source
    return isinstance(path, Text) and path.text.endswith((".ini", ".cfg", ".conf"))


def _read(evaluator: Evaluates, source: Value, form: str, reader: SourceModule) -> Values:
    written = source.path if isinstance(source, Opened) else source
    if not isinstance(written, Text):
        return unknown("a configuration that the source does not name")
    contents = [_parsed(content, form, path) for path, content in read_at(evaluator, written, reader)]
    if not contents:
        return unknown(f"the file {written.text}, which is not in the project")
    rewritten = (
        [unknown(f"the file {written.text}, which the code writes too")] if _writes(evaluator, written, reader) else []
    )
    return union([*contents, *rewritten])


def _writes(evaluator: Evaluates, written: Text, reader: SourceModule) -> bool:
    """Whether the module that reads a file writes it too: then it holds what somebody has set since."""
    paths = evaluator.remember(("written by", reader.path), lambda: [written_by_module(evaluator, reader)])
    return any(written.text in one for one in paths)


def _parsed(content: bytes, form: str, path: str) -> Values:
    try:
        text = content.decode("utf-8-sig")
        data = _PARSERS[form](text)
    except (ValueError, RecursionError, configparser.Error) as error:
        return unknown(f"the file {path}, which cannot be parsed: {type(error).__name__}")
    return _values(data, text, path, _DEEPEST)


def _values(data: object, text: str, path: str, depth: int) -> Values:
    """What is in a file decides no condition: people edit it, and code asks for what they may write."""
    match data:
        case str() if "${" in data:
            return unknown(f"what the file {path} leaves to be filled in")
        case str():
            line = text.count("\n", 0, max(text.find(data), 0)) + 1
            return Values((Text(data, location=Location(path, line)),), reason=f"the file {path}")
        case int() | float() | None:
            return Values((Constant(data),), reason=f"the file {path}")
        case list() if depth:
            return known(Items(tuple(_values(item, text, path, depth - 1) for item in data)))
        case dict() if depth:
            entries = ((key, _values(value, text, path, depth - 1)) for key, value in data.items())
            return known(Table(tuple(entries)))
        case _:
            return unknown(f"a value in {path} that is no plain data")


def _parse_yaml(text: str) -> Any:
    import yaml

    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ValueError("not YAML") from error


def _parse_compose(text: str) -> Any:
    """With what a file says for variables that nobody sets (``${NAME:-default}``)."""
    return _parse_yaml(_DEFAULTED.sub(r"\1", text))


def _parse_ini(text: str) -> Any:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read_string(text)
    return {section: dict(parser[section]) for section in parser.sections()}


def _parse_env(text: str) -> Any:
    """Without what stands for variables of whoever reads it: those of this machine are none of the project's."""
    from dotenv import dotenv_values

    found = dotenv_values(stream=StringIO(text), interpolate=False)
    return {name: value for name, value in found.items() if value is not None and "$" not in value}


_PARSERS: Final[Mapping[str, Callable[[str], Any]]] = {
    "yaml": _parse_yaml,
    "compose": _parse_compose,
    "json": json.loads,
    "toml": tomllib.loads,
    "ini": _parse_ini,
    "env": _parse_env,
}
