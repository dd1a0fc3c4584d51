"""Loads in files of commands.

Shell scripts, Dockerfiles, Makefiles, CI workflows, compose files, systemd units, and the shell lines of notebooks.

In: the bytes of such a file, the command catalogue (``extract``) and the resolver, for Python inside commands. Out:
``domain`` loads like those of Python source. Nothing is run. ``graph`` and above may import it.

From a file to commands for a shell
    ``text``         commands with the place of every line in the file
    ``translate``    which kind of file is read how
    ``dockerfile``, ``makefile``, ``workflow``, ``compose``, ``unit``, ``notebook``  one kind each
    ``yaml_nodes``   YAML with the place of every value; ``yaml_text`` its texts as commands

What a shell would do with them
    ``syntax``       the shell's grammar; ``line_ends`` mends where it reads over the end of a line
    ``words``        what a word can be; ``scope`` what variables and functions stand for
    ``assignments``  what statements set, and ``shell_builtins`` commands of the shell itself
    ``control_flow`` which statements run, and how often; ``redirects`` where input and output go
    ``interpreter``  statements in their order, every branch of them; gives ``events``: commands that would run
    ``command_line`` which program a command runs in the end, and its arguments

What is loaded
    ``loads``        commands that load models, ``fetching`` where they put them
    ``embedded``     Python and shell text handed to a command
    ``python_environment``  what Python text reads of the variables that the script sets
    ``environment``  variables handed to programs that name a model
    ``search``       all of it for one file; ``spawned`` for the commands that Python source runs
"""
