"""Numbers with their noun."""


def counted(number: int, noun: str) -> str:
    """``1 file``, ``2 files``, ``2 policies``, ``2 branches``."""
    return f"{number} {noun if number == 1 else _plural(noun)}"


def singular(nouns: str) -> str:
    """The reverse of what ``counted`` does to a noun: ``file`` of ``files``, ``policy`` of ``policies``."""
    return f"{nouns[:-3]}y" if nouns.endswith("ies") else nouns.removesuffix("s")


def _plural(noun: str) -> str:
    if noun.endswith("y"):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith("ch") else f"{noun}s"
