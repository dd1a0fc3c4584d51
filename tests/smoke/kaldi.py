"""A speech model of Kaldi, as Vosk reads it: two sounds, a word for each, and a network of one random layer."""

import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

FEATURES: Final = 40
TRANSITIONS: Final = """
<TransitionModel>
<Topology>
<TopologyEntry>
<ForPhones>
1 2
</ForPhones>
<State> 0 <PdfClass> 0 <Transition> 0 0.5 <Transition> 1 0.5 </State>
<State> 1 </State>
</TopologyEntry>
</Topology>
<Triples> 2
1 0 0
2 0 1
</Triples>
<LogProbs>
 [ 0 -0.6931472 -0.6931472 -0.6931472 -0.6931472 ]
</LogProbs>
</TransitionModel>
"""
NETWORK: Final = """<Nnet3>

input-node name=input dim={features}
component-node name=layer component=layer input=input
output-node name=output input=layer objective=linear

<NumComponents> 1
<ComponentName> layer <FixedAffineComponent> <LinearParams>  [
{weights} ]
<BiasParams>  [ 0 0 ]
</FixedAffineComponent> </Nnet3> <LeftContext> 0 <RightContext> 0 <Priors>  [ ]
"""
CONFIGURATIONS: Final = {
    "mfcc.conf": f"--num-mel-bins={FEATURES}\n--num-ceps={FEATURES}\n--use-energy=false\n--sample-frequency=16000\n",
    "model.conf": "--beam=10\n--lattice-beam=0.5\n--min-active=2\n--max-active=100\n--endpoint.silence-phones=2\n",
}
Arc = tuple[int, int, float, int]
"""The transition of the network, the word, the cost, the next state."""

GRAPH: Final[Sequence[Sequence[Arc]]] = (
    ((1, 1, 9.0, 1), (3, 2, 9.0, 2)),
    ((1, 0, 0.0, 1), (2, 0, 0.0, 0)),
    ((3, 0, 0.0, 2), (4, 0, 0.0, 0)),
)


def put_kaldi(directory: Path) -> None:
    """Write the model into ``directory``."""
    for name in ("am", "conf", "graph"):
        (directory / name).mkdir(parents=True)
    weights = np.random.default_rng(0).normal(0, 0.1, (2, FEATURES))
    rows = "\n".join("  " + " ".join(f"{one:.4f}" for one in row) for row in weights)
    network = NETWORK.format(features=FEATURES, weights=rows)
    (directory / "am" / "final.mdl").write_text(TRANSITIONS.lstrip() + network)
    for name, text in CONFIGURATIONS.items():
        (directory / "conf" / name).write_text(text)
    (directory / "graph" / "words.txt").write_text("<eps> 0\nhum 1\nrest 2\n")
    (directory / "graph" / "HCLG.fst").write_bytes(_openfst(GRAPH))


def _openfst(states: Sequence[Sequence[Arc]]) -> bytes:
    """The graph in OpenFst's binary form; it starts in the first state, and can end in each."""

    def text(word: str) -> bytes:
        return struct.pack("<i", len(word)) + word.encode()

    counts = struct.pack("<iiQqqq", 2, 0, 3, 0, len(states), sum(map(len, states)))
    written = (
        struct.pack("<fq", 0.0, len(arcs)) + b"".join(struct.pack("<iifi", *arc) for arc in arcs) for arcs in states
    )
    return struct.pack("<i", 2125659606) + text("vector") + text("standard") + counts + b"".join(written)
