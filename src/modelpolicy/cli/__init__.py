"""The command line: arguments in, exit code out. The only package that prints.

``main``        the entry: runs the command, turns errors into messages and exit codes
``parser``      which commands there are, and what each can be asked
``outputs``     in which forms a check is shown, and where
``saves``       the project's files, each time that one was saved
``printer``     the one place that writes: stdout is data, stderr is talk
``exit_codes``  what a command's exit code says
``commands``    one module a command: its arguments, and the use case that it runs
"""
