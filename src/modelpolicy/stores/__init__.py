"""Where libraries keep weights on this machine, and what lies there now. Read-only.

In: a ``Machine`` (environment, home, directories that code hands to a library). Out: ``Contents``: artifacts, and what
could not be read. Nothing here writes, follows a link out of a store, or imports the library that a store belongs to:
a test holds every place against the installed library's own answer. ``usecases`` and all layers above may import it.

``machine``     what decides where stores are
``store``       what a store answers: its roots, what is there, where a model would lie
``contents``    what was found, and the sum of it
``tree``        directories read without following links; every byte of them is counted once
``hf``          the Hugging Face hub's cache; ``hf_repository`` reads one repository of it,
                ``hf_snapshot`` tells whether a revision is whole
``layout``      a directory that variables move, with an entry for each model; ``library`` reads it
``libraries``   the rows of ``libraries/*.toml`` and of the settings
``ollama``, ``tfhub``, ``transformers_flat``, ``ultralytics``  the others that need code of their own
``holdings``    which artifacts an id stands for
``needs``       the models that a model's configuration names
``all_stores``  the stores, in order
``reading``     files read without a trace; ``digest`` what they should be
``hub_facts``   what the hub itself says, a port; ``hub_client`` asks it
"""
