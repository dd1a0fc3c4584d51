"""Models loaded by the libraries that their stores belong to, where no code of an analyzer can be asked.

In: model ids, a device. Out: what stands for an analyzer, to load and to run. ``smoke.worker`` alone may import it:
what is here imports ML libraries, each where the first model of its kind is loaded.

``models``   which library loads a model, by its store
``hub``      which library loads a repository of the Hugging Face hub, by the files in it
``loaded``   a model, and what runs it
``sound``    the sample as libraries take it
``*_pipeline``, ``*_model``, ``*_encoder``, ``*_session``  one library each
"""
