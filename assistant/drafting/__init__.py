"""How an endpoint is asked, and its reply read, piece by piece. `assistant.draft` is the stage."""
