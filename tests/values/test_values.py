"""What values become on their way: each string knows where it came through, inside containers too."""

import ast

from modelpolicy.domain.load import Step
from modelpolicy.domain.location import Location
from modelpolicy.program.modules import SourceModule
from modelpolicy.values.collected import Items, Later, Table
from modelpolicy.values.places import Place
from modelpolicy.values.text import Text
from modelpolicy.values.values import Constant, Values, known

HERE = Step(Location("app.py", 3, 1), "options")
THERE = Step(Location("app.py", 9, 1), "options")


def nested(text: str) -> Values:
    return known(Table((("sizes", known(Items((known(Text(text)), known(Constant(1)))))),)))


def strings(values: Values) -> list[Text]:
    (table,) = values.options
    assert isinstance(table, Table)
    (items,) = table.entries[0][1].options
    assert isinstance(items, Items)
    return list(items.items[0].texts)


def test_strings_in_containers_keep_the_steps_of_their_own_way() -> None:
    values = nested("large")
    assert strings(values.through(HERE)) == [Text("large", via=(HERE,))]
    assert strings(values.through(THERE)) == [Text("large", via=(THERE,))]
    assert strings(values.through(HERE).through(THERE)) == [Text("large", via=(THERE, HERE))]
    assert strings(values.owned_by("app.main")) == [Text("large", owners=("app.main",))]
    assert strings(values) == [Text("large")]


class Answers:
    """Whoever is asked what an expression is; counts how often."""

    def __init__(self, values: Values) -> None:
        self.values = values
        self.asked = 0

    def evaluate(self, _: ast.expr, __: Place) -> Values:
        self.asked += 1
        return self.values


def test_an_item_that_is_worked_out_later_has_come_the_same_way() -> None:
    answers = Answers(known(Items((known(Text("large")), known(Constant(1))))))
    later = Later(ast.Name("size"), Place(SourceModule("app.py", "app", ast.parse(""))), answers)
    values = known(Table((("sizes", later), ("others", later))))
    came = values.through(HERE).through(THERE)
    assert answers.asked == 0
    assert strings(came) == strings(nested("large").through(HERE).through(THERE))


def test_a_container_that_comes_the_same_way_again_is_not_made_again() -> None:
    values = nested("large")
    assert values.through(HERE).options[0] is values.through(HERE).options[0]
    assert values.owned_by("app.main").options[0] is values.owned_by("app.main").options[0]


def test_what_holds_no_string_or_has_the_owner_already_stays_itself() -> None:
    numbers = known(Items((known(Constant(1)),)))
    assert numbers.through(HERE) is numbers
    owned = nested("large").owned_by("app.main")
    assert owned.owned_by("app.main") is owned
