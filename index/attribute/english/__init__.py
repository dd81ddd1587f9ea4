"""English: parsed by spaCy; the source of each quotation is ranked, named, and given its role and actor."""
