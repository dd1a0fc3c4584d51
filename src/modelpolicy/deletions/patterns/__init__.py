"""A shell's words as path patterns: ``expansion``; ``braces`` what stands in braces."""
