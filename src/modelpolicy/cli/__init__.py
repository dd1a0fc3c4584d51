"""The command line: arguments in, exit code out. The only package that prints.

``main``            the entry: runs the command, turns errors into messages and exit codes
``parser``          which commands there are, and what each can be asked
``commands``        one module a command: its arguments, and the use case that it runs
``cache``, ``smoke``
                    one module a subcommand of these two
``subcommands``     commands and the commands below them, as the help shows them
``starting_point``  which project a command is about
``fixing``          what a program can do about what a check finds
``outputs``         in which forms a check is shown, and where
``output_file``     a file that an option names, to write to
``saves``           the project's files, each time that one was saved
``confirm``         asking before something is done
``printer``         the one place that writes: stdout is data, stderr is talk
``progress_bar``    how far a long scan is
``exit_codes``      what a command's exit code says
``pytest_plugin``   ``pytest --modelpolicy-smoke``
"""
