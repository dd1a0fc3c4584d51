"""What was found, as text for people and JSON for programs.

In: values of ``usecases`` passed down as ``domain`` and ``graph`` types. Out: strings. Prints nothing.
``cli`` imports it.
"""
