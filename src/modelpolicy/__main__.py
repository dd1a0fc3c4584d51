"""``python -m modelpolicy``."""

from modelpolicy.cli.main import run

run()
