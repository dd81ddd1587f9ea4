"""A link to the publisher's page that opens at the words cited: a text fragment.

https://wicg.github.io/scroll-to-text-fragment/
"""

from __future__ import annotations

from urllib.parse import quote, urlsplit

EDGE = 6  # words of a long quotation at each end, which name it: publishers' pages break lines where they like
MARKS = " \t\n\r“”„«»‹›\"'‘’…,;:.!?-–—()[]"


def original(url: str | None, words: str) -> str | None:
    """The address of the page with the words as its text fragment; None where there is no web address."""
    if url is None or not _is_web_address(url):
        return None
    named = _directive(words.split())
    if not named:
        return url
    return f"{url}{'' if '#' in url else '#'}:~:text={named}"


def _directive(words: list[str]) -> str:
    """`text` or `start,end`. Marks at the ends are left off: pages have marks of their own there."""
    ends = [words] if len(words) <= 2 * EDGE else [words[:EDGE], words[-EDGE:]]
    # A hyphen, a comma and an ampersand have meanings of their own in a text directive.
    parts = [quote(" ".join(end).strip(MARKS), safe="").replace("-", "%2D") for end in ends]
    return ",".join(filter(None, parts))


def _is_web_address(url: str) -> bool:
    try:
        return urlsplit(url).scheme in ("http", "https")
    except ValueError:  # "http://[": no address at all
        return False
