"""How a lane of the board is called and marked, whatever the lanes are."""

from crm.partners.queries.board import BoardLane, Lanes
from crm.values.enums import PartnerRole, Tier
from ui.kit.look import look
from ui.kit.marks import ROLE_ICONS
from ui.partners.wording import in_language, role_tint

WITHOUT = {Lanes.OWNER: "partners.lane-no-owner", Lanes.TIER: "partners.lane-no-tier"}
ICONS = {Lanes.OWNER: "user", Lanes.TIER: "star"}


def lane_title(kind: Lanes, lane: BoardLane) -> str:
    if not lane.key:
        return look.say(WITHOUT[kind])
    if kind is Lanes.OWNER:
        return in_language(lane.title_en, lane.title_zh)
    return look.say(PartnerRole(lane.key) if kind is Lanes.ROLE else Tier(lane.key))


def lane_icon(kind: Lanes, lane: BoardLane) -> tuple[str, str]:
    """Icon and tint."""
    if kind is Lanes.ROLE:
        return ROLE_ICONS[lane.key], role_tint(PartnerRole(lane.key))
    return ICONS[kind], "text-3"


def lane_remark(lane: BoardLane) -> str:
    if lane.negotiating_days is None:
        return ""
    return look.say("partners.lane-negotiating", n=lane.negotiating_days)
