"""Questions: what they may cost, and what has been answered.

``asking``     what the parts of the evaluator may ask of the whole
``budget``     how much may be looked at for a question, a file, a project
``memory``     what has been answered, for good or while a circle of questions is open
``decisions``  which conditions hold; each has a small bound
"""
