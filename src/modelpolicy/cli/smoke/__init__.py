"""The subcommands of ``modelpolicy smoke``, a module each, and the formats that its runs are shown in."""
