"""Plain data to policies, by pydantic's validator; then each fact in a test, by its type."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import cast, get_args

from pydantic_core import SchemaValidator, ValidationError, core_schema

from modelpolicy.domain.finding import Severity
from modelpolicy.policies.facts import Kind
from modelpolicy.policies.given import facts_of
from modelpolicy.policies.schema import FORMAT, PolicyEntry, PolicyFile, PolicyTest
from modelpolicy.registry.layout import (
    Fault,
    Keys,
    Schema,
    choice,
    described,
    faults,
    list_of,
    mapping,
    optional,
    record,
    string,
)
from modelpolicy.registry.parse_yaml import Data


def validate(data: Data) -> PolicyFile | list[Fault]:
    """Give the policies that ``data`` says, or everything that is wrong with it."""
    try:
        file = cast("PolicyFile", SchemaValidator(policies_core_schema()).validate_python(data))
    except ValidationError as error:
        return faults(error, "the policies", _class_at)
    wrong: list[Fault] = []
    policies = {name: replace(entry, tests=tuple(_tests(name, entry, wrong))) for name, entry in file.policies.items()}
    return wrong or replace(file, policies=policies)


@cache
def policies_core_schema() -> Schema:
    """Lay out the file, for the validator and for the published JSON Schema."""
    words = core_schema.str_schema(min_length=1)
    facts = core_schema.dict_schema(core_schema.str_schema(), _fact(), metadata=described("The facts of a subject"))
    test = record(
        PolicyTest,
        given=facts,
        expected=optional(_described(words, "The message of the finding; without it, there must be none")),
        title=optional(string("What the test shows")),
    )
    entry = record(
        PolicyEntry,
        over=choice(*get_args(Kind)),
        deny=_described(words, "A condition in CEL: where it holds, the policy is violated"),
        message=string("What is wrong, with values between braces", "{model.id} takes {model.bytes}"),
        remedy=string("What to do about it, with values too"),
        severity=core_schema.with_default_schema(choice(*get_args(Severity)), default="error"),
        owner=optional(string("Who answers for the policy", "ml-platform")),
        enabled=core_schema.with_default_schema(core_schema.bool_schema(), default=True),
        tests=list_of(test),
    )
    name = core_schema.str_schema(
        pattern=r"^[a-z][a-z0-9-]*$",
        metadata=described("The policy's name: the bad pattern", "large-model-without-licence"),
    )
    return record(PolicyFile, format=choice(FORMAT), policies=mapping(name, entry))


def _described(schema: core_schema.StringSchema, description: str) -> Schema:
    return cast("Schema", {**schema, "metadata": described(description)})


def _fact() -> Schema:
    """Every scalar is read as text; editors tell numbers and truth values apart."""
    text, number, flag = core_schema.str_schema(), core_schema.float_schema(), core_schema.bool_schema()
    written = core_schema.union_schema([text, number, flag, core_schema.list_schema(text), core_schema.none_schema()])
    return core_schema.no_info_plain_validator_function(_read_fact, json_schema_input_schema=written)


def _read_fact(written: object) -> object:
    if written is None or isinstance(written, str):
        return written
    if isinstance(written, list) and all(isinstance(one, str) for one in written):
        return written
    raise ValueError("a text, or a list of texts, was expected")


def _class_at(keys: Keys) -> type:
    of_depth: dict[int, type] = {0: PolicyFile, 2: PolicyEntry, 4: PolicyTest}
    return of_depth[len(keys)]


def _tests(name: str, entry: PolicyEntry, wrong: list[Fault]) -> Iterator[PolicyTest]:
    for number, test in enumerate(entry.tests):
        place = ("policies", name, "tests", number, "given")
        facts, mistakes = facts_of(entry.over, test.given)
        wrong += (
            Fault((*place, key), f"{'.'.join(map(str, (*place, key)))}: {text}", remedy)
            for key, text, remedy in mistakes
        )
        yield replace(test, given=facts)
