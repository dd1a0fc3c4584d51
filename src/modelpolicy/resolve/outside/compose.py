"""Variables that a compose file hands to its services: the code beside it, or below, runs in one of them."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from typing import Final

from modelpolicy.program.modules import SourceModule
from modelpolicy.resolve.outside import configs
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.collected import Items, Table
from modelpolicy.values.text import Text
from modelpolicy.values.values import Value, Values, known

_FILES: Final = ("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml")


def handed_to_services(evaluator: Evaluates, name: str, reader: SourceModule) -> Iterator[Values]:
    """What services are handed as the variable ``name``, by the compose files above ``reader``."""
    for folder in PurePosixPath(reader.path).parents:
        for file in _FILES:
            path = str(folder / file)
            for environment in evaluator.remember(("compose", path), partial(_read, evaluator, path, reader)):
                yield from _given(environment, name)


def _read(evaluator: Evaluates, path: str, reader: SourceModule) -> list[Value]:
    """What stands under ``environment`` in each service, and in the files of its ``env_file``."""
    if evaluator.project.read(path) is None:
        return []
    document = configs.read_files(evaluator, known(Text(path, is_path=True)), "compose", reader)
    services = [service for table in _under(document, "services") for _, service in _entries(table)]
    files = (file for service in services for written in _under(service, "env_file") for file in _paths(written))
    beside = [replace(file, text=str(PurePosixPath(path).parent / file.text), is_path=True) for file in files]
    return [
        *(environment for service in services for environment in _under(service, "environment")),
        *configs.read_files(evaluator, known(*beside), "env", reader).options,
    ]


def _paths(written: Value) -> Iterator[Text]:
    """A path, or a list of paths and of tables with a path each."""
    match written:
        case Text():
            yield written
        case Items(items):
            yield from (path for item in items for option in item.options for path in _paths(option))
        case Table() if (path := written.get("path")) is not None:
            yield from path.texts


def _under(values: Values, key: str) -> Iterator[Value]:
    for option in values.options:
        if isinstance(option, Table) and (found := option.get(key)) is not None:
            yield from found.options


def _entries(value: Value) -> tuple[tuple[object, Values], ...]:
    return value.entries if isinstance(value, Table) else ()


def _given(environment: Value, name: str) -> Iterator[Values]:
    """A mapping, or a list of ``NAME=value``."""
    match environment:
        case Table() if (values := environment.get(name)) is not None:
            yield values
        case Items(items):
            written = (text for item in items for text in item.texts)
            yield from (
                known(replace(text, text=text.text.removeprefix(f"{name}=")))
                for text in written
                if text.text.startswith(f"{name}=")
            )
