"""Video analyzers: each turns a video file into timed segments.

Importing this package, or constructing an analyzer, loads no machine-learning library; `Analyzer.load` does.
"""
