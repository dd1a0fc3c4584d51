"""What commands delete, in scripts, documents and code; and which models and stores that hits.

In: files of commands (``scripts``), Markdown (``handwritten``), Python (``resolve``), and where the stores keep models
by their own rules (``stores``), with a home directory that stands for anybody's: never this machine's disk. Out:
``domain`` deletions, and what they hit. Nothing is run. ``rules`` and above may import it.

``telling``    which files are worth reading for that
``expansion``  words of a shell as path patterns
``aims``       which words of a command name what it deletes; ``find`` what ``find`` finds
``backups``    commands that keep a copy or a list
``shell``      a script to its deletions
"""
