"""How a hit reads on the page of results: its title, with whom, when, and the line that holds the words. No widgets."""

from dataclasses import dataclass

from crm.book.excerpts import marks, readings
from crm.book.search import NameHit, TextHit
from crm.values.enums import AgreementType, InteractionKind, Language, PartnerRole, RelationshipType, Stage
from ui.kit.feelings import KIND_ICONS
from ui.kit.look import look
from ui.window.hits import ICONS, Found, Piece, name_pieces, pieces_of, tail_of, tint_of
from ui.window.reaching import Target, target_of


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One hit, ready to be drawn. `key` is where the next page begins; a name found by its sound has none."""

    kind: str
    record_id: int
    pieces: tuple[Piece, ...]
    second: tuple[Piece, ...]
    tail: str
    target: Target
    icon: str = ""
    avatar: str = ""
    avatar_tint: str = ""
    key: int | None = None
    file: str = ""

    @property
    def spoken(self) -> str:
        said = ("".join(piece.text for piece in pieces).strip() for pieces in (self.pieces, self.second))
        return ", ".join(part for part in (*said, self.tail) if part)


def text_row(hit: TextHit, words: str) -> ResultRow:
    chinese = look.language is Language.CHINESE
    title, partner = (hit.title_zh, hit.partner_zh) if chinese else (hit.title, hit.partner_en)
    terms = [term for terms in readings(words) for term in terms]
    if not title:
        title = look.say(InteractionKind(hit.interaction_kind)) if hit.interaction_kind else partner
    beside = (Piece("  "), Piece(partner, quiet=True)) if partner and partner != title else ()
    is_name = hit.kind in ("partner", "contact")
    return ResultRow(
        hit.kind,
        hit.record_id,
        (*pieces_of(title, marks(title, terms)), *beside),
        second_line(hit, title),
        look.say("window.on", on=hit.on) if hit.on is not None and not is_name else "",
        target_of(hit, words),
        icon=KIND_ICONS[kind_of_meeting(hit)] if hit.kind == "interaction" else ICONS[hit.kind],
        avatar=title if is_name else "",
        avatar_tint=f"role-{role}" if (role := hit.about.partition(":")[0]) and hit.kind == "partner" else "",
        key=hit.key,
        file=hit.title if hit.kind == "attachment" else "",
    )


def kind_of_meeting(hit: TextHit) -> InteractionKind:
    return InteractionKind(hit.interaction_kind) if hit.interaction_kind else InteractionKind.MEETING


def second_line(hit: TextHit, title: str) -> tuple[Piece, ...]:
    """What the hit is of, then the line that holds the words, unless the title says it already."""
    about = about_of(hit)
    said = pieces_of(hit.excerpt, hit.marks, quiet=True) if hit.excerpt != title else ()
    return (*((Piece(f"{about}  ", quiet=True),) if about else ()), *said)


def about_of(hit: TextHit) -> str:
    match hit.kind:
        case "interaction":
            return look.say(kind_of_meeting(hit))
        case "relationship":
            return look.say(RelationshipType(hit.about))
        case "stage_change":
            role, _, stage = hit.about.partition(":")
            return f"{look.say(PartnerRole(role))} · {look.say(Stage(stage))}"
        case "fit_mark":
            return look.say(hit.about) if hit.about.startswith("fit-criterion.") else hit.about
        case "agreement":
            return look.say(AgreementType(hit.about))
        case "partner" | "contact":
            return ""
        case _:
            return look.say(f"table.{hit.kind}")


def name_row(hit: NameHit, found: Found, words: str) -> ResultRow:
    """A partner or contact found by the sound of its name, or by a spelling that no text holds."""
    own = hit.title_zh if look.language is Language.CHINESE else hit.title_en
    return ResultRow(
        hit.kind,
        hit.record_id,
        name_pieces(hit, found, words),
        (Piece(tail_of(hit), quiet=True),) if tail_of(hit) else (),
        "",
        Target(hit.kind, hit.record_id),
        avatar=own,
        avatar_tint=tint_of(hit),
    )
