"""The registry: which analyzers and models the team documents, as a file that people and programs edit.

In: ``policies/registry.yaml``. Out: frozen values with the line of every key, YAML text, a JSON Schema. Everything
above may import it.
"""
