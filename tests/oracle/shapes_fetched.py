"""Shapes of loads of files that other code has fetched."""

from tests.oracle.author import Author
from tests.oracle.shapes import Shape
from tests.oracle.text import Block


def by_fetched_file(author: Author, block: Block) -> None:
    """A file that another function fetches, perhaps of another module: it is loaded by its path."""
    home, path = author.home(block), f"{author.fresh_string('models/f')}.pt"
    _emit_fetch(author, home, block, f"https://x.org/{author.fresh_string('w')}.pt", path)
    block.module.imports["import torch"] = None
    block.emit(f"torch.load({author.exactly(path, block)})")


def by_fetched_files(author: Author, block: Block) -> None:
    """Files that a loop fetches, of which one is loaded."""
    home, folder = author.home(block), author.fresh_string("models")
    names = [f"{author.fresh_string('w')}.pt" for _ in range(2)]
    home.module.imports["import torch"] = None
    body, fetch, name = home.nested(), home.module.fresh("fetch"), home.module.fresh("name")
    body.put(
        f"for {name} in ({author.exactly(names[0], body)}, {author.exactly(names[1], body)}):",
        f"torch.hub.download_url_to_file('https://x.org/' + {name}, f'{folder}/{{{name}}}')",
    )
    home.put(f"def {fetch}():", body)
    block.module.imports["import torch"] = None
    block.emit(f"{author.reach(fetch, home, block)}()")
    block.emit(f"torch.load({author.exactly(f'{folder}/{author.choose(names)}', block)})")


def _emit_fetch(author: Author, home: Block, block: Block, url: str, path: str) -> None:
    home.module.imports["import torch"] = None
    fetch = home.module.fresh("fetch")
    if author.maybe():
        home.put(f"def {fetch}(url, path):", "torch.hub.download_url_to_file(url, path)")
        block.emit(f"{author.reach(fetch, home, block)}({author.text(url, block)}, {author.exactly(path, block)})")
        return
    body = home.nested()
    body.emit(f"torch.hub.download_url_to_file({author.text(url, body)}, dst={author.exactly(path, body)})")
    home.put(f"def {fetch}():", body)
    block.emit(f"{author.reach(fetch, home, block)}()")


FETCHED_SHAPES: tuple[Shape, ...] = (by_fetched_file, by_fetched_files)
