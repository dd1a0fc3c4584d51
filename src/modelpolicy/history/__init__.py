"""What a repository knows of a project's past.

In: the root of a project, the name of a revision. Out: where the project lies in its repository, its files as they
were. It runs git, and changes nothing in the repository. ``usecases`` may import it.

``repository``  where a project lies in its repository
``revision``    the files of a revision
``git``         one call of git
"""
