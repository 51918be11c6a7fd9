"""A small book on the day of the drawings: two partners with people, one meeting with what it brought."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crm.book import Book
from crm.communication.commands import LogMeeting, NewActionItem, NewDecision
from crm.communication.drafting import Draft, Plan, plan
from crm.communication.notes import name_runs
from crm.communication.queries import KnownName, KnownNames, NamesIn
from crm.partners.commands import AddContact, AddPartner, NewRole
from crm.partners.queries import HomeParty, Owners
from crm.values.enums import InteractionKind, PartnerRole, Stage
from crm.values.ids import ActionItemId, ContactId, InteractionId, PartnerId

TODAY = date(2026, 9, 22)


@dataclass
class Town:
    """The book and the ids in it."""

    book: Book
    home: PartnerId
    me: ContactId
    chen: ContactId
    renhe: PartnerId
    lab: PartnerId
    shen: ContactId
    fang: ContactId
    qiu: ContactId
    meeting: InteractionId
    samples: ActionItemId
    theirs: ActionItemId

    def known(self, text: str, partner_ids: Sequence[PartnerId] = ()) -> list[KnownName]:
        named = self.book.query(NamesIn(name_runs(text), partner_ids))
        return named + self.book.query(KnownNames(contact_ids=(self.me,)))

    def draft(self, text: str, **chosen: object) -> Draft:
        return Draft(text, TODAY, kind=InteractionKind.VIDEO, me=self.me, **chosen)  # type: ignore[arg-type]  # fields by name

    def plan(self, draft: Draft) -> Plan:
        return plan(draft, self.known(draft.text, draft.partner_ids))


def person(book: Book, name: str, name_zh: str, partner_id: PartnerId) -> ContactId:
    changes = book.execute(AddContact({"name": name, "name_zh": name_zh}, partner_id=partner_id))
    return ContactId(changes.first("contact"))


def build(book: Book) -> Town:
    home = book.query(HomeParty())
    assert home is not None
    me = book.query(Owners())[0].id
    renhe = PartnerId(
        book.execute(
            AddPartner(
                {"name": "仁禾医疗数据", "name_en": "Renhe Hospital Data", "tier": "strategic", "owner_id": me},
                roles=(NewRole(PartnerRole.DATA_PROVIDER, Stage.ACTIVE, date(2025, 3, 1)),),
            )
        ).first("partner")
    )
    names = {"name": "江湾大学", "name_en": "Jiangwan University NLP Lab", "other_names": "Jiangwan Lab"}
    lab = PartnerId(book.execute(AddPartner(names)).first("partner"))
    shen, fang = person(book, "Shen Ruolan", "沈若兰", renhe), person(book, "Fang Wei", "方薇", renhe)
    logged = book.execute(
        LogMeeting(
            {"kind": "meeting", "held_on": date(2026, 9, 8), "notes": "Batch 8 is released for training"},
            partner_ids=(renhe,),
            present_ids=(me, shen),
            decisions=(NewDecision("Batch 8 is released"), NewDecision("Walk away at 8 %", internal=True)),
            action_items=(
                NewActionItem("Send 200 de-identified samples", owner_id=me, due_on=date(2026, 9, 18)),
                NewActionItem("Name a data officer", owner_id=fang, due_on=date(2026, 9, 30)),
            ),
            tags=("data-rights",),
        )
    )
    return Town(
        book,
        home.id,
        me,
        person(book, "Chen Mo", "陈墨", home.id),
        renhe,
        lab,
        shen,
        fang,
        person(book, "Qiu Bin", "邱斌", lab),
        InteractionId(logged.first("interaction")),
        ActionItemId(logged.made["action_item"][0]),
        ActionItemId(logged.made["action_item"][1]),
    )
