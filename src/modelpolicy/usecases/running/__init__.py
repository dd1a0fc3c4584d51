"""Analyzers and programs that really run, and what they loaded.

``wish``   what a smoke run is wished to try, and where
``smoke``  enabled analyzers loaded and run, and the results kept
``trace``  a program run under a trace, and what it loaded kept
"""
