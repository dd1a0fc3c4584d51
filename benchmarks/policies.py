"""What 200 policies cost ``modelpolicy check`` on a project with 500 analyzers and 1,000 models.

Makes the project below TMPDIR, and checks it with and without its policy file, in turns, reading everything each time.
The difference of the medians is what the policies cost; the target is a second of the processor's time, which a busy
machine disturbs less than the time that passes. Half of the policies range over models, half over analyzers, and none
is violated: a clean project is what a hook sees.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from typing import Final

ANALYZERS: Final = 500
MODELS: Final = 1_000
POLICIES: Final = 200
TARGET: Final = 1.0
MODELPOLICY: Final = str(Path(sys.executable).with_name("modelpolicy"))


def main() -> int:
    """Measure, print, and give 1 where the policies take a second or more."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=5, help="how often each check runs (default: 5)")
    rounds = parser.parse_args().n
    with tempfile.TemporaryDirectory() as directory:
        root = Path(directory)
        write_project(root)
        without, with_policies = measure(root, rounds)
    cost = with_policies - without
    print(
        f"{POLICIES} policies over {MODELS} models and {ANALYZERS} analyzers, processor time, medians of {rounds} runs"
    )
    print(f"check without policies  {without:.2f} s")
    print(
        f"check with policies     {with_policies:.2f} s, {cost:.2f} s more, {with_policies / without:.2f} times as long"
    )
    return int(cost >= TARGET)


def measure(root: Path, rounds: int) -> tuple[float, float]:
    """Seconds that a check takes without and with the policy file; one round before fills the caches."""
    policies, aside = root / "policies" / "own.yaml", root / "own.yaml"
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds + 1):
        for place, (source, target) in enumerate(((policies, aside), (aside, policies))):
            source.rename(target)
            taken = check(root)
            if number:
                times[place].append(taken)
    return median(times[0]), median(times[1])


def check(root: Path) -> float:
    """Seconds of the processor that one check takes, which must find nothing."""
    before = getrusage(RUSAGE_CHILDREN)
    environment = {**os.environ, "MODELPOLICY_STATE_DIR": str(root / "state")}
    command = [MODELPOLICY, "check", "--no-cache"]
    subprocess.run(command, cwd=root, env=environment, check=True, stdout=subprocess.DEVNULL)
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def write_project(root: Path) -> None:
    """An analyzer a module, each with two models of its own, all documented."""
    (root / "modelpolicy.toml").write_text('paths = ["app"]\n')
    for name in ("app", "policies"):
        (root / name).mkdir()
    for number in range(ANALYZERS):
        loads = "".join(f"    {name} = AutoModel.from_pretrained({model!r})\n" for name, model in models_of(number))
        (root / "app" / f"analyzer_{number}.py").write_text(
            f"from transformers import AutoModel\n\n\nclass Analyzer:\n{loads}"
        )
    (root / "policies" / "registry.yaml").write_text("".join(registry()))
    (root / "policies" / "own.yaml").write_text("".join(policies()))


def models_of(analyzer: int) -> Iterator[tuple[str, str]]:
    """The names and the ids of an analyzer's models."""
    for number in range(MODELS // ANALYZERS):
        yield f"model_{number}", f"team-{analyzer % 40}/model-{analyzer}-{number}"


def registry() -> Iterator[str]:
    """What the code does, with sizes and licences."""
    yield "format: modelpolicy-registry/1\nanalyzers:\n"
    for number in range(ANALYZERS):
        ids = ", ".join(f"hf:{model}" for _, model in models_of(number))
        yield f"  analyzer_{number}: {{status: enabled, purpose: Analysis {number}, models: [{ids}]}}\n"
    yield "models:\n"
    for number in range(ANALYZERS):
        for _, model in models_of(number):
            yield f"  hf:{model}: {{size: {number % 30 + 1}GB, licence: Apache-2.0, deletion: forbidden}}\n"


def policies() -> Iterator[str]:
    """Conditions of three or four clauses, a loop among them."""
    yield "format: modelpolicy-policies/1\npolicies:\n"
    for number in range(POLICIES):
        kind = "model" if number % 2 else "analyzer"
        deny = MODEL_CONDITION if number % 2 else ANALYZER_CONDITION
        yield f"  policy-{number}:\n    over: {kind}\n    deny: {deny.replace('NUMBER', str(number))}\n"
        yield f"    message: 'policy {number}'\n    remedy: none\n"


MODEL_CONDITION: Final = (
    "has(model.bytes) && model.bytes > NUMBER * GB / 10 && !has(model.licence) || "
    "model.users.exists(user, user.endsWith('_x_NUMBER'))"
)
ANALYZER_CONDITION: Final = (
    "analyzer.enabled && (!has(analyzer.purpose) || analyzer.purpose.matches('^NUMBER[a-z]+$')) || "
    "analyzer.models.exists(model, model.startsWith('hf:other-NUMBER/'))"
)

if __name__ == "__main__":
    sys.exit(main())
