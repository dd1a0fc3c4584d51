"""Ways to read a string from a configuration file of the project, or from its surroundings."""

import json

from tests.oracle.author import Author, Way
from tests.oracle.text import Block


def json_file(author: Author, value: str, block: Block) -> str:
    home, key = author.home(block), author.attribute()
    path = f"{author.fresh_string('config')}.json"
    author.project.files[path] = json.dumps({"models": {key: value, "other": author.other(value)}})
    home.module.imports["import json"] = None
    name = home.module.fresh("CONFIG")
    home.put(f"with open({path!r}) as file:", f"{name} = json.load(file)")
    return f"{author.reach(name, home, block)}['models'][{author.exactly(key, block)}]"


def yaml_file(author: Author, value: str, block: Block) -> str:
    home, key = author.home(block), author.attribute()
    path = f"{author.fresh_string('config')}.yaml"
    folder = home.module.path.rpartition("/")[0]
    author.project.files[f"{folder}/{path}"] = f"{key}:\n  - other\n  - {json.dumps(value)}\n"
    home.module.imports |= {"import yaml": None, "from pathlib import Path": None}
    name = home.module.fresh("read_config")
    read = f"yaml.safe_load((Path(__file__).parent / {author.exactly(path, home)}).read_text())"
    home.put(f"def {name}():", f"return {read}")
    return f"{author.reach(name, home, block)}()[{key!r}][1]"


def environment_default(author: Author, value: str, block: Block) -> str:
    block.module.imports["import os"] = None
    call = author.choose(("os.environ.get", "os.getenv"))
    return f"{call}('MODELPOLICY_NOWHERE_SET', {author.text(value, block)})"


FILES: tuple[Way, ...] = (json_file, yaml_file, environment_default)
