"""An article enters the record, is revised, or leaves it: what is done inside one transaction."""
