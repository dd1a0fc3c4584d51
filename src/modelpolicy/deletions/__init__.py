"""What commands delete, in scripts, documents and code; and which models and stores that hits.

In: files of commands (``scripts``), Markdown (``handwritten``), Python (``resolve``), and where the stores keep models
by their own rules (``stores``), with a home directory that stands for anybody's: never this machine's disk. Out:
``domain`` deletions, and what they hit. Nothing is run. ``rules`` and above may import it.

``texts``     scripts, documents and modules to their deletions
``commands``  what one command deletes
``patterns``  a shell's words as path patterns
``taken``     which models and stores that hits
"""
