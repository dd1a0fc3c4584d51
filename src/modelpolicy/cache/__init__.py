"""What an earlier run found, kept on disk by the content that it was found from.

In: keys and plain data. Out: the same data, or nothing. It can be deleted at any time and shared between checkouts;
a damaged entry counts as none. ``usecases`` may import it.

``digest``  names for content, and for this installation of modelpolicy
``seals``   whether files are what they were
``store``   entries in a directory of the project
"""
