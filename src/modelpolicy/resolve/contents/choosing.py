"""Which items of a table count where a user can name any of them: those that the source itself chooses come first."""

from collections.abc import Iterable

from modelpolicy.values.collected import Table
from modelpolicy.values.keys import can_be_any_key, keys_of, keys_shown
from modelpolicy.values.values import Value, Values, union


def chosen_among(tables: Iterable[Value], asked: Values, items: Values) -> Values:
    """``items`` of tables, of which a user can name any: those under keys that the source shows are what it chooses."""
    keys = [] if keys_of(asked)[1] else keys_shown(asked)
    asked_of = [table for table in tables if isinstance(table, Table)] if keys else []
    if any(can_be_any_key(table, key) for table in asked_of for key in keys):
        return items
    chosen = union([value for table in asked_of for key in keys if (value := table.get(key)) is not None])
    return union([chosen, items.without(chosen).offered()]) if chosen.options else items
