"""What a call gives.

``calls``     what the project's functions return, what its constructors make, what libraries give back
``entering``  what of a call the function that it enters can tell; ``returns`` what that gives back
``methods``   methods of values that are known
``promises``  what threads, processes and pools give in the end
``library``, ``language_functions``  functions of the standard library, and those that reach into the program
"""
