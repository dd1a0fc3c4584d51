"""Which models and stores a deletion takes.

``places``     where models lie by the stores' rules
``hits``       models and caches that are taken; ``breadth`` more of them than the words name
``misplaced``  models that are not where they are deleted
``narrow``     a target written so that it takes no more than it names
"""
