"""Report -> Sentences -> Claims, and the Garble of a report: its words, before anyone asks what they mean."""
