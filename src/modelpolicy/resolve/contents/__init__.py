"""What is in something.

``containers``     lists, tuples, sets and dicts; ``unpacking`` what ``first, *rest = value`` gives;
                   ``comprehensions`` those that a loop makes
``choosing``       which items of a table count where a user can name any
``arguments``      which argument of a call goes to which parameter
``project_files``  files that the code reads by their path, or where they were ``copied`` to
"""
