"""Faces of a meeting's sentiment and icons of its kind, as every list shows them."""

from crm.values.enums import InteractionKind

FACES: dict[int, tuple[str, str]] = {
    -2: ("angry", "red"),
    -1: ("frown", "amber"),
    0: ("meh", "text-3"),
    1: ("smile", "green"),
    2: ("laugh", "green"),
}
"""Icon and token, from −2 to +2."""

KIND_ICONS: dict[InteractionKind, str] = {
    InteractionKind.MEETING: "users",
    InteractionKind.CALL: "phone",
    InteractionKind.VIDEO: "video",
    InteractionKind.EMAIL: "mail",
    InteractionKind.VISIT: "map-pin",
    InteractionKind.REVIEW: "clipboard-check",
    InteractionKind.WECHAT: "message-circle",
    InteractionKind.WECHAT_GROUP: "messages-square",
    InteractionKind.MESSAGE: "message-square",
}
