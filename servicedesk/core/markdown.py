"""Markdown in, sanitised HTML out, once, when a text is written."""

import nh3
from markdown_it import MarkdownIt

# Raised when the output changes, so that rows rendered by an older version can be told apart.
VERSION = 1

_TAGS = {
    "p",
    "br",
    "strong",
    "em",
    "del",
    "a",
    "ul",
    "ol",
    "li",
    "blockquote",
    "code",
    "pre",
    "h3",
    "h4",
    "h5",
    "hr",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
_SCHEMES = {"http", "https", "mailto", "tel"}

_markdown = MarkdownIt("commonmark", {"html": False, "linkify": True, "breaks": True}).enable(
    ["linkify", "table", "strikethrough"]
)


def render(text: str) -> str:
    """Return safe HTML for `text`: no images, no raw HTML, links only to whole addresses of http, https, mailto and tel (A50)."""
    return nh3.clean(
        _lower_headings(_markdown.render(text)),
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes=_SCHEMES,
        url_relative="deny",
        link_rel="noopener noreferrer nofollow",
    )


def _lower_headings(html: str) -> str:
    """A message stands under the page's h1 and h2, so its own headings begin at h3."""
    for level, shown in ((6, 5), (5, 5), (4, 5), (3, 5), (2, 4), (1, 3)):
        html = html.replace(f"<h{level}>", f"<h{shown}>").replace(f"</h{level}>", f"</h{shown}>")
    return html
