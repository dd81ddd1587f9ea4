"""Briefing drafts: composed by asking, and written out in the formats that editors use."""
