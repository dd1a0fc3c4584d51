"""Strategies for registries, and a short one for examples."""

from hypothesis import strategies as st

from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.size import Size
from modelpolicy.registry.schema import AnalyzerEntry, HubRecord, ModelEntry, Registry, UnreadLine
from modelpolicy.registry.text import Text

YAML = """\
format: modelpolicy-registry/1
analyzers:
  faces:   # counts them
    status: "enabled"
    models: [hf:acme/faces]

  poses: {status: disabled, method: Optical flow}
  words:
    models:
    - easyocr:de   # German

    - easyocr:en
    status: disabled
models:
  hf:acme/faces: {size: ~14GB,   title: Faces}
  # both readers
  easyocr:de:
    size: 64 MB
    note: |
      Two
      lines.

  easyocr:en: {}
"""

_line = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=12)
_words = _line.filter(lambda text: not text[0].isspace())
_prose = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
texts = st.one_of(
    _prose.map(Text.parse),
    st.dictionaries(st.sampled_from(["de", "en", "no", "pt-BR"]), _prose, min_size=1).map(Text.parse),
)
sizes = st.from_regex(r"~?[0-9]{1,4}(\.[0-9])? ?(KB|MB|GB)", fullmatch=True).map(Size.parse)
model_ids = st.builds(
    ModelId,
    st.sampled_from(["hf", "ultralytics", "easyocr", "bundled"]),
    _words.map(str.strip),
)
analyzers = st.builds(
    AnalyzerEntry,
    status=st.sampled_from(["enabled", "disabled"]),
    models=(
        st.lists(model_ids, max_size=3, unique=True) | st.lists(model_ids, min_size=9, max_size=9, unique=True)
    ).map(tuple),
    may=st.lists(model_ids, max_size=1).map(tuple),
    trusts=st.lists(st.sampled_from(["remote-code", "pickle"]), max_size=2, unique=True).map(tuple),
    method=st.none() | texts,
    size=st.none() | sizes,
    per=st.none() | texts,
    kind=st.none() | texts,
    purpose=st.none() | texts,
    note=st.none() | texts,
)
hub_records = st.builds(
    HubRecord,
    st.dates().map(str),
    revision=st.none() | _words,
    size=st.none() | sizes,
    licence=st.none() | _words,
    formats=st.lists(_words, max_size=2).map(tuple),
)
models = st.builds(
    ModelEntry,
    title=st.none() | _words,
    kind=st.none() | texts,
    size=st.none() | sizes,
    per=st.none() | texts,
    deletion=st.sampled_from([None, "allowed", "forbidden"]),
    paths=st.lists(_words, max_size=2).map(tuple),
    note=st.none() | texts,
    hub=st.none() | hub_records,
)
names = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True) | _words
registries = st.builds(
    Registry,
    analyzers=st.dictionaries(names, analyzers, max_size=4),
    models=st.dictionaries(model_ids, models, max_size=4),
    unread=st.lists(st.builds(UnreadLine, st.integers(1, 9999), _prose, st.none() | _words), max_size=3).map(tuple),
)
