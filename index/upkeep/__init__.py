"""The indexes are brought up to the record, made anew, held against it, and cleared of what was taken down."""
