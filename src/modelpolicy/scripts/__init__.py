"""Loads in files of commands.

Shell scripts, Dockerfiles, Makefiles, CI workflows, compose files, systemd units, and the shell lines of notebooks.

In: the bytes of such a file, the command catalogue (``extract``) and the resolver, for Python inside commands. Out:
``domain`` loads like those of Python source. Nothing is run. ``graph`` and above may import it.

``text``      commands with the place of every line in the file
``files``     a file of any kind to such text
``shell``     what a shell would do with it: which commands run, with which words
``loading``   which of them load models
"""
