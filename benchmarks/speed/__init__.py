"""How fast a scan is, against other tools and its own growth."""
