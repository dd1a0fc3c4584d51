"""What one command deletes.

``command``    its words, behind those that wrap it
``aims``       which of them name what it deletes, each an ``aim``; ``find`` what ``find`` finds,
               ``printed`` what one command reads from another, ``xargs`` what becomes of that,
               ``git`` what git cleans away, ``store_commands`` what the stores' own programs are told
``targets``    what those words stand for, from the ``directories`` that the script can be in
``backups``    commands that keep a copy or a list
``telling``    the names that make a file worth reading
"""
