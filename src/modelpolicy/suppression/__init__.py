"""Findings that people let pass: in a comment, in the settings, or because they are older than the check.

In: files as bytes, findings, a day. Out: the findings that stay, those that were suppressed and by what, and which
comments suppress nothing. ``rules``, ``report``, ``usecases`` and ``cli`` may import it.

``comment``     a comment, and the lines that it speaks of
``comments``    the comments of any file, by one of ``*_comments`` for each way of writing them
``directive``   ``modelpolicy: ignore[MP101] reason`` in a comment
``suppress``    findings held against comments, settings and baseline
``baseline``    the file that names the old findings
"""
