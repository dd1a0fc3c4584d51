"""What others decide than the source.

``options``, ``flags``, ``filled``  what the command line says, and instances that it fills; ``parsers`` who declares it
``environment``, ``compose``  environment variables, and those that services are handed
``configs``        configuration files, ``composed`` of several
``pages``          what pages of Gradio hand to functions
``package_files``  files that lie in a package; ``bundles`` where a bundled application lies
``fetched``        files that code fetches from an address; ``writing`` where it writes them
"""
