"""HTTP: what a database tells, as JSON under /api, and the page that shows it. The parser is never loaded here."""

from vedette.api.app import make_app
from vedette.api.settings import Settings, User

__all__ = ["Settings", "User", "make_app"]
