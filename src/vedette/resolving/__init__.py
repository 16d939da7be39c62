"""Words and their context -> ranked Matches: places, actors, dates, counts."""
