"""The subcommands of ``modelpolicy smoke``, a module each, and what it shares with them and with pytest.

``formats``    in which its runs are shown
``arguments``  that bound a run
``interrupt``  what else than Ctrl-C ends one, and does as that
"""
