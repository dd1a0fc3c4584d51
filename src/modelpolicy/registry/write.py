"""A registry as YAML text that people like to edit."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from textwrap import indent
from typing import Final, TypeAlias

import yaml

from modelpolicy.registry.json_schema import SCHEMA_COMMENT
from modelpolicy.registry.schema import AnalyzerEntry, HubRecord, ModelEntry, Registry, UnreadLine
from modelpolicy.registry.text import Text

Entry: TypeAlias = AnalyzerEntry | ModelEntry | UnreadLine
Fields: TypeAlias = Entry | HubRecord

_PLAIN: Final = re.compile(r"[a-z][a-z0-9-]*:[A-Za-z.][\w./@+-]*", re.ASCII)
_WIDEST: Final = 120
_UNREAD: Final = "# Lines of the imported document that have no place above yet: sort them in by hand.\n"


def registry_yaml(registry: Registry) -> str:
    """Write a registry: the schema for editors on top, a blank line between entries, empty keys left out."""
    models = {str(model): entry for model, entry in registry.models.items()}
    parts = [
        f"{SCHEMA_COMMENT}{dump_field('format', registry.format)}",
        _section("analyzers", registry.analyzers),
        _section("models", models),
    ]
    if registry.unread:
        lines = (f"  - {flow_text(dict(_plain(line)))}\n" for line in registry.unread)
        parts.append(f"{_UNREAD}unread:\n{''.join(lines)}")
    return "\n".join(parts)


def dump_entry(key: str, entry: Entry) -> str:
    """Write one analyzer or model, one field a line, indented as in its section."""
    values = "".join(dump_field(name, value) for name, value in _plain(entry))
    return f"  {flow_text(key)}:{'' if values else ' {}'}\n{indent(values, '    ')}"


def dump_field(key: str, value: object) -> str:
    """Write ``key: value`` and a line end; a mapping on one line, and a list that is not too long for it."""
    written = flow_text(value) if isinstance(value, list | dict) else _dump({"k": value}, flow=False)[3:].rstrip("\n")
    if isinstance(value, list) and len(written) > _WIDEST:
        written = "".join(f"\n  - {flow_text(item)}" for item in value)
        return f"{flow_text(key)}:{written}\n"
    return f"{flow_text(key)}: {written}\n"


def hub_text(record: HubRecord) -> str:
    """Write what the hub said, on one line."""
    return flow_text(dict(_plain(record)))


def flow_text(value: object) -> str:
    """Write a value for use inside of brackets: an ordinary model id without quotes."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{flow_text(key)}: {flow_text(item)}' for key, item in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(flow_text, value))}]"
    if isinstance(value, str) and _PLAIN.fullmatch(value):
        return value
    return _dump([value], flow=True)[1:-2]


class _Dumper(yaml.SafeDumper):
    """Quotes text with invisible characters: written plainly, some of them read back as others."""


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = None if text.isprintable() else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)


def _dump(value: object, *, flow: bool) -> str:
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, default_flow_style=flow, width=10**9)


def _section(name: str, entries: Mapping[str, AnalyzerEntry] | Mapping[str, ModelEntry]) -> str:
    if not entries:
        return f"{name}: {{}}\n"
    return f"{name}:\n" + "\n".join(dump_entry(key, entry) for key, entry in entries.items())


def _plain(entry: Fields) -> Iterator[tuple[str, object]]:
    """Give the fields that say something, as plain values."""
    for field in fields(entry):
        value = getattr(entry, field.name)
        if isinstance(value, Text):
            yield field.name, value.written
        elif isinstance(value, HubRecord):
            yield field.name, dict(_plain(value))
        elif isinstance(value, tuple):
            if value:
                yield field.name, [str(item) for item in value]
        elif value is not None:
            yield field.name, value if isinstance(value, int) else str(value)
