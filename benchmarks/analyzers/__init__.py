"""How much computing the analyzers take."""
