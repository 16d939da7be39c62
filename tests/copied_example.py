"""A report and the same told in other words, for tests of copies."""

from __future__ import annotations

STORY = (
    "Gunmen attacked a police post in Koro on Monday and killed six officers, a local mayor told Sahel Wire. "
    "They came on motorcycles from the direction of Bankass and burned two pick-up trucks. "
    '"We heard the shooting for an hour," the mayor said. '
    "Reinforcements from Mopti reached Koro in the afternoon and found 14 wounded men in the school."
)
PARAPHRASED = (
    "Six members of the police lost their lives on Monday when armed men assaulted their station in Koro, "
    "Sahel Wire was told by a mayor. "
    "Riding motorbikes, the assailants arrived from Bankass way and set two pick-ups ablaze. "
    '"We heard the shooting for an hour," he recalled. '
    "By the afternoon, help from Mopti had come to Koro, where 14 injured were discovered in the school."
)
