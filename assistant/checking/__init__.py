"""Checking quotations: words that somebody has written down, held against what the archive's articles have."""
