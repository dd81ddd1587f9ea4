"""The words and names that a question is read by, an aspect of it a file. `assistant.understand` is the stage."""
