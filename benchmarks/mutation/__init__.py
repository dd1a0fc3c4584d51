"""How well the cases of the rules hold their conditions: what is changed, and whether a case notices."""
