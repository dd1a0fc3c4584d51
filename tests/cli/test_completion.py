"""The scripts are run by the shells that they are for."""

import shutil
import subprocess

import pytest

from modelpolicy.cli.main import main
from modelpolicy.cli.parser import COMMANDS


def script(shell: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["completion", shell]) == 0
    return capsys.readouterr().out


def completed(script: str, *words: str) -> set[str]:
    """What bash offers for the last of ``words``."""
    line = " ".join(words)
    quoted = " ".join(f"'{word}'" for word in words)
    ask = f"COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}; COMP_LINE='{line}'; COMP_POINT={len(line)}"
    call = f"_shtab_modelpolicy modelpolicy '{words[-1]}' '{words[-2]}'; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    done = subprocess.run(["bash"], input=f"{script}\n{ask}\n{call}", capture_output=True, text=True, check=True)  # noqa: S607
    return set(done.stdout.split())


def test_bash_completes_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert completed(script("bash", capsys), "modelpolicy", "") >= COMMANDS.keys() - {"completion"}


def test_bash_completes_options_and_their_values(capsys: pytest.CaptureFixture[str]) -> None:
    text = script("bash", capsys)
    assert completed(text, "modelpolicy", "check", "--ou") == {"--output"}
    assert completed(text, "modelpolicy", "check", "--format", "s") == {"sarif"}


def test_bash_completes_subcommands(capsys: pytest.CaptureFixture[str]) -> None:
    assert {"ls", "plan", "apply"} <= completed(script("bash", capsys), "modelpolicy", "cache", "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "tcsh"])
def test_every_shell_has_a_script_that_names_every_command(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = script(shell, capsys)
    assert all(command in text for command in COMMANDS)
    if shell in ("bash", "zsh", "fish") and shutil.which(shell):
        subprocess.run([shell, "-n"], input=text, text=True, check=True)  # noqa: S603 - reads the script, runs nothing
