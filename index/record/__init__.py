"""The record, a table or two a file, in SQL. `index.store` is its one door for writing an article whole."""
