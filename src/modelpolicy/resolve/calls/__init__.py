"""What a call gives.

``calls``     what the project's functions return, what its constructors make, what libraries give back
``entering``  what of a call the function that it enters can tell; ``returns`` what that gives back
``methods``   methods of values that are known
``promises``  what threads, processes and pools give in the end
``library``   functions of the standard library, ``made_of_items`` those of lists and dicts
``language_functions``  those that reach into the program
"""
