"""How many loads the scan finds in code that others wrote, and whether their ids are right.

``labels/*.toml`` say what a reader finds in pinned source distributions; ``labels/README.md`` says how they were made.
"""
