"""Files of every kind as commands for a shell. Beside ``shell``: neither knows the other.

``translate``   which kind of file is read how
``dockerfile``, ``makefile``, ``workflow``, ``compose``, ``unit``, ``notebook``, ``env_file``  one kind each
``yaml_nodes``  YAML with the place of every value; ``yaml_text`` its texts as commands
"""
