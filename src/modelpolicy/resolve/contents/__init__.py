"""What is in something.

``containers``     lists, tuples, sets and dicts; ``unpacking`` what ``first, *rest = value`` gives
``arguments``      which argument of a call goes to which parameter
``project_files``  files that the code reads by their path, or where they were ``copied`` to
"""
