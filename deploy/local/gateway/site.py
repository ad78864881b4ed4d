"""The built web app: hashed files for ever, its page never cached, every address the page's."""

from pathlib import Path

from aiohttp import web

from deploy.local.gateway.headers import SECURITY, complete
from shared.models.problem import MethodNotAllowed, NotFound, Unavailable

_FOR_EVER = "public, max-age=31536000, immutable"
_TYPES = {".js": "text/javascript", ".webmanifest": "application/manifest+json"}


class Site:
    def __init__(self, directory: Path, sockets: list[str]) -> None:
        """`sockets` are the ws:// origins the page may connect to."""
        self._directory = directory.resolve()
        self._headers = {**SECURITY, "Content-Security-Policy": _policy(sockets)}

    def serve(self, request: web.BaseRequest, path: str) -> web.StreamResponse:
        if request.method not in ("GET", "HEAD"):
            raise MethodNotAllowed(headers={"Allow": "GET, HEAD"})
        file = self._file(path)
        response = web.FileResponse(file)
        if file.suffix in _TYPES:
            response.content_type = _TYPES[file.suffix]
        hashed = file.parent.name == "assets"
        response.headers["Cache-Control"] = _FOR_EVER if hashed else "no-cache"
        complete(response.headers, self._headers)
        return response

    def _file(self, path: str) -> Path:
        page = self._directory / "index.html"
        if not page.is_file():
            raise Unavailable("The web app is not built yet; `make run` builds it.")
        file = (self._directory / path.removeprefix("/")).resolve()
        if file.is_file() and file.is_relative_to(self._directory):
            return file
        # What looks like a file is one that is missing; anything else is an address of the app.
        if "." in path.rsplit("/", 1)[-1]:
            raise NotFound
        return page


def _policy(sockets: list[str]) -> str:
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            # Mantine writes its variables and responsive rules into <style> elements as it runs,
            # which no hash can name beforehand. Styles alone cannot run code.
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            # 'self' alone is not taken to include ws:// by every browser.
            f"connect-src 'self' {' '.join(sockets)}".rstrip(),
            "manifest-src 'self'",
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    )
