"""The links in a text, found by looking at its words one by one.

Pure, and linear in the length of the text.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from services.social_media.moderation.folding import bare

UNSAFE = ("javascript:", "data:", "vbscript:", "file:", "blob:")
_AROUND = "()[]{}<>\"'“”‘’.,;:!?*_~`"
_ENDINGS = frozenset(
    {
        "com", "net", "org", "info", "biz", "shop", "store", "online", "site", "xyz", "club", "top",
        "vn", "uk", "us", "eu", "co", "io", "me", "ly", "gd", "gg", "gl", "gy", "tv", "app", "link",
        "page", "live", "today", "gov", "edu", "au", "de", "fr", "ca", "ru", "cn", "tk", "is",
    }
)  # fmt: skip
"""Without `https://` before it, a word is an address only if it ends in one of these."""


def hosts_in(text: str) -> Iterator[str]:
    """The host of each link, in lower case; of one that cannot be read, an empty one."""
    if "." not in text and "://" not in text:
        return  # As nearly every text.
    for chunk in text.split():
        if "." not in chunk and "://" not in chunk:
            continue
        word = chunk.strip(_AROUND)
        if "://" in word or word.lower().startswith("www."):
            yield _host("//" + word.partition("://")[2] if "://" in word else "//" + word)
        elif "." in word and _is_address(word):
            yield _host("//" + word)


def has_unsafe_link(text: str) -> bool:
    """Whether something in it would run, rather than lead, when followed."""
    if ":" not in text:
        return False
    lowered = text.lower()
    return any(scheme in lowered for scheme in UNSAFE)


def is_below(host: str, name: str) -> bool:
    return host == name or host.endswith("." + name)


def _is_address(word: str) -> bool:
    host = word.partition("/")[0].partition("?")[0].partition(":")[0]
    name, _, ending = host.rpartition(".")
    return ending.lower() in _ENDINGS and len(name) > 1 and "@" not in host


def _host(address: str) -> str:
    try:
        return bare((urlsplit(address).hostname or "").casefold()).rstrip(".")
    except ValueError:
        return ""
