"""What a program can do about a finding: one module for each rule of which it can do something.

In: findings, the facts that they rest on, and texts. Out: other texts; nothing is written. A fix is safe where
``Finding.fixable`` says so: no model loses protection by it, and nothing is decided that people should decide. What
else a planner gives is an unsafe fix. ``usecases`` may import it.

``change``     a change of a file
``situation``  what a planner may look at
``all_fixes``  every planner, by the code of its rule
``apply``      findings to new texts
``describing`` models that the registry does not describe yet
``mp*``        a planner for each of these rules
"""
