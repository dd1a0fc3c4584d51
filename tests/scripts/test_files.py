"""Each kind of file: which of its texts are commands, where they stand, and what is set for them."""

import json

import pytest

from tests.scripts.projects import found, ids, scan_of

DOCKERFILE = r"""
FROM python:3.12 AS base
ARG MODEL=openai/whisper-base
ENV SIZE=tiny OTHER="a b"
# RUN hf download no/comment
RUN --mount=type=cache,target=/root/.cache pip install x && \
    # a comment between
    hf download $MODEL && \

    wget https://example.org/z.pth
RUN ["hf", "download", "exec/form"]
RUN <<EOF
hf download here/doc
EOF
RUN python3 <<EOF
import whisper
whisper.load_model("$SIZE")
EOF
RUN python -c "import whisper; \
    whisper.load_model('small')"
ADD https://example.org/add.onnx /models/
COPY hf download /usr/bin/
LABEL usage="hf download no/label"
ENTRYPOINT ["vllm", "serve", "entry/point"]
"""


def test_a_dockerfile() -> None:
    assert found(DOCKERFILE, "Dockerfile") == [
        "7:5 hf:openai/whisper-base ?",
        "9:5 url:https://example.org/z.pth",
        "10:5 hf:exec/form",
        "12:1 hf:here/doc",
        "16:1 whisper:tiny",
        "19:5 whisper:small",
        "20:1 url:https://example.org/add.onnx",
        "23:12 hf:entry/point",
    ]


def test_python_in_a_dockerfile_reads_what_the_file_sets() -> None:
    text = (
        "FROM x\nARG WHISPER=tiny\nENV SIZE=base\n"
        "RUN python -c \"import os, whisper; whisper.load_model(os.environ['SIZE'])\"\n"
        "RUN python -c \"import os, whisper; whisper.load_model(os.getenv('WHISPER'))\"\n"
        "RUN python -c \"import os, whisper; whisper.load_model(os.environ.get('OTHER', 'small'))\"\n"
    )
    assert found(text, "Dockerfile") == ["4:36 whisper:base", "5:36 whisper:tiny ?", "6:36 whisper:small ?"]


def test_what_only_looks_like_a_here_document_hides_nothing() -> None:
    text = 'FROM x\nRUN cat <<< word && echo "<<END"\nRUN hf download a/b\nRUN echo $((1 << X))\nRUN hf download c/d\n'
    assert ids(text, "Dockerfile") == ["hf:a/b", "hf:c/d"]


def test_variables_in_an_exec_form_are_followed() -> None:
    assert ids('FROM x\nENV M=a/b\nCMD ["vllm", "serve", "${M}"]\n', "Dockerfile") == ["hf:a/b"]


def test_a_makefile() -> None:
    text = (
        "MODEL ?= def/ault\nSIZE := base\nURL = https://example.org/$(SIZE).pt\n\nall: models # hf download no/no\n"
        "\t@hf download $(MODEL)\n\t-wget $(URL) \\\n\t\t-O x.pt\n\tfor m in a/1 b/2; do hf download $$m; done\n"
        "one: ; hf download one/line\n"
    )
    assert found(text, "Makefile") == [
        "6:3 hf:def/ault ?",
        "7:3 url:https://example.org/base.pt",
        "9:23 hf:a/1 hf:b/2",
        "10:8 hf:one/line",
    ]


WORKFLOW = """
name: hf download no/name
on: {workflow_dispatch: {inputs: {size: {default: in/put}}}}
env:
  TOP: top/env
jobs:
  test:
    strategy:
      matrix:
        model: [m/1, "m/2"]
        include: [{model: m/3}]
    steps:
      - uses: actions/checkout@v4
      - run: hf download ${{ matrix.model }} && hf download $TOP
      - name: step
        env: {STEP: "step/env"}
        run: |
          set -e

          hf download $STEP
          python - <<EOF
          import whisper
          whisper.load_model("tiny")
          EOF
      - run: >-
          hf download
          folded/one
      - run: hf download ${{ secrets.MODEL }}
      - run: hf download ${{ env.TOP }}
"""


def test_a_workflow() -> None:
    assert found(WORKFLOW, ".github/workflows/ci.yml") == [
        "13:14 hf:m/1 hf:m/2 hf:m/3",
        "13:49 hf:top/env",
        "19:11 hf:step/env",
        "22:11 whisper:tiny",
        "25:11 hf:folded/one",
        "27:14 ?",
        "28:14 hf:top/env",
    ]


def test_a_step_in_python() -> None:
    text = """
        jobs:
          a:
            steps:
              - shell: python
                run: |
                  import whisper
                  whisper.load_model("base")
              - run: hf download a/b
    """
    assert found(text, ".github/workflows/ci.yml") == ["7:11 whisper:base", "8:14 hf:a/b"]


def test_an_expression_that_is_another() -> None:
    text = """
        env: {LOOP: "${{ env.LOOP }}"}
        jobs:
          a:
            strategy: {matrix: {model: [a/b, "${{ vars.x }}"]}}
            env: {M: "${{ matrix.model }}"}
            steps:
              - run: hf download ${{ env.M }}
              - run: hf download $M
              - run: hf download ${{ env.LOOP }}
    """
    assert found(text, ".github/workflows/ci.yml") == ["7:14 hf:a/b ?", "8:14 hf:a/b ?", "9:14 ?"]


def test_a_workflow_s_input_can_be_another() -> None:
    text = "on: {workflow_call: {inputs: {m: {default: a/b}}}}\njobs:\n  a:\n    steps:\n      - run: hf download ${{ inputs.m }}\n"
    (load,) = scan_of(text, ".github/workflows/ci.yml").loads
    assert not load.models
    assert "inputs.m" in load.reason


def test_gitlab() -> None:
    text = """
        variables: {M: git/lab}
        .base: &base
          before_script:
            - export N=n/n
        job:
          <<: *base
          script:
            - hf download $M
            - |
              hf download $N
    """
    assert found(text, ".gitlab-ci.yml") == ["8:7 hf:git/lab", "10:7 hf:n/n"]


COMPOSE = """
services:
  app:
    image: vllm/vllm-openai
    environment:
      - MODEL_ID=${MODEL:-comp/ose}
      - OPENAI_MODEL=openai/gpt-4o
      - MODEL_DIR=models/x
      - WORKERS=a/b
  embed:
    command: vllm serve "comp/cmd"
    environment:
      EMBEDDING_MODEL: BAAI/bge-m3
      WEIGHTS: /models/yolov8n.pt
  text:
    image: ghcr.io/huggingface/text-embeddings-inference:cpu-1.5
    command: --model-id image/entry --port 80
  block:
    image: vllm/vllm-openai:latest
    command: >
      --model block/one
      --port 80
  plain:
    image: python:3.12
    command: ["python", "-c", "import whisper; whisper.load_model('base')"]
  list:
    entrypoint: [vllm, serve]
    command: [list/form, --port, "80"]
"""


def test_a_compose_file() -> None:
    assert found(COMPOSE, "docker-compose.yml") == [
        "5:18 hf:comp/ose ?",
        "10:14 hf:comp/cmd",
        "12:24 hf:BAAI/bge-m3",
        "13:16 file:/models/yolov8n.pt",
        "16:14 hf:image/entry",
        "19:14 hf:block/one",
        "24:48 whisper:base",
        "26:18 hf:list/form",
    ]


def test_a_systemd_unit() -> None:
    text = (
        '[Service]\nEnvironment="MODEL_NAME=sys/temd" OTHER=1\n# ExecStart=hf download no/no\n'
        "ExecStartPre=-/usr/bin/hf download $MODEL_NAME\nExecStart=/usr/bin/vllm serve \\\n  exec/start --port 8\n"
    )
    assert found(text, "deploy/app.service") == ["4:15 hf:sys/temd", "5:11 hf:exec/start"]


def test_a_variable_that_names_a_model_is_a_load_of_medium_confidence() -> None:
    loads = scan_of("FROM x\nENV MODEL_ID=a/b\n", "Dockerfile").loads
    assert [(load.loader, load.call, str(load.models[0].id), load.confidence) for load in loads] == [
        ("environment", "MODEL_ID", "hf:a/b", "medium")
    ]


def test_a_variable_that_a_command_uses_is_no_second_load() -> None:
    assert ids("FROM x\nENV MODEL_ID=a/b\nRUN hf download $MODEL_ID\n", "Dockerfile") == ["hf:a/b"]


@pytest.mark.parametrize(
    "variable",
    [
        "MODEL_DIR=models/x",
        "MODEL_IMAGE=ghcr.io/app",
        "MODEL=base",
        "LLM_MODEL=openai/gpt-4o",
        "NAME=a/b",
        "MODEL_PATH=/models/whisper",
        "MODELS_ROOT=a/b",
    ],
)
def test_a_variable_that_may_be_anything_is_no_load(variable: str) -> None:
    assert ids(f"FROM x\nENV {variable}\n", "Dockerfile") == []


def notebook(*cells: str) -> str:
    code = [{"cell_type": "code", "source": cell} for cell in cells]
    return json.dumps({"nbformat": 4, "metadata": {}, "cells": [{"cell_type": "markdown", "source": "!x"}, *code]})


def test_a_notebook_s_lines_for_the_shell() -> None:
    text = notebook(
        "model = 'note/book'\n!hf download {model} \\\n  --revision x\nif True:\n    !wget https://example.org/a.pt\nimport whisper\n"
        "whisper.load_model('base')",
        "%%bash\nM=cell/bash\nhf download $M\nhf download $model",
        "files = !hf download assigned/one\nprint('!hf download no/no')",
        "%%writefile x.sh\nhf download no/file",
    )
    assert sorted(found(text, "n.ipynb")) == [
        "cell 1:2:2 hf:note/book",
        "cell 1:5:6 url:https://example.org/a.pt",
        "cell 1:7:1 whisper:base",
        "cell 2:3:1 hf:cell/bash",
        "cell 2:4:1 ?",
        "cell 3:1:10 hf:assigned/one",
    ]


def test_a_line_for_the_shell_that_goes_on_leaves_python_that_parses() -> None:
    assert scan_of(notebook("!hf download a/b \\\n  --revision x\nimport whisper"), "n.ipynb").failures == ()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (".github/workflows/ci.yml", "jobs: [\n  - run: 'hf download a/b"),
        (".github/workflows/ci.yml", "[" * 5_000),
        (".github/workflows/ci.yml", "a: &a [*a]\nb: {<<: *a, run: hf download a/b}\n"),
        ("docker-compose.yml", "services: 1"),
        ("docker-compose.yml", "services: {a: [], b: {environment: 1, command: {a: b}}}"),
        ("Dockerfile", "RUN <<EOF\nhf download"),
        ("Dockerfile", 'RUN ["hf", \nENV\nENV A\nARG\nRUN \\'),
        ("Dockerfile", "ENV  \nARG  \nRUN  \nADD \n"),
        ("Makefile", "A =\n\t\nB += \\\n"),
        ("app.service", "Environment=\nExecStart=\\"),
    ],
)
def test_a_broken_file_is_read_as_far_as_it_goes(path: str, text: str) -> None:
    assert scan_of(text, path).failures == ()
