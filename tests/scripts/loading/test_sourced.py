"""Files that a script takes in: what they set, and the functions in them, are the script's from there on."""

import pytest

from tests.scripts.projects import found, ids, scan_of

VARIABLES = "MODEL=a/b\nexport OTHER='c/d' # small\n"


@pytest.mark.parametrize(
    "source",
    [
        "source vars.env",
        ". ./vars.env",
        'source "$(dirname "$0")/vars.env"',
        '. "${HERE}/vars.env"',
        "set -a; source vars.env; set +a",
        "[ -f vars.env ] && . vars.env",
    ],
)
def test_what_a_script_sources_sets_its_variables(source: str) -> None:
    script = f'{source}\nhf download "$MODEL"\nhf download $OTHER\n'
    assert [one.replace(" ?", "") for one in found(f"--- fetch.sh\n{script}--- vars.env\n{VARIABLES}")] == [
        "2:1 hf:a/b",
        "3:1 hf:c/d",
    ]


def test_beside_the_script_comes_before_the_project() -> None:
    files = (
        "--- bin/fetch.sh\nsource vars.env\nhf download $MODEL\n--- bin/vars.env\nMODEL=a/b\n--- vars.env\nMODEL=c/d\n"
    )
    assert ids(files) == ["hf:a/b"]


def test_from_the_projects_folder() -> None:
    assert ids("--- bin/fetch.sh\nsource conf/vars.env\nhf download $M\n--- conf/vars.env\nM=a/b\n") == ["hf:a/b"]


def test_what_is_not_in_the_project_is_open() -> None:
    assert ids("source ~/.env\nhf download $MODEL\n") == ["?"]
    assert ids("source ../vars.env\nhf download $MODEL\n") == ["?"]


def test_a_function_is_called_with_what_the_script_that_sources_it_passes() -> None:
    files = "--- bin/fetch.sh\n. lib.sh\nget a/b\n--- bin/lib.sh\nget() {\n  hf download $1\n}\nhf download c/d\n"
    assert found(files) == ["bin/lib.sh:2:3 hf:a/b ?", "bin/lib.sh:4:1 hf:c/d"]


def test_a_file_that_sources_itself_comes_to_an_end() -> None:
    assert ids("--- fetch.sh\n. fetch.sh\nhf download a/b\n") == ["hf:a/b"]


def test_a_makefile_includes() -> None:
    files = "--- Makefile\n-include config.mk .env\nget:\n\thf download $(MODEL)\n\thf download $(OTHER)\n"
    included = "--- .env\nMODEL=a/b\n--- config.mk\nOTHER ?= c/d\n"
    assert found(files + included, "Makefile") == ["3:2 hf:a/b", "4:2 hf:c/d ?"]


COMPOSE = "services:\n  a:\n    image: vllm/vllm-openai\n    command: --model ${MODEL}\n"


def test_compose_fills_in_what_stands_beside_it_where_the_environment_does_not() -> None:
    files = f"--- app/compose.yaml\n{COMPOSE}--- app/.env\n# which\nMODEL=a/b\n--- .env\nMODEL=c/d\n"
    assert found(files) == ["app/compose.yaml:4:14 hf:a/b ?"]


@pytest.mark.parametrize("written", ["a.env", "[a.env]", "[./a.env, none.env]", "[{path: a.env, required: false}]"])
def test_a_service_is_handed_its_env_file(written: str) -> None:
    files = f"--- compose.yaml\nservices:\n  a:\n    build: .\n    env_file: {written}\n--- a.env\nX=1\nMODEL_ID=a/b\n"
    assert found(files) == ["a.env:2:10 hf:a/b"]


def test_a_unit_is_handed_its_environment_file() -> None:
    files = "--- app.service\n[Service]\nEnvironmentFile=-/opt/app/a.env\nExecStart=vllm serve ${MODEL}\n--- a.env\nMODEL=a/b\n"
    assert found(files) == ["app.service:3:11 hf:a/b"]


def test_bytes_that_are_no_text_take_nothing_in() -> None:
    assert ids("--- compose.yaml\nservices:\n  a:\n    env_file: a.env\n--- a.env\n='\nMODEL_ID='a/b\n") == []


def test_who_sources_a_function_owns_what_is_passed_to_it() -> None:
    files = "--- a.sh\n. lib.sh\nget a/b\n--- b.sh\n. lib.sh\nget c/d\n--- lib.sh\nget() { hf download $1; }\n"
    (load,) = scan_of(files).loads
    assert {str(one.id): one.owners for one in load.models} == {"hf:a/b": ("./a.sh",), "hf:c/d": ("./b.sh",)}
    assert load.owners == ("./a.sh", "./b.sh", "./lib.sh")


def test_a_file_that_cannot_be_read_as_a_script_leaves_its_variables_open() -> None:
    assert ids("--- fetch.sh\n. big.env\nhf download $M\n--- big.env\nM=a/b\n" + "# comment\n" * 30_000) == ["?"]
