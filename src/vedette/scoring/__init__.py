"""What the program says, set beside gold: precision, recall and F1 on the project's own gold and on other people's sets."""

from vedette.scoring.runs import absent, present, run
from vedette.scoring.scores import Mark, Score

__all__ = ["Mark", "Score", "absent", "present", "run"]
