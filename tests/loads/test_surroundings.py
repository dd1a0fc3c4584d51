import pytest

from tests.projects import scan

FETCHING = "def fetch(self, url, path, model_url, model_path):\n"

DATA = {
    "embeddings": "torch.load(embeddings_file)",
    "an item of voices": "torch.load(voices[name])",
    "behind a function": "torch.load(absolute(args.embeddings_file))",
    "spectrograms": "torch.load(name.spec_path)",
    "an item of a list": "for file in sorted(embeddings_file.glob('*')):\n        torch.load(file)",
}


@pytest.mark.parametrize("call", DATA.values(), ids=DATA.keys())
def test_what_says_that_it_is_data_is_no_load(call: str) -> None:
    assert scan(f"import torch\ndef f(embeddings_file, voices, name, args):\n    {call}\n") == []


@pytest.mark.parametrize("argument", ["embedding_model_path", "path", "weights", "buffer"])
def test_what_does_not_say_so_is_one(argument: str) -> None:
    assert [load.open for load in scan(f"import torch\ndef f({argument}):\n    torch.load({argument})\n")] == [True]


@pytest.mark.parametrize("call", ["onnxruntime.InferenceSession(audio_codec)", "keras.models.load_model(voices)"])
def test_what_loads_nothing_but_models_loads_one(call: str) -> None:
    assert [load.open for load in scan(f"import keras, onnxruntime\ndef f(audio_codec, voices):\n    {call}\n")] == [
        True
    ]


MODELS = {
    "an attribute": "self.model = joblib.load(path)",
    "a variable": "clf = joblib.load(path)",
    "an item": "self.models[path] = joblib.load(path)",
    "a function's name": "return joblib.load(path)",
}


@pytest.mark.parametrize("statement", MODELS.values(), ids=MODELS.keys())
def test_a_name_for_the_result_tells_a_model(statement: str) -> None:
    (load,) = scan(f"import joblib\ndef load_model(self, path):\n    {statement}\n")
    assert (load.loader, load.open, load.confidence) == ("joblib", True, "medium")


@pytest.mark.parametrize(
    "statement", ["self.rows = joblib.load(path)", "return joblib.load(path)", "joblib.load(path)"]
)
def test_a_name_that_says_nothing_tells_none(statement: str) -> None:
    assert scan(f"import joblib\ndef read(self, path):\n    {statement}\n") == []


FETCHED = {
    "an address": "urlretrieve(model_url, path)",
    "a file": "urlretrieve(url, self.weights_path)",
    "a file by keyword": "urlretrieve(url, filename=model_path)",
    "a stream": "requests.get(model_url, stream=True)",
}


@pytest.mark.parametrize("call", FETCHED.values(), ids=FETCHED.keys())
def test_a_name_tells_that_a_download_is_of_weights(call: str) -> None:
    (load,) = scan(f"import requests\nfrom urllib.request import urlretrieve\n{FETCHING}    {call}\n")
    assert (load.open, load.models) == (True, ())


NO_WEIGHTS = {
    "neither name tells": "urlretrieve(url, path)",
    "a service": "requests.get(model_url).json()",
    "an address of something else": 'urlretrieve("https://x.org/a.png", model_path)',
}


@pytest.mark.parametrize("call", NO_WEIGHTS.values(), ids=NO_WEIGHTS.keys())
def test_a_download_of_anything_is_no_load(call: str) -> None:
    assert scan(f"import requests\nfrom urllib.request import urlretrieve\n{FETCHING}    {call}\n") == []


def test_a_request_that_asks_only_how_long_a_file_is_fetches_none() -> None:
    (load,) = scan(
        'import requests\ndef fetch(path):\n    response = requests.get("https://x.org/a.pth", stream=True)\n'
        '    if not response.ok:\n        return\n    length = int(response.headers["Content-Length"])\n'
        '    response = requests.get("https://x.org/a.pth", stream=True)\n    path.write_bytes(response.content[:length])\n'
    )
    assert load.location.line == 7


@pytest.mark.parametrize("use", ["response.headers, response.content", "response.headers, keep(response)", "1"])
def test_a_response_that_is_read_or_kept_is_a_file(use: str) -> None:
    assert len(scan(f'import requests\nresponse = requests.get("https://x.org/a.pth")\nprint({use})\n')) == 1


RECORD = "import torch\nfrom dataclasses import dataclass\n@dataclass\nclass Condition:\n    speaker: object\n    mood: float\n"

RECORDS = {
    "its fields": "    kwargs = torch.load(path)\n    return Condition(**kwargs)",
    "one part of it": "    kept = torch.load(path)\n    return Condition(**kept['t'])",
    "at once": "    return Condition(**torch.load(path))",
    "of a path that is known": "    return Condition(**torch.load('conditions.pt'))",
}


@pytest.mark.parametrize("body", RECORDS.values(), ids=RECORDS)
def test_what_becomes_the_fields_of_an_object_is_data(body: str) -> None:
    assert scan(f"{RECORD}def load(path):\n{body}\n") == []


MODELS_KEPT = {
    "fields that are called after models": RECORD.replace("speaker", "state_dict"),
    "a class that is": RECORD.replace("Condition", "Checkpoint"),
    "a class that declares no fields": RECORD.replace("@dataclass\n", ""),
}


@pytest.mark.parametrize("header", MODELS_KEPT.values(), ids=MODELS_KEPT)
def test_what_may_be_a_model_is_one(header: str) -> None:
    name = "Checkpoint" if "class Checkpoint" in header else "Condition"
    assert len(scan(f"{header}def load(path):\n    return {name}(**torch.load('x.pt'))\n")) == 1


def test_what_is_loaded_into_a_model_beside_is_one() -> None:
    body = (
        "    kept = torch.load('x.pt')\n    model.load_state_dict(kept['model'])\n    return Condition(**kept['t'])\n"
    )
    assert len(scan(f"{RECORD}def load(model):\n{body}")) == 1


@pytest.mark.parametrize(("name", "found"), [(".gitattributes", 0), ("README.md", 0), ("model.bin", 1)])
def test_a_file_about_the_repository_is_no_model(name: str, found: int) -> None:
    code = f"from huggingface_hub import hf_hub_download\nhf_hub_download('a/b', '{name}')\n"
    assert len(scan(code)) == found
