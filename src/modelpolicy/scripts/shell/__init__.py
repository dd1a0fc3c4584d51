"""What a shell would do with commands.

``syntax``       the shell's grammar; ``line_ends`` mends where it reads over the end of a line
``words``        what a word can be; ``scope`` what variables and functions stand for
``assignments``  what statements set, and ``shell_builtins`` commands of the shell itself
``control_flow`` which statements run, and how often; ``redirects`` where input and output go
``interpreter``  statements in their order, every branch of them; gives ``events``: commands that would run
``command_line`` which program a command runs in the end, and its arguments
"""
