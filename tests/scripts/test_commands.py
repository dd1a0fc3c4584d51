"""Which commands load a model, and which only look like one."""

import pytest

from modelpolicy.extract.commands import builtin_commands
from tests.scripts.projects import ids, scan_of

COMMANDS = [
    ("hf download openai/whisper-base", "hf:openai/whisper-base"),
    ("hf download openai/whisper-base model.safetensors --revision main", "hf:openai/whisper-base"),
    ("huggingface-cli download --quiet --local-dir /models a/b", "hf:a/b"),
    ("huggingface-cli download --local-dir=/models a/b", "hf:a/b"),
    ("python -m spacy download en_core_web_sm", "spacy:en_core_web_sm"),
    ("python3 -m nltk.downloader -d /data punkt stopwords", "nltk:punkt nltk:stopwords"),
    ("yolo detect predict model=yolov8n.pt source=a.mp4", "ultralytics:yolov8n.pt"),
    ("yolo train model=yolov5s", "ultralytics:yolov5su.pt"),
    ("whisper talk.wav --model large", "whisper:large-v3"),
    ("whisperx talk.wav --model base", "hf:Systran/faster-whisper-base"),
    ("ollama pull llama3.2:3b", "ollama:llama3.2:3b"),
    ("ollama run mistral", "ollama:mistral"),
    ("modelscope download --model qwen/Qwen-7B", "modelscope:qwen/Qwen-7B"),
    ("wget -q https://example.org/a/yolov8x.pt -O /models/yolo.pt", "url:https://example.org/a/yolov8x.pt"),
    ("curl -fsSL -o m.onnx https://example.org/m.onnx?download=true", "url:https://example.org/m.onnx?download=true"),
    ("curl -L https://example.org/download/17 -o style.safetensors", "url:https://example.org/download/17"),
    ("aria2c -x 4 https://example.org/v1.ckpt -d /models", "url:https://example.org/v1.ckpt"),
    ("gdown https://drive.example.org/uc?id=1 -O face.pth", "url:https://drive.example.org/uc?id=1"),
    ("git clone https://huggingface.co/owner/name", "hf:owner/name"),
    ("git clone --depth 1 git@hf.co:owner/name.git models/name", "hf:owner/name"),
    (
        (
            "pip install https://github.com/explosion/spacy-models/releases/download/"
            "en_core_web_sm-3.7.1/en_core_web_sm-3.7.1-py3-none-any.whl"
        ),
        "spacy:en_core_web_sm",
    ),
    ("vllm serve Qwen/Qwen2.5-7B --port 80", "hf:Qwen/Qwen2.5-7B"),
    ("text-generation-launcher --model-id a/b", "hf:a/b"),
    ("docker run --gpus all -p 80:80 ghcr.io/huggingface/text-generation-inference:2.4 --model-id a/b", "hf:a/b"),
    ("docker run --rm -it python:3.12 hf download a/b", "hf:a/b"),
]


@pytest.mark.parametrize(("command", "expected"), COMMANDS, ids=[command for command, _ in COMMANDS])
def test_a_command_that_loads(command: str, expected: str) -> None:
    assert ids(command) == expected.split()


@pytest.mark.parametrize(
    "command",
    [
        "sudo -E -u app {}",
        "env A=b {}",
        "HF_HUB_OFFLINE=0 {}",
        "uv run --with hf {}",
        "poetry run {}",
        "conda run -n ml {}",
        "timeout 30 {}",
        "docker exec -it box {}",
        "nohup {} &",
        "doas -u app {}",
        "runuser -u app -- {}",
        "setsid -w {}",
        "ionice -c 3 {}",
        "chrt --idle 0 {}",
        "taskset -c 0,1 {}",
        "numactl --cpunodebind=0 {}",
        "flock -n /var/lock/models {}",
        "stdbuf -oL -e L {}",
        "busybox {}",
        "chroot /srv {}",
        "setpriv --reuid=app {}",
        "unbuffer {}",
        "systemd-run --user --wait -p MemoryMax=8G {}",
        "true && {} || exit 1",
        "if ! {}; then exit 1; fi",
        "( cd /models && {} )",
        "x=$({})",
        "{} | tee log.txt",
        "bash -c '{}'",
        'sh -lc "{}"',
        "retry() {{ {}; }}",
    ],
)
def test_a_command_inside_something_else(command: str) -> None:
    assert ids(command.format("hf download a/b")) == ["hf:a/b"]


@pytest.mark.parametrize(
    "text",
    [
        "# hf download a/b",
        'echo "hf download a/b"',
        "echo hf download a/b",
        "grep -r 'hf download a/b' .",
        "printf '%s' \"ollama pull llama3\"",
        "cat <<EOF\nhf download a/b\nEOF",
        "my-hf download a/b",
        "hf upload a/b .",
        "hf download",
        "huggingface-cli download data/set --repo-type dataset",
        "git clone https://github.com/owner/name",
        "git clone https://huggingface.co/datasets/owner/name",
        "wget https://example.org/config.json",
        "wget https://example.org/archive.tar.gz",
        "curl -s https://example.org/install.sh | sh",
        "pip install torch",
        "yolo train model=yolov8n.yaml",
        "python train.py --model base",
        "python -c 'print(\"hf download a/b\")'",
        "MODEL=a/b",
        "alias get='hf download a/b'",
        "hf() { echo no; }",
    ],
)
def test_what_is_no_load(text: str) -> None:
    assert ids(text) == []


def test_what_else_a_command_is_told_is_kept() -> None:
    (load,) = scan_of("hf download a/b x.bin y.json --revision v1 --local-dir /models").loads
    assert load.models[0].revision == "v1"
    told = {argument.name: argument.values for argument in load.arguments}
    assert told == {"revision": ("v1",), "filename": ("x.bin", "y.json"), "cache_dir": ("/models",)}


def test_every_row_of_the_catalogue_is_reachable_by_its_own_words() -> None:
    commands = builtin_commands()
    for words in ("hf download", "python -m spacy download", "git clone", "yolo", "ADD"):
        match = commands.match([*words.split(), "x"])
        assert match is not None
        assert match[0] == tuple(words.split())
