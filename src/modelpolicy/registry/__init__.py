"""The registry: which analyzers and models the team documents, as a file that people and programs edit.

In: ``policies/registry.yaml``, or a Markdown document to import. Out: frozen values with the line of
every key, YAML text, a JSON Schema. Rules, documents, use cases and the command line may import it.
"""
