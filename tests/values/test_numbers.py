import pytest

from tests.projects import ids

HEADER = "import enum, sys, torch\nclass Size(enum.IntEnum):\n    LARGE = 4\n"

NUMBERS = {
    "of a string": ("torch.load(f\"a{int('03')}.pt\")", ["file:a3.pt"]),
    "of a fraction": ('torch.load(f"a{int(3.9)}.pt")', ["file:a3.pt"]),
    "of a member": (
        'def load(size=Size.LARGE):\n    torch.load("a" + str(int(size)) + ".pt")\nload()',
        ["file:a4.pt"],
    ),
    "of no number": ("torch.load(f\"a{int('x')}.pt\")", ["?"]),
    "of infinity": ("torch.load(f'a{int(1e999)}.pt')", ["?"]),
    "in another base": ("torch.load(f'a{int(\"11\", 2)}.pt')", ["?"]),
    "of what nobody knows": ("torch.load(f'a{int(sys.argv[1])}.pt')", ["?"]),
}


@pytest.mark.parametrize(("code", "expected"), NUMBERS.values(), ids=NUMBERS.keys())
def test_whole_numbers(code: str, expected: list[str]) -> None:
    assert ids(f"{HEADER}{code}\n") == expected
