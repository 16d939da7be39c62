"""Words that people edit: `data/*.toml` and `data/*.tsv`, read and checked once, with a user's own files laid over them."""

from vedette.lexicon.tables import Lexicon, Row, load

__all__ = ["Lexicon", "Row", "load"]
