"""What an expression can be, as a set: strings and how they came about, numbers, lists, dicts, classes, functions.

In: literals and other values. Out: values. ``resolve`` makes them of Python, ``scripts`` and ``deletions`` of shell.

``values``     the kinds of values; ``Values`` is a set of them with an ``open`` flag
``text``       strings, with the places that they came through; ``affixes`` those that are known in part
``collected``  lists and dicts, however large; ``keys`` what the items of dicts stand under
``numbers``    whole numbers of what is spelled out
``patterns``   regular expressions on known strings, in bounded time
``places``     where an expression is evaluated: in which call, for which receiver, in which turn
``comparisons``, ``truth``  what of two sets can be equal, what can be true
``openness``   why a set is open
"""
