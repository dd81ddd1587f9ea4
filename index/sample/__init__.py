"""The invented archive that ships with the package, and its questions with expected answers.

Every country, body, person and outlet in it is made up, because words must never be put in real people's mouths.
"""

from importlib.resources import files
from importlib.resources.abc import Traversable

PREFIX = "sample-"  # of the ids of all its articles


def articles_path() -> Traversable:
    """The sample articles, one JSON object a line."""
    return files(__name__) / "articles.jsonl"


def questions_path() -> Traversable:
    """Questions about the sample articles, each with the answer or the refusal expected."""
    return files(__name__) / "questions.jsonl"
