"""Transcripts and interviews without quotation marks: `lines` finds labels, `speakers` tells whether they are those of
people who speak, `turns` who has the word until when; `words` is what that takes of each language.
"""
