"""One plugin of each kind, to begin from."""
