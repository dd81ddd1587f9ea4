"""The web chat: one page, and the routes that it talks to."""
