"""Files that a command writes: all of them or none.

``new_files``      where nothing lies yet
``replace_files``  in the place of others, each in one step
"""
