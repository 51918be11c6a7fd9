"""What the record lacks: parties, signatories, addresses, titles, prevailing language, originals."""

from collections.abc import Iterator

from crm.agreements.drafting.finding import PARTIES, RECORD, Draft, Finding, Severity, in_words
from crm.agreements.drafting.parties import called, named
from crm.agreements.queries.rows import PartyRow
from crm.values.enums import Language, ReportLanguage

FEWEST = 2


def record_findings(draft: Draft) -> Iterator[Finding]:
    row = draft.row
    if len(row.parties) < FEWEST:
        count = {"count": len(row.parties)}
        yield Finding("draft-parties-missing", Severity.MISSING, count, field="parties", where=PARTIES)
    for party in row.parties:
        yield from party_findings(draft, party)
    yield from title_findings(draft)
    if row.languages is ReportLanguage.BOTH and row.prevailing is None:
        yield Finding("draft-prevailing-missing", Severity.MISSING, field="prevailing", where=RECORD)
    if row.originals is None:
        yield Finding("draft-originals-missing", Severity.MISSING, field="originals", where=RECORD)


def party_findings(draft: Draft, party: PartyRow) -> Iterator[Finding]:
    name = {"party": named(party, draft.reader) or called(party.rank, draft.reader)}
    at = f"parties.{party.id}"
    if not (party.signatory_id or party.signatory_en or party.signatory_zh):
        yield Finding("draft-signatory-missing", Severity.MISSING, name, field=f"{at}.signatory_id", where=PARTIES)
    if not party.address:
        yield Finding("draft-address-missing", Severity.MISSING, name, field=f"{at}.address", where=PARTIES)
    if party.role is None:
        yield Finding("draft-party-role-missing", Severity.DOUBTFUL, name, field=f"{at}.role", where=PARTIES)
    for language in draft.languages:
        if not (party.name_en if language is Language.ENGLISH else party.name_zh):
            values = {**name, "language": in_words(language)}
            yield Finding("draft-party-name-missing", Severity.DOUBTFUL, values, field=f"{at}.name", where=PARTIES)


def title_findings(draft: Draft) -> Iterator[Finding]:
    titles = {Language.ENGLISH: draft.row.title_en, Language.CHINESE: draft.row.title_zh}
    for language in draft.languages:
        if not titles[language]:
            values = {"language": in_words(language)}
            field = f"title_{language.value}"
            yield Finding("draft-title-missing", Severity.MISSING, values, field=field, where=RECORD)
