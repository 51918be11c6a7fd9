"""What is done with the partners that are chosen: to the bin, merged, tagged, edited, handed over, compared."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crm.partners.commands import BinPartners
from crm.partners.queries.contact import PeopleAt
from crm.values import Message
from crm.values.enums import CustomConcept
from crm.values.ids import ContactId, PartnerId
from ui.kit.look import look
from ui.partners.wording import title_of

if TYPE_CHECKING:
    from ui.partners.room import PartnersRoom

ROOMY = 560
"""From this width on, in the drawings' pixels, two lines hold all of a handing over beside the pane."""


def partners_among(ids: Sequence[int]) -> tuple[PartnerId, ...]:
    """Without the headings of groups, which stand among the rows as negative numbers."""
    return tuple(PartnerId(key) for key in ids if key > 0)


class ChosenPartners:
    """Acts of the room on its selection; without one they do nothing."""

    def __init__(self, room: "PartnersRoom") -> None:
        self.room = room

    def bin(self, ids: Sequence[int]) -> None:
        names = self.room.table.page_of(ids)
        first = title_of(names[ids[0]]) if ids[0] in names else ""
        one = Message("partners.was-binned", {"name": first})
        said = one if len(ids) == 1 else Message("partners.were-binned", {"n": len(ids)})
        place = self.room.model.place_of(ids[0])
        if self.room.desk.execute(BinPartners(tuple(PartnerId(key) for key in ids)), toast=said) is not None:
            self.room.table.look_out_for(ids[0])
            left = [key for key in self.room.model.ids if key not in set(ids)]
            self.room.wanted = left[min(place or 0, len(left) - 1)] if left else None

    def bin_all(self) -> None:
        if ids := self.room.table.selected_ids():
            self.bin(ids)

    def merge(self) -> None:
        """The two chosen partners side by side; the first of the list stays, unless it is turned round there."""
        ids = self.room.table.selected_ids()
        if len(ids) != 2:
            self.room.desk.toast("merge.needs-two")
            return
        for key in ids:
            self.room.desk.show("duplicates", "partner", key)

    def tag(self) -> None:
        ids = self.room.table.selected_ids()
        if ids:
            self.room.tag_bar.begin(ids)

    def edit(self) -> None:
        """The chosen partners, or all that are shown, to be edited at once."""
        if self.room.fit_pages.shown:
            self.room.fit_pages.close_pages()
        chosen, shown = partners_among(self.room.table.selected_ids()), partners_among(self.room.model.ids)
        self.room.bulk.begin(CustomConcept.PARTNER, chosen, shown)

    def edit_people(self, of: Sequence[int] = ()) -> None:
        """Who works at the chosen partners, or at `of`, or at all that are shown, to be edited at once."""
        if self.room.fit_pages.shown:
            self.room.fit_pages.close_pages()
        chosen = partners_among(of or self.room.table.selected_ids())
        asked = PeopleAt((*partners_among(self.room.model.ids), *chosen))
        self.room.desk.worker.ask(self.room, asked, lambda found: self.begin_people(found, set(chosen)), "people")

    def begin_people(self, found: Sequence[tuple[PartnerId, ContactId]], chosen: set[PartnerId]) -> None:
        everybody = tuple(dict.fromkeys(contact for _, contact in found))
        if not everybody:
            self.room.desk.toast("bulk.nobody")
            return
        theirs = tuple(dict.fromkeys(contact for partner, contact in found if partner in chosen))
        self.room.bulk.begin(CustomConcept.CONTACT, theirs, everybody)

    def hand_over(self) -> None:
        """What the owner of the chosen partner looks after goes to another of ours."""
        owner = self.room.pane.partner.fields["owner_id"] if self.room.pane.partner is not None else None
        if self.room.width() < look.px(ROOMY):
            self.room.desk.show_detail(False)
        current = self.room.table.current_id()
        chosen = self.room.table.selected_ids() or ([current] if current is not None else [])
        self.room.handover_bar.begin(chosen, owner if isinstance(owner, int) else None)

    def compare_fit(self) -> None:
        """The chosen partners side by side; from the pane, the one that is shown there."""
        chosen = self.room.table.selected_ids()
        shown = self.room.pane.partner.id if self.room.pane.partner is not None else None
        self.room.fit_pages.compare(chosen if shown is None or shown in chosen else [shown])

    def mark_fit(self) -> None:
        if self.room.pane.partner is not None:
            self.room.side.setCurrentWidget(self.room.pane)
            self.room.desk.show_detail(True)
            self.room.pane.mark_fit()
