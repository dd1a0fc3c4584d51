"""What runs in an analyzer's process, started as ``python -m modelpolicy.smoke.worker``. It alone imports ML libraries.

``__main__``  loads the analyzer, runs it once, says how it went
``entry``     finds the analyzer's own code
``by_store``  loads models where there is none, each by its library
``gauges``    measure, and ``lifeline`` ends it with its watcher
"""
