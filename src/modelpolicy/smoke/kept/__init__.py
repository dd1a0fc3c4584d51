"""Runs and traces that are kept: ``results``, as ``run_data``; ``surroundings`` of which machine they are."""
