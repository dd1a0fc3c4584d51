"""The registry: which analyzers and models the team documents, as a file that people and programs edit.

In: ``policies/registry.yaml``. Out: frozen values with the line of every key, YAML text, a JSON Schema. Everything
above may import it.

``schema``, ``text``       what a registry says, as frozen values; words in one language or several
``read``, ``validate``     a file to these values
``yaml_file``, ``parse_yaml``, ``layout``  any YAML file that people write: in bounds, with lines
``write``                  a new registry as text
``edit``, ``yaml_lines``   changes to the text that is there: only the characters of what changes
``usage``                  who uses a model, and what may be deleted
``json_schema``            the layout, for editors
"""
