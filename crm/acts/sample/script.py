"""What happened, read from resources/sample: days before today, names instead of keys. No book, no clock."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

import resources

HOME, ME = "Mingyuan AI", "Lin Yue"
NAMED_IN_CHINESE = {"CN", "HK"}

FAMILIES = {
    "data-provider": "data",
    "compute-provider": "compute",
    "upstream": "compute",
    "technology-provider": "technology",
    "open-source": "technology",
    "academic": "academic",
    "downstream": "downstream",
    "distributor": "channel",
    "marketing": "channel",
    "financial": "finance",
    "investor": "finance",
    "platform": "platform",
}
KINDS_ZH = ("video", "call", "meeting", "wechat", "video", "visit")
KINDS_EN = ("video", "call", "video", "email", "message", "meeting")
MOODS = (1, 1, 0, 1, -1, 1, 2, 0, 1, 0, 1, -1)
HOURS = ("09:30", "10:00", "11:00", "14:00", "15:00", "16:30")
LENGTHS = (30, 45, 60, 40, 90)
STRETCH = {"strategic": 1.0, "preferred": 1.35, "registered": 1.5}
"""How much rarer the meetings are than the rhythm of the partner says: two hundred in all, not three."""

Story = Mapping[str, Any]
Topics = Mapping[str, Sequence[Story]]


@dataclass(frozen=True, slots=True)
class Promise:
    """An action item. `due` and `done` count from today: minus is past. `done` empty: still open."""

    text: str
    owner: str
    due: int | None
    done: int | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting, `days` before today."""

    days: int
    partner: str
    fields: Mapping[str, Any]
    people: Sequence[str]
    about: Sequence[str]
    decisions: Sequence[Mapping[str, Any]]
    promises: Sequence[Promise]
    tags: Sequence[str]
    files: Sequence[str]


def read(name: str) -> Any:
    return json.loads(resources.path(f"sample/{name}.json").read_text(encoding="utf-8"))


def told(stories: Sequence[Story]) -> Iterator[Meeting]:
    for story in stories:
        fields = {
            "kind": story["kind"],
            "title": story["title"],
            "notes": story["notes"],
            "sentiment": story["mood"],
            "internal": story["internal"],
            "starts_at": story["at"],
            "lasts": story["lasts"],
            "place": story["place"],
            "zone": "Asia/Shanghai",
        }
        promises = [Promise(**{"due": None, "done": None, **promise}) for promise in story["actions"]]
        yield Meeting(
            story["days"],
            story["partner"],
            fields,
            story["people"],
            story["about"],
            story["decisions"],
            promises,
            story["tags"],
            story["files"],
        )


def routine(
    partner: Story, people: Sequence[str], topics: Mapping[str, Sequence[Story]], taken: Sequence[int]
) -> Iterator[Meeting]:
    """The ordinary meetings of a partner, back to its beginning; none within six days of one that is told."""
    chosen = topics_of(partner, topics)
    every = max(7, round(partner["every"] * STRETCH[partner["tier"]]))
    seed = sum(map(ord, partner["name_en"]))
    for turn in count(1 if taken else 0):
        days = partner["last"] + turn * every
        if days >= partner["since"] or not chosen:
            return
        if all(abs(days - other) > 6 for other in taken):
            yield ordinary(partner, people, chosen[(seed + turn) % len(chosen)], days, seed + turn)


def topics_of(partner: Story, topics: Topics) -> list[Story]:
    """Those of its roles, in its language; where there is none in it, all of them."""
    language = "zh" if partner["country"] in NAMED_IN_CHINESE else "en"
    families = [FAMILIES[role["role"]] for role in partner["roles"]]
    all_topics = [topic for family in families for topic in topics[family]]
    return [topic for topic in all_topics if topic["language"] == language] or all_topics


def ordinary(partner: Story, people: Sequence[str], topic: Story, days: int, number: int) -> Meeting:
    chinese = topic["language"] == "zh"
    kinds = KINDS_ZH if chinese else KINDS_EN
    owner = people[-1] if topic["by"] == "them" else partner["owner"]
    due = -days + 10 + number % 12
    late = 3 + number % 4 if number % 6 == 0 else -(number % 3)
    fields = {
        "kind": kinds[number % len(kinds)],
        "title": topic["title"],
        "notes": topic["notes"],
        "sentiment": MOODS[number % len(MOODS)],
        "starts_at": HOURS[number % len(HOURS)],
        "lasts": LENGTHS[number % len(LENGTHS)],
        "zone": "Asia/Shanghai",
    }
    promises = [Promise(topic["action"], owner, due, min(due + late, -1))] if number % 3 else []
    decisions = [{"text": topic["decision"]}] if number % 4 else []
    return Meeting(days, partner["name_en"], fields, people, [], decisions, promises, [], [])


def meetings(partners: Sequence[Story], people: Mapping[str, Sequence[str]]) -> list[Meeting]:
    """All of them, the oldest first. `people`: who of each partner comes to its meetings."""
    script = read("meetings")
    spoken = list(told(script["told"]))
    found = list(spoken)
    for partner in partners:
        taken = [meeting.days for meeting in spoken if meeting.partner == partner["name_en"]]
        found += routine(partner, people[partner["name_en"]], script["topics"], taken)
    return sorted(found, key=lambda meeting: (-meeting.days, meeting.partner, str(meeting.fields["title"])))
