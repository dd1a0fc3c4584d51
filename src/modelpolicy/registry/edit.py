"""Edit the registry's text by program: what people wrote stays as they wrote it.

Every edit takes the text and gives the new one, and is held against the registry that it should make:
a layout that the edit misjudges is refused, never damaged.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Literal, TypeAlias

from modelpolicy.domain.analyzer import Status
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.size import Size
from modelpolicy.errors import Problem, RegistryError
from modelpolicy.registry.parse_yaml import Key
from modelpolicy.registry.read import parse_registry
from modelpolicy.registry.schema import AnalyzerEntry, HubRecord, ModelEntry, Registry
from modelpolicy.registry.write import dump_entry, flow_text, hub_text
from modelpolicy.registry.yaml_lines import LayoutError, YamlLines

Edit: TypeAlias = Callable[[str, str], str]


def add_analyzer(text: str, path: str, name: str, entry: AnalyzerEntry) -> str:
    """Add an analyzer after the last one. ``path`` names the file in messages, here and below.

    Raises:
        RegistryError: it is there already, ``text`` is no registry, or its layout is not understood;
            the same for every edit.
    """
    before = _parse(text, path)
    _require(name not in before.analyzers, path, f"{name} is in the registry already")
    after = replace(before, analyzers={**before.analyzers, name: entry})
    return _checked(path, after, lambda: _append(text, "analyzers", dump_entry(name, entry)))


def add_model(text: str, path: str, model: ModelId, entry: ModelEntry) -> str:
    """Add a model after the last one."""
    before = _parse(text, path)
    _require(model not in before.models, path, f"{model} is in the registry already")
    after = replace(before, models={**before.models, model: entry})
    return _checked(path, after, lambda: _append(text, "models", dump_entry(str(model), entry)))


def remove_model(text: str, path: str, model: ModelId) -> str:
    """Remove a model's entry; analyzers that name it keep naming it."""
    before = _parse(text, path)
    _require(model in before.models, path, f"{model} is not in the registry")
    after = replace(before, models={key: entry for key, entry in before.models.items() if key != model})
    return _checked(path, after, lambda: _remove_entry(text, ("models", str(model)), last=not after.models))


def set_status(text: str, path: str, name: str, status: Status) -> str:
    """Enable or disable an analyzer."""
    before = _parse(text, path)
    entry = _entry(before, path, name)
    after = replace(before, analyzers={**before.analyzers, name: replace(entry, status=status)})
    keys = ("analyzers", name, "status")
    return _checked(path, after, lambda: YamlLines(text).replace_scalar(keys, entry.status, status))


def forbid_deletion(text: str, path: str, model: ModelId) -> str:
    """Say of a model that may be deleted that it must not be."""
    before = _parse(text, path)
    _require(model in before.models, path, f"{model} is not in the registry")
    _require(before.models[model].deletion == "allowed", path, f"the deletion of {model} is not allowed")
    after = replace(before, models={**before.models, model: replace(before.models[model], deletion="forbidden")})
    keys = ("models", str(model), "deletion")
    return _checked(path, after, lambda: YamlLines(text).replace_scalar(keys, "allowed", "forbidden"))


def set_size(text: str, path: str, model: ModelId, size: Size) -> str:
    """Write a model's size in the place of the one that is there, or as the last of its keys."""
    before = _parse(text, path)
    _require(model in before.models, path, f"{model} is not in the registry")
    entry = before.models[model]
    after = replace(before, models={**before.models, model: replace(entry, size=size)})
    keys, written = ("models", str(model)), entry.size.written if entry.size else None
    return _checked(path, after, lambda: _set_scalar(text, keys, "size", written, size.written))


def set_measured(text: str, path: str, name: str, vram: Size | None, load_time: str) -> str:
    """Write how long an analyzer takes to load, and what it takes on a GPU where that was measured."""
    before = _parse(text, path)
    entry = _entry(before, path, name)
    changed = replace(entry, load_time=load_time, vram=vram or entry.vram)
    after = replace(before, analyzers={**before.analyzers, name: changed})
    return _checked(path, after, lambda: _set_measured(text, ("analyzers", name), entry, changed))


def set_hub(text: str, path: str, model: ModelId, record: HubRecord) -> str:
    """Write what the hub says of a model in the place of what it said before, or as the last of its keys."""
    before = _parse(text, path)
    _require(model in before.models, path, f"{model} is not in the registry")
    after = replace(before, models={**before.models, model: replace(before.models[model], hub=record)})
    keys = ("models", str(model))
    return _checked(path, after, lambda: _set_hub(text, keys, hub_text(record)))


def add_analyzer_model(text: str, path: str, name: str, model: ModelId) -> str:
    """Add a model to those of an analyzer, as the last."""
    before = _parse(text, path)
    entry = _entry(before, path, name)
    _require(model not in entry.models, path, f"{name} names {model} already")
    changed = replace(entry, models=(*entry.models, model))
    after = replace(before, analyzers={**before.analyzers, name: changed})
    return _checked(path, after, lambda: _add_item(text, ("analyzers", name), "models", str(model)))


def add_analyzer_may(text: str, path: str, name: str, model: ModelId) -> str:
    """Add a model to what an analyzer may load, as the last."""
    before = _parse(text, path)
    entry = _entry(before, path, name)
    _require(model not in entry.models + entry.may, path, f"{name} names {model} already")
    changed = replace(entry, may=(*entry.may, model))
    after = replace(before, analyzers={**before.analyzers, name: changed})
    return _checked(path, after, lambda: _add_item(text, ("analyzers", name), "may", str(model)))


def remove_analyzer_model(text: str, path: str, name: str, model: ModelId) -> str:
    """Remove a model from those of an analyzer, else from what it may load; its entry under ``models`` stays."""
    before = _parse(text, path)
    entry = _entry(before, path, name)
    _require(model in entry.models + entry.may, path, f"{name} does not name {model}")
    key: Literal["models", "may"] = "models" if model in entry.models else "may"
    listed = entry.models if key == "models" else entry.may
    index = listed.index(model)
    rest = listed[:index] + listed[index + 1 :]
    changed = replace(entry, models=rest) if key == "models" else replace(entry, may=rest)
    after = replace(before, analyzers={**before.analyzers, name: changed})
    return _checked(path, after, lambda: _remove_item(text, ("analyzers", name, key), index))


def _parse(text: str, path: str) -> Registry:
    return parse_registry(text.encode(), path).registry


def _entry(registry: Registry, path: str, name: str) -> AnalyzerEntry:
    _require(name in registry.analyzers, path, f"{name} is not in the registry")
    return registry.analyzers[name]


def _require(condition: bool, path: str, message: str) -> None:
    if not condition:
        raise RegistryError(Problem(path, 0, message, "check the name"))


def _checked(path: str, expected: Registry, edit: Callable[[], str]) -> str:
    try:
        edited = edit()
        outcome = _parse(edited, path)
    except (LayoutError, RegistryError) as error:
        raise _unknown_layout(path, str(error)) from error
    if outcome != expected:
        raise _unknown_layout(path, "something else would change with it")
    return edited


def _unknown_layout(path: str, reason: str) -> RegistryError:
    message = f"this layout cannot be edited by program: {reason}"
    return RegistryError(Problem(path, 0, message, "edit it by hand, or lay it out with one key a line"))


def _append(text: str, section: str, entry: str) -> str:
    """Put an entry after the last of a section, a blank line between them where there are such."""
    lines = YamlLines(text)
    if (section,) not in lines.spans:
        if lines.is_flow(()):
            raise LayoutError(f"there is no key {section!r}")
        return lines.insert_at_end(f"\n{section}:\n{entry}")
    children = lines.children((section,))
    if not children:
        return lines.fill_empty((section,), entry)
    column = lines.spans[children[0]].first[1]
    indented = "".join(" " * column + line[2:] for line in entry.splitlines(keepends=True))
    separator = "\n" if len(children) == 1 or lines.has_blank_line((section,)) else ""
    return lines.insert_after(children[-1], separator + indented)


def _remove_entry(text: str, keys: tuple[Key, ...], *, last: bool) -> str:
    lines = YamlLines(text)
    removed = lines.remove_paragraph(keys)
    return YamlLines(removed).insert_after_key(keys[:-1], " {}") if last else removed


def _add_item(text: str, keys: tuple[Key, ...], key: str, item: str) -> str:
    lines, written = YamlLines(text), flow_text(item)
    models = (*keys, key)
    items = lines.children(models)
    if items and lines.is_flow(models):
        return lines.insert_inline(items[-1], f", {written}")
    if items:
        return lines.insert_after(items[-1], f"{lines.before(items[-1])}{written}")
    if models in lines.spans:
        return lines.replace_scalar(models, "[]", f"[{written}]")
    if lines.is_flow(keys):
        return lines.insert_inline(lines.children(keys)[-1], f", {key}: [{written}]")
    before = (*keys, "models") if (*keys, "models") in lines.spans else (*keys, "status")
    return lines.insert_after(before, f"{lines.before((*keys, 'status'))}{key}: [{written}]")


def _set_measured(text: str, keys: tuple[Key, ...], before: AnalyzerEntry, after: AnalyzerEntry) -> str:
    if after.vram and after.vram != before.vram:
        written = before.vram.written if before.vram else None
        text = _set_scalar(text, keys, "vram", written, after.vram.written)
    return _set_scalar(text, keys, "load_time", before.load_time, after.load_time or "")


def _set_scalar(text: str, keys: tuple[Key, ...], key: str, before: str | None, after: str) -> str:
    lines = YamlLines(text)
    if before is not None:
        return lines.replace_scalar((*keys, key), before, after)
    return _add_key(lines, keys, f"{key}: {after}")


def _set_hub(text: str, keys: tuple[Key, ...], written: str) -> str:
    lines = YamlLines(text)
    if (*keys, "hub") in lines.spans:
        return lines.replace_value((*keys, "hub"), written)
    return _add_key(lines, keys, f"hub: {written}")


def _add_key(lines: YamlLines, keys: tuple[Key, ...], written: str) -> str:
    """Put a key with its value after the last one of an entry."""
    children = lines.children(keys)
    if not children:
        return lines.replace_scalar(keys, "{}", f"{{{written}}}")
    if lines.is_flow(keys):
        return lines.insert_inline(children[-1], f", {written}")
    indent = " " * lines.spans[children[0]].first[1]
    return lines.insert_after(children[-1], f"{indent}{written}")


def _remove_item(text: str, models: tuple[Key, ...], index: int) -> str:
    """Remove an item of a list of models; with the only one goes the list."""
    lines = YamlLines(text)
    single = len(lines.children(models)) == 1
    path = models if single else (*models, index)
    return lines.remove_inline(path) if lines.is_flow(path[:-1]) else lines.remove_lines(path)
