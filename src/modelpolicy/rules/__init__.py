"""Built-in checks, one module each: text, remedy, VALID and INVALID cases, then the check.

In: ``Facts``, everything that was read of the project. Out: findings. A rule reads nothing itself and prints
nothing. ``usecases``, ``report`` and ``cli`` may import it.

``rule``       what a rule is made of
``facts``      what a rule may look at
``all_rules``  every rule, in one tuple
"""
