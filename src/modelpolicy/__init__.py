"""Holds the ML models that code loads against the registry that documents them."""
