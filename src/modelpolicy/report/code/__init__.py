"""What the code loads, and which analyzers share it.

``loads_text``, ``loads_json``  what ``scan`` shows
``graph_text``, ``graph_json``  what ``graph`` and ``why`` show
"""
