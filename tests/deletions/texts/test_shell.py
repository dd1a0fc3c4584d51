"""What the words of a script's commands stand for, and what is known of each."""

import pytest

from modelpolicy.domain.deletion import Revision, Unreferenced, Unresolved
from modelpolicy.domain.model_id import ModelId
from tests.deletions.reading import deletions_in, targets

EXPANDED = {
    "a plain path": ("rm a/b", "./a/b"),
    "the home": ("rm -rf ~ ~/a $HOME/b ${HOME}/c", "~ ~/a ~/b ~/c"),
    "a home by its path": ("rm -rf /root/.cache /home/ann/.cache /home/*/x /Users/ann", "~/.cache ~/.cache ~/x ~"),
    "a tilde in quotes": ('rm -rf "~/a"', "./~/a"),
    "wildcards": ("rm a*b ?c [ab]d", "./a*b ./?c ./[ab]d"),
    "wildcards in quotes": ("rm 'a*' \"b?\" c\\*", "./a* ./b? ./c*"),
    "braces": ("rm {a,b{c,d}}.pt {1..3}x {a}", "./a.pt ./bc.pt ./bd.pt ./1x ./2x ./3x ./{a}"),
    "braces that count down": ("rm {c..a} {2..2}", "./c ./b ./a ./2"),
    "braces that are no range": ("rm {a..3} {1..x}", "./{a..3} ./{1..x}"),
    "braces with leading zeros": ("rm {01..10}x {1..03}y", "./*x ./*y"),
    "more braces than are told apart": ("rm {1..64} {1..99}x", " ".join(f"./{one}" for one in range(1, 65)) + " ./*x"),
    "braces in quotes": ("rm '{a,b}' \"{c,d}\"", "./{a,b} ./{c,d}"),
    "dots": ("rm ./a/../b /x/./y ../z", "./b /x/y **/z"),
    "a variable": ('D=~/models\nrm -rf "$D"/x $D/y', "~/models/x ~/models/y"),
    "a wildcard in a variable": ("P='a*'\nrm $P\nrm \"$P\"", "./a* ./a*"),
    "blanks in a variable": ("P='a b'\nrm $P", "./a ./b"),
    "an array": ('P=(a "b c")\nrm "${P[@]}"', "./a ./b c"),
    "a loop over a wildcard": ('for f in ~/m/*.pt; do rm "$f"; done', "~/m/*.pt"),
    "a function": ('wipe() { rm -rf "$HOME/$1"; }\nwipe a\nwipe b', "~/a ~/b"),
    "an unset variable": ('rm -rf "$A/b" ${B}c', "$A/b **/%c **/%/**/%c"),
    "a default": ('D="${D:-$HOME/d}"\nrm -rf "$D/x"', "~/d/x $D/x"),
    "a directory before": ("cd ~/a && rm -rf b || exit 1\ncd c\nrm d\ncd /\nrm e", "~/a/b ~/a/c/d /e"),
    "a directory that may be missing": ("cd ~/a && rm -rf b\nrm c\ncd d || rm e", "~/a/b ~/a/c ./c ~/a/e ./e ~/a/d/e ./d/e"),
    "a directory of a subshell": ("(cd ~/a && rm b)\nrm c", "~/a/b ./c"),
    "a directory that is not known": ('cd "$(dirname "$0")"\nrm -rf b', "**/b"),
    "a nested shell": ("D=a\nbash -c \"rm $D/b\"\nsudo sh -c 'rm /c'", "./a/b /c"),
    "several variables in a path": ("A=~/a\nB=b\nrm $A/$B/$C/d* e\nfor f in $A/$B/*; do rm $f; done", "~/a/b/**/d* ./e ~/a/b/*"),
    "a list beside text": ('L=(a b)\nrm x/"${L[@]}"/y', "./x/a/y ./x/b/y ./x/a ./x/b ./a ./b ./a/y ./b/y"),
    "words of eval": ("eval 'rm -rf a*'\neval rm b", "./a* ./b"),
    "a value that the grammar breaks": ("D=[ab]*/a$U/[!a]*\nrm -rf $D", "Unresolved(reason='a value that cannot be read')"),
    "a loop over what is found": ("find ~/a -name b | while read -r f; do rm \"$f\"; done", "~/a/**/b"),
    "a loop over what is not known": ("while read -r f; do rm \"$f\"; done < list", "Unresolved(reason='what `read` reads')"),
    "behind a wrapper": ("sudo -u root rm -rf /a\nenv X=1 nice -n 5 rm b\ndoas flock l ionice -c3 rm c", "/a ./b ./c"),
    "behind an end of options": ("rm -- -a\nrm b -rf", "./-a ./b"),
}  # fmt: skip


@pytest.mark.parametrize("name", EXPANDED)
def test_words_are_expanded_as_a_shell_does(name: str) -> None:
    text, expected = EXPANDED[name]
    assert " ".join(targets(text)) == expected


COMMANDS = {
    "find, all": ("find a b -delete", "./a ./b"),
    "find, by name": ("find ~/a -type f -name '*.pt' -delete", "~/a/**/%.pt"),
    "find, not deep": ("find a -maxdepth 1 -iname 'b' -exec rm -rf {} +", "./a/[bB]"),
    "find, itself too": ("find a -name 'a*' -exec rm -r {} \\;", "./a/**/a% ./a"),
    "find, one of two names": ("find a \\( -name b -o -name c \\) -delete", "./a/**/b ./a/**/c"),
    "find, what is not named so": ("find a ! -name b -delete", "./a"),
    "find, by path": ("find a -path '*/b/*' -delete", "./a/**/b/**"),
    "find, by a path that it starts with": ("find a/b -path '*/b/c' -delete", "./a/b/**/b/c ./a/b/c"),
    "find, and nothing else": ("find a", ""),
    "find, nothing deleted": ("find a -name b -print", ""),
    "xargs after find": ("find a -name b -print0 | sort | xargs -0 rm -rf", "./a/**/b"),
    "xargs with words": ("echo a b | xargs rm c", "./c ./a ./b"),
    "xargs with a mark": ("ls | xargs -I{} rm -rf ~/m/{}", "~/m/*"),
    "xargs after nothing": ("xargs rm -rf", "Unresolved(reason='what a command prints')"),
    "xargs with another program": ("ls -d a | xargs echo rm", ""),
    "xargs in xargs": (
        "echo a | xargs xargs rm",
        "Unresolved(reason='what a command prints') Unresolved(reason='what a command prints')",
    ),
    "xargs of what deletes no paths": ("echo llama3 | xargs ollama rm", "Unresolved(reason='what a command prints')"),
    "xargs with a shell that deletes nothing": ("ls | xargs -I{} bash -c 'echo {}'", ""),
    "find with a shell that deletes nothing": ("find a -exec bash -c 'echo {}' \\;", ""),
    "find with a mark in one word alone": ("find a -exec rm b {} +", "./b ./a"),
    "find in find": ("find a -exec find b -delete \\;", "Unresolved(reason='what a command prints')"),
    "rsync with one place": ("rsync --delete ~/m/", ""),
    "xargs after anything": ("cat list | xargs rm", "Unresolved(reason='what a command prints')"),
    "rsync": ("rsync -a --delete empty/ ~/m/\nrsync -a x y", "~/m/%"),
    "rsync, on another machine": ("rsync -a --delete empty/ host:m/", ""),
    "shred": ("shred -uv a\nshred -vu b\nshred -zuv c\nshred --remove=wipe d\nshred -v e", "./a ./b ./c ./d"),
    "others": ("unlink a\ntrash b\ntrash-put c\ngio trash d\nshred -u e\nshred f", "./a ./b ./c ./d ./e"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_commands_that_delete(name: str) -> None:
    text, expected = COMMANDS[name]
    assert " ".join(targets(text)) == expected


HUB = {
    "hf cache rm model/openai/whisper-base": ModelId("hf", "openai/whisper-base"),
    "hf cache rm dataset/a/b --yes": ModelId("hf-dataset", "a/b"),
    "hf cache rm 5c4b5f4": Revision("5c4b5f4"),
    "hf cache rm $(hf cache ls -q)": Unresolved("a value that only a running shell knows"),
    "hf cache prune": Unreferenced(),
    "huggingface-cli delete-cache": Unresolved("what its user chooses"),
    "ollama rm llama3": ModelId("ollama", "llama3"),
}


@pytest.mark.parametrize("command", HUB)
def test_commands_of_stores(command: str) -> None:
    (deletion,) = deletions_in(command)
    assert deletion.target == HUB[command]


def test_what_xargs_hands_on_is_taken_as_the_command_takes_it() -> None:
    commands = ["rm", "rm -r", "trash"]
    assert [deletions_in(f"echo a | xargs {command}")[0].is_recursive for command in commands] == [False, True, True]


def test_what_find_finds_is_written_where_it_starts() -> None:
    assert [one.written for one in deletions_in("find a b -delete")] == ["a", "b"]
    assert [one.written for one in deletions_in("find -name a -delete")] == ["find"]


def test_places_are_those_of_the_words() -> None:
    found = deletions_in("if true; then\n  rm -rf a \\\n    b && rm c\nfi\n")
    assert [(one.location.line, one.location.column, one.written) for one in found] == [
        (2, 10, "a"),
        (3, 5, "b"),
        (3, 13, "c"),
    ]


def test_only_what_is_told_to_takes_directories() -> None:
    options = ["", "-f", "-r", "-Rf", "-rf", "-vrf", "--recursive", "-f -r"]
    assert [deletions_in(f"rm {option} a")[0].is_recursive for option in options] == [False, False, *[True] * 6]


@pytest.mark.parametrize("option", ["$OPTIONS", "-f $OPTIONS", '"$(cat options)"'])
def test_what_may_be_an_option_may_take_directories(option: str) -> None:
    assert {one.is_recursive for one in deletions_in(f"rm {option} a")} == {True}
    assert {one.is_recursive for one in deletions_in(f"rm {option.replace('$', '')} a")} == {False}


CERTAINTY = {
    "rm /a": "high",
    "rm ~/a": "high",
    "rm a": "medium",
    'rm "$X/a"': "medium",
    'rm "${X:-/a}"': "medium",
    'rm "$(pwd)/a"': "low",
}


@pytest.mark.parametrize("command", CERTAINTY)
def test_what_is_open_is_less_certain(command: str) -> None:
    assert deletions_in(command)[0].certainty == CERTAINTY[command]


GUARDED = {
    'rm -rf "$X"/*': False,
    'rm -rf "${X:?}"/*': True,
    'rm -rf "${X?}"/*': True,
    ': "${X:?}"\nrm -rf "$X"/*': True,
    '[ -n "$X" ] && rm -rf "$X"/*': True,
    'if [[ -z $X ]]; then exit 1; fi\nrm -rf "$X"/*': True,
    '[ -n "$Y" ] && rm -rf "$X"/*': False,
    'set -eu\nrm -rf "$X"/*': True,
    'set -e\nrm -rf "$X"/*': False,
}


@pytest.mark.parametrize("text", GUARDED)
def test_a_variable_that_the_script_makes_sure_of(text: str) -> None:
    assert deletions_in(text)[0].guarded is GUARDED[text]


BACKED_UP = {
    "ls ~/m > ~/list\nrm -rf ~/m/a": 1,
    "\ndu -sh ~/m/* | sort -h > ~/list\nrm -rf ~/m/a": 2,
    "ls ~/m | tee list\nrm -rf ~/m/a": 1,
    "cp -r ~/m/a /backup/\nrm -rf ~/m/a": 1,
    "tar czf a.tgz ~/m\nrm -rf ~/m/a": 1,
    "rsync -a ~/m/ host:m/\nrm -rf ~/m/a": 1,
    "hf cache ls > list\nrm -rf ~/m/a": 1,
    "tar --create --file a.tar ~/m\nrm -rf ~/m/a": 1,
    "zip -r a.zip ~/m/a\nrm -rf ~/m/a": 1,
    "rclone copy ~/m/a remote:m\nrm -rf ~/m/a": 1,
    "restic backup ~/m\nrm -rf ~/m/a": 1,
    "borg create repo::name ~/m/a\nrm -rf ~/m/a": 1,
    "modelpolicy cache plan -o plan.json\nrm -rf ~/m/a": 1,
    "modelpolicy cache plan > plan\nrm -rf ~/m/a": 1,
    "modelpolicy cache plan\nrm -rf ~/m/a": None,
    "echo ~/m/a > list\nrm -rf ~/m/a": None,
    "rsync -a --delete-after ~/m/ b/\nrm -rf ~/m/a": None,
    "cp ~/m/a\nrm -rf ~/m/a": None,
    "tar --concatenate -f a.tar ~/m\nrm -rf ~/m/a": None,
    "tar\nrm -rf ~/m/a": None,
    "zip ~/m/a\nrm -rf ~/m/a": None,
    "rclone purge ~/m/a\nrm -rf ~/m/a": None,
    "restic snapshots\nrm -rf ~/m/a": None,
    "ls ~/m\nrm -rf ~/m/a": None,
    "ls ~/m > /dev/null\nrm -rf ~/m/a": None,
    "ls ~/other > list\nrm -rf ~/m/a": None,
    "rm -rf ~/m/a\nls ~/m > list": None,
    "tar xzf a.tgz ~/m\nrm -rf ~/m/a": None,
}


@pytest.mark.parametrize("text", BACKED_UP)
def test_what_stands_before_as_a_backup(text: str) -> None:
    deletion = next(one for one in deletions_in(text) if one.command == "rm")
    assert (deletion.backup and deletion.backup.line) == BACKED_UP[text]


FILES = {
    "Dockerfile": ("FROM x\nENV D=/a\nRUN apt update && \\\n    rm -rf $D/b\n", "/a/b"),
    "a.dockerfile": ("FROM x\nRUN cd /a && rm -rf b\nRUN rm -rf c\n", "/a/b ./c"),
    "Makefile": ("D ?= ~/a\nclean:\n\t@rm -rf $(D)/b\n", "~/a/b $D/b"),
    "clean.mk": ("M := ~/m ~/n\nN = ~\nO=a~\nclean:\n\trm -rf $(M) $(N)/x ${O}\n", "~/m ~/n ~/x ./a~"),
    "compose.yaml": ("services:\n  a:\n    entrypoint: sh -c\n    command: ['rm -rf $$HOME/a']\n", "~/a"),
    "compose.yml": ("services:\n  a:\n    entrypoint: [rm]\n    command: [-rf, /a, '$$HOME/b']\n", "/a ~/b"),
    "docker-compose.yml": ("services:\n  a:\n    entrypoint: rm -rf /a\n  b:\n    command: rm -rf /b\n", "/a /b"),
    "GNUmakefile": ("D = a\nD += b\nclean:\n\tcd ~/c && rm -rf $(D)\n\trm -rf d\n", "~/c/a ~/c/b ./d"),
    ".github/workflows/ci.yml": ("jobs:\n  a:\n    steps:\n      - run: |\n          rm -rf ~/b\n", "~/b"),
    "x.service": ("[Service]\nExecStartPre=/bin/rm -rf /a\n", "/a"),
    "ends.service": ("[Service]\nExecCondition=rm /a\nExecStop=rm /b\nExecStopPost=-/bin/rm -rf /c\n", "/a /b /c"),
}


@pytest.mark.parametrize("path", FILES)
def test_every_kind_of_file_with_commands(path: str) -> None:
    text, expected = FILES[path]
    assert " ".join(targets(text, path)) == expected
