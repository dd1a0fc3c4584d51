"""What ran, and what it loaded.

``smoke_text``, ``smoke_json``, ``smoke_junit``, ``smoke_markdown``  smoke runs; ``smoke_place`` where they were
``smoke_history``             how an analyzer did over time
``trace_text``, ``trace_json``  what a traced program loaded
"""
