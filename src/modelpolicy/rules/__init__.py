"""Built-in checks, one module each: text, remedy, VALID and INVALID cases, then the check.

In: ``Facts``, everything that was read of the project. Out: findings. A rule reads nothing itself and prints
nothing. ``usecases``, ``report`` and ``cli`` may import it.

``case``       the tiny projects that a rule is shown and tested with
``facts``      what a rule may look at
``rule``       what a rule is made of
``tried``      how a case went
``all_rules``  every rule, in one tuple
``page``       a rule's documentation, made from the rule
``users``, ``enabled``, ``trusted``, ``other_stores``, ``throwaway``  what several rules ask of the facts
``mp*``        the rules
"""
