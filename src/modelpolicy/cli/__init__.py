"""The command line: arguments in, exit code out. The only package that prints.

``main``        the entry: chooses the command, turns errors into messages and exit codes
``printer``     the one place that writes: stdout is data, stderr is talk
``exit_codes``  what a command's exit code says
``commands``    one module a command: its arguments, and the use case that it runs
"""
