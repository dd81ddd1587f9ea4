"""While `briefings serve` has a home open, commands that only read are run by it: all that they need is loaded."""
