"""Fetching from the web: only what is public, within limits, and at a pace that sites can bear."""
