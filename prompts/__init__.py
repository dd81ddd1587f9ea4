"""Prompts, one Markdown file each. Extractive answers need none."""
