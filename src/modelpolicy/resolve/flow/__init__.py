"""Conditions and loops.

``conditions``  conditions to truth values; ``deciding`` which of them a context decides
``narrowing``   which values pass them, which code they let run; ``pinning`` what they say themselves
``loop_turns``  the turns of loops, ``earlier_turns`` what one leaves to the next, ``folds`` names that a loop makes
                anew out of themselves
"""
