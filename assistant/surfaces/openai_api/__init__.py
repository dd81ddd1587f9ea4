"""The archive as a model of OpenAI's chat API, for whatever talks to such models."""
