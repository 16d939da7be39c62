from __future__ import annotations

import json
from pathlib import Path

import pytest

from vedette.intake.boilerplate import without_boilerplate

ROOT = Path(__file__).parents[2]

LEFT_OUT = """
Read more
READ MORE:
Read more here
Read also: Army says it has retaken three villages
READ MORE: Army says it has retaken three villages
Read more: Ten killed in attack on market - witnesses
» Read full story
→ See also
Watch: Drone footage shows burnt village
Related: Who are the rebels of the north?
Don't miss: Five maps that explain the war
More from Africa
More on this story
Click here for more photos
Click on the image to enlarge
Skip to main content
Skip past newsletter promotion
Story continues below advertisement
Advertisement
ADVERTISEMENT
Sponsored
Loading...
Follow us on Twitter and Facebook for the latest updates.
Follow @dailypost
Follow Awa Diallo on Twitter: @awadiallo
Like us on Facebook
Join us on Telegram
Join our WhatsApp channel
For the latest news, follow Daily Post on X
Share this article
Share
Share on Facebook
12 Shares
1.2k views
Leave a comment
Comments (3)
Facebook Twitter WhatsApp Email
Facebook | Twitter | LinkedIn | Copy link | Print
Share on Facebook Share on X
Sign up for our newsletter and get the best of our reporting every morning.
Get the day's news in your inbox
Subscribe to our daily newsletter
To stay informed, sign up for our weekly newsletter.
Thank you for signing up!
Invalid email
Download our app
We use cookies to give you the best experience on our website.
This website uses cookies. By continuing to browse you accept our privacy policy.
Accept all cookies
Cookie settings
Sign in
Play video
5 min read
Image copyright AP
Image caption Soldiers at the gate of the town hall on Monday
Photo: Jean Test/Agency
File photo: Soldiers in the north
Picture: AFP
(Photo by J. Test)
[Photo: Agency]
Soldiers near Kanda in 2021 (AP Photo/Jean Test)
Smoke rises over the town of Kanda on Monday. [Jean Test/Reuters]
Getty Images
Reuters/Jean Test
© 2024 Daily Post. All rights reserved.
Copyright 2024 The Daily Post. All rights reserved. This material may not be published, broadcast, rewritten or redistributed.
Our Standards: The Thomson Reuters Trust Principles.
Tags: army, rebels, north
Published: 5 March 2024, 10:15 GMT
Updated on Mar 5, 2024 at 10:15 am
3 hours ago
Related Post
Related Posts:
RELATED STORIES
You may also like
Most read
"""

KEPT = """
Read more than one report of the day and the picture blurs, a diplomat said.
The general said he had read more about the village since.
Watch towers were burnt down on Monday.
Related attacks killed four people in the neighbouring province.
More than 30 people were killed.
More from the army: two battalions crossed the river on Sunday.
Follow-up strikes hit the bridge at dawn.
Following the attack, troops closed the road.
Like many Syrians on Facebook, he shared the pictures of the burnt village.
Share of the blame lies with the army, the commission found.
Shares fell after the attack.
Twenty views on the ceasefire were put forward.
Photographs of the dead were shown on state television.
Photo evidence shows that the village was burnt, the group said.
Video from the scene showed bodies in the street.
Image after image shows burnt houses, the monitor said.
The army posted soldiers at the bridge on 5 March 2024.
Posted at the gate were soldiers of the 14th brigade.
Published in 2014, the report lists 40 villages.
Updated figures put the toll at 14.
Refugees must register to access aid, the agency said.
Soldiers were told to sign in to see their families.
Already registered refugees would not be moved, the minister said.
Subscribers of the rebels' Telegram channel saw the video first.
For many villagers who register with the army, alerts come too late.
Get out or die, the leaflet said.
Close to the border, two soldiers were killed.
Home to 40,000 people, the town was taken on Monday.
Search parties found nine bodies.
Menu prices doubled during the siege.
Sponsored by the United Nations, the talks begin on Monday.
Advertising for fighters in the camps, the group found 200.
(Reporting by Awa Diallo; Editing by Jean Test)
The army said it had killed 14 militants. (AFP)
The army said it had killed 14 militants. (AFP/APP)
KANDA (Reuters) - Rebels took the town on Monday.
By Awa Diallo in Kanda
Two soldiers killed in Kanda
What next for the north?
Rebels "in control"
We use what we have of cookies and bread, a soldier said.
Cookies and bread were handed out by the soldiers.
We have no cookies and no bread, a woman in the camp said.
Latest: the army denies that it lost the town.
Recommended for promotion, the colonel led the assault.
Also on Monday, four people were killed.
Trending towards war, the two sides broke off talks.
Access to this story of violence is through its victims, he wrote.
Topics of the talks were the ceasefire, prisoners and aid.
Sources: Reuters
"""

WALLS = """
Subscribe to continue reading
To continue reading, please log in or register.
This article is for subscribers only.
You have reached your limit of free articles.
Already a subscriber? Sign in
Sign in to read the full story
Become a member to unlock all articles.
Subscribe now for unlimited access
Start your free trial to keep reading.
"""


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


@pytest.mark.parametrize("line", lines(LEFT_OUT))
def test_what_is_no_news_is_left_out(line: str) -> None:
    found = without_boilerplate(["The army left.", line, "The rebels came."])
    assert found.lines == ("The army left.", "The rebels came.")
    assert not found.walled


@pytest.mark.parametrize("line", lines(KEPT))
def test_what_is_news_or_may_be_stays(line: str) -> None:
    assert without_boilerplate(["The army left.", line]).lines == ("The army left.", line)


@pytest.mark.parametrize("line", lines(WALLS))
def test_a_paywall_is_heard(line: str) -> None:
    found = without_boilerplate(["The army left.", line])
    assert (found.lines, found.walled) == (("The army left.",), True)


def test_the_headlines_after_a_heading_of_links_go_with_it() -> None:
    given = [
        "The army left.",
        "Related Posts",
        "Ten killed in market",
        "President dismisses chief",
        "The rebels came.",
        "A subheading",
    ]
    assert without_boilerplate(given).lines == ("The army left.", "The rebels came.", "A subheading")


def test_a_line_that_is_one_link_goes_where_it_is_no_sentence() -> None:
    given = ["The army left.", "Ten killed in market", "The rebels came, he said."]
    assert without_boilerplate(given, linked=set(given)).lines == ("The army left.", "The rebels came, he said.")


def test_no_line_of_our_own_reports_is_lost() -> None:
    found = 0
    for file in [*sorted((ROOT / "gold").glob("*.jsonl")), *sorted((ROOT / "samples").glob("*.jsonl"))]:
        for record in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
            given = [line for line in str(record.get("text", "")).split("\n") if line.strip()]
            assert list(without_boilerplate(given).lines) == given
            found += len(given)
    assert found > 500


@pytest.mark.parametrize(
    "line", ["share " * 40, "facebook twitter" * 12, "(" * 190, "read more " * 19, "to sign up " * 27, "a/" * 140]
)
def test_no_line_is_tried_without_end(line: str) -> None:
    assert without_boilerplate([line, "The army left."]).lines[-1] == "The army left."
