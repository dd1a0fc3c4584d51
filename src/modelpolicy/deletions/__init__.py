"""What commands delete, in scripts, documents and code; and which models and stores that hits.

In: files of commands (``scripts``), Markdown (``handwritten``), Python (``resolve``), and where the stores keep models
by their own rules (``stores``), with a home directory that stands for anybody's: never this machine's disk. Out:
``domain`` deletions, and what they hit. Nothing is run. ``rules`` and above may import it.

``telling``    which files are worth reading for that

What is deleted
    ``expansion``  words of a shell as path patterns; ``braces`` what stands in braces
    ``command``    the words of a command, behind those that wrap it
    ``aims``       which of them name what it deletes, each an ``aim``; ``find`` what ``find`` finds,
                   ``printed`` what one command reads from another, ``xargs`` what becomes of that,
                   ``git`` what git cleans away, ``store_commands`` what the stores' own programs are told
    ``targets``    what those words stand for, from the ``directories`` that the script can be in
    ``narrow``     a target written so that it takes no more than it names
``backups``    commands that keep a copy or a list
    ``shell``      a script to its deletions; ``markdown`` a document, ``listed`` the paths that it lists;
                   ``python`` a module

What that hits
    ``places``     where models lie by the stores' rules
    ``hits``       models and caches that are taken; ``breadth`` more of them than the words name
    ``misplaced``  models that are not where they are deleted
"""
