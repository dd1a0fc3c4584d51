"""One module a command: ``configure`` declares its arguments, ``run`` calls its use case and prints."""
