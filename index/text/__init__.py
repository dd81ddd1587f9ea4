"""Text as text: its encoding, script, language, sentences, terms and names, and whether two wordings are one."""
