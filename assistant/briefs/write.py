"""Page -> the bytes of a file, in the format that the end of its name asks for."""

from __future__ import annotations

from assistant.briefs.page import Page
from assistant.errors import CannotWrite

ENDINGS = (".md", ".html", ".docx", ".pdf")


def written(page: Page, ending: str) -> bytes:
    """The file, for one of ENDINGS. Raises CannotWrite where the extra for it is not installed."""
    try:
        return _written(page, ending)
    except ImportError as error:
        raise CannotWrite(f"a {ending} file needs: pip install 'regional-briefings[export]'") from error


def _written(page: Page, ending: str) -> bytes:
    if ending == ".docx":
        from assistant.briefs.word import as_docx

        return as_docx(page)
    if ending == ".pdf":
        from assistant.briefs.typeset import as_pdf

        return as_pdf(page)
    from assistant.briefs.html import as_html
    from assistant.briefs.markdown import as_markdown

    return (as_html(page) if ending == ".html" else as_markdown(page)).encode("utf-8")
