"""Environment variables: set by the project itself, said by its ``.env``, or left to others."""

import pytest

from tests.projects import ids

HEADER = "import os\nfrom ultralytics import YOLO\n"

SET = {
    "by another statement": ('os.environ["WEIGHTS"] = "a.pt"\nYOLO(os.environ["WEIGHTS"])', ["a.pt"]),
    "where nothing else has": ('os.environ.setdefault("WEIGHTS", "a.pt")\nYOLO(os.getenv("WEIGHTS"))', ["a.pt"]),
    "with the default": (
        'os.environ["WEIGHTS"] = "b.pt"\nYOLO(os.environ.get("WEIGHTS", "a.pt"))',
        ["a.pt", "b.pt"],
    ),
    "with the default by its name": (
        'os.environ["WEIGHTS"] = "b.pt"\nYOLO(os.getenv("WEIGHTS", default="a.pt"))',
        ["a.pt", "b.pt"],
    ),
    "nobody": ('YOLO(os.environ["WEIGHTS"])', []),
}

DOTENV = {
    "load_dotenv": 'from dotenv import load_dotenv\nload_dotenv()\nYOLO(os.environ["WEIGHTS"])',
    "dotenv_values": 'from dotenv import dotenv_values\nYOLO(dotenv_values(".env")["WEIGHTS"])',
    "decouple": 'from decouple import config\nYOLO(config("WEIGHTS"))',
    "environs": 'from environs import Env\nenv = Env()\nenv.read_env()\nYOLO(env("WEIGHTS"))',
    "environs, as a string": 'from environs import Env\nenv = Env()\nYOLO(env.str("WEIGHTS"))',
    "settings": (
        "from pydantic_settings import BaseSettings, SettingsConfigDict\nclass S(BaseSettings):\n    weights: str\n"
        '    model_config = SettingsConfigDict(env_file=".env")\nYOLO(S().weights)'
    ),
    "settings with a prefix": (
        "from pydantic_settings import BaseSettings, SettingsConfigDict\nclass S(BaseSettings):\n    ghts: str\n"
        '    model_config = SettingsConfigDict(env_file=".env", env_prefix="WEI")\nYOLO(S().ghts)'
    ),
    "settings with an alias": (
        "from pydantic import Field\nfrom pydantic_settings import BaseSettings\nclass S(BaseSettings):\n"
        '    w: str = Field(alias="WEIGHTS")\n    class Config:\n        env_file = ".env"\nYOLO(S().w)'
    ),
}


@pytest.mark.parametrize(("source", "expected"), SET.values(), ids=SET.keys())
def test_a_variable_that_the_project_sets(source: str, expected: list[str]) -> None:
    assert ids(f"{HEADER}{source}\n") == ["?", *(f"ultralytics:{name}" for name in expected)]


def test_a_variable_that_another_module_sets() -> None:
    text = """
        --- main.py
        import os
        os.environ["WEIGHTS"] = "a.pt"
        import server
        --- server.py
        import os
        from ultralytics import YOLO
        YOLO(os.getenv("WEIGHTS", "b.pt"))
    """
    assert ids(text) == ["?", "ultralytics:a.pt", "ultralytics:b.pt"]


@pytest.mark.parametrize("source", DOTENV.values(), ids=DOTENV.keys())
def test_a_variable_of_a_dotenv_file(source: str) -> None:
    text = f"--- app.py\n{HEADER}{source}\n--- .env\n# weights\nexport WEIGHTS='a.pt' # small\nOTHER=${{HOME}}/b.pt\n"
    assert "ultralytics:a.pt" in ids(text)


def test_a_dotenv_file_that_nothing_reads_says_nothing() -> None:
    assert ids(f'--- app.py\n{HEADER}YOLO(os.environ["WEIGHTS"])\n--- .env\nWEIGHTS=a.pt\n') == ["?"]


def test_a_variable_made_of_those_of_this_machine_is_open() -> None:
    source = 'from dotenv import load_dotenv\nYOLO(os.environ["WEIGHTS"])'
    assert ids(f"--- app.py\n{HEADER}{source}\n--- .env\nWEIGHTS=${{HOME}}/a.pt\n") == ["?"]


def test_the_working_directory_is_where_paths_begin() -> None:
    assert ids(f'{HEADER}YOLO(os.getcwd() + "/weights/a.pt")') == ["file:weights/a.pt"]


COMPOSE = {
    "a mapping": "services:\n  app:\n    environment:\n      WEIGHTS: a.pt\n",
    "a list": "services:\n  app:\n    environment:\n      - OTHER=b.pt\n      - WEIGHTS=a.pt\n      - WEIGHTS_TOO=c.pt\n",
    "a default": "services:\n  app:\n    environment:\n      WEIGHTS: ${W:-a.pt}\n",
    "of one of several services": (
        "services:\n  db: {image: postgres}\n  none:\n  app:\n    environment: {WEIGHTS: a.pt, PORT: 80, EMPTY: }\n"
    ),
}


@pytest.mark.parametrize("text", COMPOSE.values(), ids=COMPOSE.keys())
@pytest.mark.parametrize("place", ["compose.yaml", "docker-compose.yml", "deploy/docker-compose.yaml"])
def test_a_variable_that_a_service_is_handed(place: str, text: str) -> None:
    server = f"--- deploy/app/server.py\n{HEADER}YOLO(os.environ['WEIGHTS'])\n"
    assert ids(f"{server}--- {place}\n{text}") == ["?", "ultralytics:a.pt"]


@pytest.mark.parametrize(
    "text",
    [
        "services:\n  app:\n    environment:\n      WEIGHTS: ${WEIGHTS}\n",
        "services:\n  app:\n    env_file: missing.env\n",
        "services:\n  app:\n    environment:\n      WEIGHTS:\n      OTHER: a.pt\n",
        "services:\n  app:\n    environment: [WEIGHTS]\n",
        "services: [a, b]\n",
        "services:\n  app: a.pt\n",
        "- WEIGHTS=a.pt\n",
        "services: {",
    ],
)
def test_what_a_compose_file_does_not_say_is_not_known(text: str) -> None:
    assert ids(f"--- app.py\n{HEADER}YOLO(os.environ['WEIGHTS'])\n--- compose.yaml\n{text}") == ["?"]


@pytest.mark.parametrize("written", ["vars.env", "[./vars.env]", "[{path: vars.env, required: false}]"])
def test_a_variable_of_the_file_that_a_service_is_handed(written: str) -> None:
    files = f"--- compose.yaml\nservices:\n  app:\n    env_file: {written}\n--- vars.env\n# which\nWEIGHTS=a.pt\n"
    found = ids(f"--- app/server.py\n{HEADER}YOLO(os.environ['WEIGHTS'])\n{files}")
    assert found == ["?", "ultralytics:a.pt"]


def test_a_compose_file_beside_other_code_says_nothing() -> None:
    text = "services: {app: {environment: {WEIGHTS: a.pt}}}"
    assert ids(f"--- app.py\n{HEADER}YOLO(os.environ['WEIGHTS'])\n--- other/compose.yaml\n{text}") == ["?"]
