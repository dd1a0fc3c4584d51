"""Which commands load models.

``loads``        commands that load models, ``fetching`` where they put them
``embedded``     Python and shell text handed to a command
``python_environment``  what Python text reads of the variables that the script sets
``environment``  variables handed to programs that name a model
``sourced``      files of the project that a script takes in
``search``       all of it for one file; ``spawned`` for the commands that Python source runs
"""
