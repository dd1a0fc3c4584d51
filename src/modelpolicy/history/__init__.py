"""What a repository knows of a project's past.

In: the root of a project, the name of a revision. Out: where the repository's root is, the files as they were, the
lines that are new. It runs git and changes nothing in the repository. ``usecases`` may import it.

``repository``  the repository around a project
"""
