"""The Slack bot: questions that come as messages, answers that go out as blocks."""
