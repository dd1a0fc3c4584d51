"""The differential oracle: generated projects are run with recording stand-ins, and scanned; the two must agree.

What a project really loads, the scan must name at that line, or leave open. Programs that depend on coins are run for
several ways that these fall. ``text`` and ``author`` write projects, the ``ways_*`` write one string each,
``shapes`` call loaders, ``projects`` puts all of it together; ``standins`` and ``running`` run, ``comparing`` compares.

``pytest tests/oracle`` tries some hundreds of programs, ``pytest tests/oracle --hypothesis-profile=nightly`` 10,000.
A discrepancy is shrunk by Hypothesis to a few lines, and goes into ``tests/resolve/test_regressions.py`` under a name.
"""
