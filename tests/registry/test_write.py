from hypothesis import given, settings

from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.size import Size
from modelpolicy.registry.read import parse_registry
from modelpolicy.registry.schema import AnalyzerEntry, ModelEntry, Registry
from modelpolicy.registry.text import Text
from modelpolicy.registry.write import registry_yaml
from tests.registry.examples import registries


@settings(deadline=None)
@given(registries)
def test_what_is_written_reads_back_the_same(registry: Registry) -> None:
    assert parse_registry(registry_yaml(registry).encode(), "registry.yaml").registry == registry


def test_the_layout_is_for_people() -> None:
    faces = ModelId("hf", "acme/faces")
    registry = Registry(
        {"faces": AnalyzerEntry("enabled", (faces,), purpose=Text.parse({"de": "Gesichter", "en": "Faces"}))},
        {faces: ModelEntry(size=Size.parse("~14GB")), ModelId("easyocr", "de"): ModelEntry()},
    )
    assert registry_yaml(registry) == (
        "# yaml-language-server: $schema=registry.schema.json\n"
        "format: modelpolicy-registry/1\n"
        "\n"
        "analyzers:\n"
        "  faces:\n"
        "    status: enabled\n"
        "    models: [hf:acme/faces]\n"
        "    purpose: {de: Gesichter, en: Faces}\n"
        "\n"
        "models:\n"
        "  hf:acme/faces:\n"
        "    size: ~14GB\n"
        "\n"
        "  easyocr:de: {}\n"
    )


def test_many_models_are_written_one_a_line() -> None:
    models = tuple(ModelId("file", f".assets/models/detector_{number}.onnx") for number in range(4))
    registry = Registry({"faces": AnalyzerEntry("enabled", models)}, {})
    assert registry_yaml(registry).endswith(
        "  faces:\n"
        "    status: enabled\n"
        "    models:\n"
        "      - file:.assets/models/detector_0.onnx\n"
        "      - file:.assets/models/detector_1.onnx\n"
        "      - file:.assets/models/detector_2.onnx\n"
        "      - file:.assets/models/detector_3.onnx\n"
        "\n"
        "models: {}\n"
    )


def test_an_empty_registry_keeps_its_sections() -> None:
    assert registry_yaml(Registry()).endswith("\nanalyzers: {}\n\nmodels: {}\n")
