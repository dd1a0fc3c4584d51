"""The subcommands of ``modelpolicy cache``, a module each. What a subcommand works with is imported when it runs."""
