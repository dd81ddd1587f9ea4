"""Which articles are copies of which, and what a copy merely tells again."""
