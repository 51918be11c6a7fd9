"""The other sections of the pane: checks, goals, restrictions, data rights, notices, versions, files, meetings."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from crm.agreements.commands import RemoveNotice, UnlinkMeeting
from crm.agreements.drafting.checks import Finding, Severity
from crm.agreements.queries.rows import DataRightRow, GoalRow, NoticeRow, RestrictionRow, VersionRow
from crm.partners.queries import AttachmentBytes
from crm.values import Message
from ui.agreements.overlap_rows import OverlapRows
from ui.agreements.promise_acts import add_goal, add_restriction, add_right, measure
from ui.agreements.shown import Shown
from ui.agreements.wording import party_name
from ui.kit.buttons import Button, IconButton
from ui.kit.chips import Tag, draw_tag, tag_width
from ui.kit.labels import Label, draw_line_of
from ui.kit.look import Plain, Text, look
from ui.kit.marks import IconMark
from ui.kit.outside import put_outside
from ui.kit.panels import Across, Down
from ui.partners.file_signatures import Verdicts
from ui.partners.files import outside_name, size_text
from ui.partners.lines import DrawnLine, WordsLine
from ui.partners.section import Section
from ui.partners.wording import day_text, in_language, span_text

if TYPE_CHECKING:
    from ui.agreements.side import Side

ANSWER_TONES = {"yes": "green", "no": "red", "silent": "neutral"}
FIRST = 6


class ChecksSection(Section):
    """What is missing or doubtful before an export, each with the way to mend it."""

    def __init__(self, side: "Side") -> None:
        super().__init__("agreements.checks", "")
        self.side = side
        self.missing, self.doubtful = Tag("", "red"), Tag("", "amber")
        heading = self.heading.layout()
        assert isinstance(heading, Across)
        heading.insertWidget(1, self.missing)
        heading.insertWidget(2, self.doubtful)
        self.all = False
        self.findings: tuple[Finding, ...] = ()
        self.overlaps = OverlapRows(side)
        self.column.addWidget(self.overlaps)
        self.overlaps.counted.connect(self.show_counts)

    def show_record(self, shown: Shown) -> None:
        self.setVisible(shown.is_draft)
        self.overlaps.show_record(shown)

    def show_counts(self) -> None:
        missing = sum(one.severity is Severity.MISSING for one in self.findings)
        doubtful = len(self.findings) - missing + self.overlaps.doubtful()
        self.missing.say(Message("agreements.missing", {"n": missing}))
        self.doubtful.say(Message("agreements.doubtful", {"n": doubtful}))
        self.missing.setVisible(missing > 0)
        self.doubtful.setVisible(doubtful > 0)

    def show_findings(self, shown: Shown, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        self.show_counts()
        key = (findings, self.all, shown.version.id, look.language, look.percent)
        self.show_rows(key, lambda: self.lines(shown, findings))

    def lines(self, shown: Shown, findings: tuple[Finding, ...]) -> list[QWidget]:
        if not findings:
            row = QWidget()
            across = Across(row, margins=(4, 2, 4, 2), gap=8).take(IconMark("check", "green"))
            across.addWidget(Label("agreements.nothing-found", tint="text-2"), 1)
            return [row]
        rows: list[QWidget] = [FindingRow(self.side, shown, one) for one in findings[: None if self.all else FIRST]]
        if len(findings) > FIRST and not self.all:
            more = Button(Message("agreements.more-findings", {"n": len(findings) - FIRST}), small=True)
            more.clicked.connect(lambda: self.show_all(shown, findings))
            holder = QWidget()
            Across(holder, margins=(28, 4, 0, 0)).take(more, None)
            holder.setFocusProxy(more)
            rows.append(holder)
        return rows

    def show_all(self, shown: Shown, findings: tuple[Finding, ...]) -> None:
        self.all = True
        self.show_findings(shown, findings)


class FindingRow(QWidget):
    def __init__(self, side: "Side", shown: Shown, found: Finding) -> None:
        super().__init__()
        grave = found.severity is Severity.MISSING
        mark = IconMark("circle-x" if grave else "triangle-alert", "red" if grave else "amber")
        words = Down(gap=0).take(Label(found.message, wrap=True))
        if found.where is not None:
            words.addWidget(Label(found.where, 12, tint="text-3", wrap=True))
        row = Across(self, margins=(4, 4, 4, 4), gap=8)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        mend = mend_of(side, shown, found)
        if mend is not None:
            text, act = mend
            button = Button(text, small=True)
            button.clicked.connect(act)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            self.setFocusProxy(button)


def mend_of(side: "Side", shown: Shown, found: Finding) -> tuple[Text, Any] | None:
    """The verb and what it does: choose a signatory, fill a blank, open a clause, go to a field of the record."""
    from ui.agreements.mending import fill, go_to_field

    if found.field.startswith("placeholder."):
        name = found.field.partition(".")[2]
        return "agreements.fill", lambda: fill(side, shown, name)
    if found.field.startswith("parties."):
        key = found.field.split(".")[1]
        party = next((one for one in shown.row.parties if str(one.id) == key), None)
        if shown.row.is_signed:
            return None  # its parties were frozen when it was signed
        if party is not None:
            return "agreements.choose", lambda: side.parties.edit(party)
    if found.line:
        return "agreements.open", lambda: side.line_asked.emit(found.line)
    if found.field:
        return "agreements.mend", lambda: go_to_field(side, shown, found.field)
    return None


class GoalLine(DrawnLine):
    """What, the newest value of the target, and a bar of how far it is."""

    def __init__(self, goal: GoalRow) -> None:
        text = in_language(goal.text_en, goal.text_zh) or goal.text_en or goal.text_zh
        from_text = look.say("agreements.baseline", value=goal.baseline, unit=goal.unit) if goal.baseline else ""
        self.words, self.base = text, from_text.strip()
        self.value = goal.progress[-1].value if goal.progress else goal.baseline or "–"
        self.target = look.say("agreements.of-target", value=figure(goal.target), unit=goal.unit).strip()
        self.share = share_of(goal, self.value)
        super().__init__(40, f"{text}, {self.value} {self.target}")

    def draw(self, painter: QPainter, box: QRect) -> None:
        top = QRect(box.left(), box.top() + look.px(4), box.width(), look.px(20))
        used = draw_line_of(painter, top, self.target, tint="text-2", right=True)
        top.setRight(top.right() - used - look.px(4))
        used = draw_line_of(painter, top, figure(self.value), weight=600, right=True)
        top.setRight(top.right() - used - look.px(12))
        used = draw_line_of(painter, top, self.words)
        top.setLeft(top.left() + used + look.px(8))
        if top.width() > look.px(40):
            draw_line_of(painter, top, self.base, size=12, tint="text-3")
        bar = QRectF(box.left(), box.top() + look.px(30), box.width(), look.px(4))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("pressed"))
        painter.drawRoundedRect(bar, look.px(2), look.px(2))
        painter.setBrush(look.color("accent"))
        bar.setWidth(bar.width() * self.share)
        painter.drawRoundedRect(bar, look.px(2), look.px(2))


def figure(value: str) -> str:
    """538,000; what is no number is shown as it was typed."""
    whole, mark, part = value.partition(".")
    return f"{int(whole):,}{mark}{part}" if whole.isdecimal() else value


def share_of(goal: GoalRow, value: str) -> float:
    """From the baseline to the target, between 0 and 1."""
    try:
        base, target, now = float(goal.baseline or 0), float(goal.target), float(value)
    except ValueError:
        return 0.0
    return max(0.0, min(1.0, (now - base) / (target - base))) if target != base else 0.0


class GoalsSection(Section):
    def __init__(self, side: "Side") -> None:
        super().__init__("agreements.goals", "agreements.add-goal")
        self.side = side
        assert self.adder is not None
        self.adder.clicked.connect(lambda: side.begin_with(add_goal))

    def show_record(self, shown: Shown) -> None:
        goals = [goal for goal in shown.promises.goals if goal.version_id == shown.version.id]
        assert self.adder is not None
        self.adder.setVisible(shown.is_draft)
        self.setVisible(bool(goals) or shown.is_draft)
        self.heading.show_count(len(goals) or None)
        self.show_rows((goals, look.language, look.percent), lambda: [self.line(goal) for goal in goals])

    def line(self, goal: GoalRow) -> QWidget:
        line = GoalLine(goal)
        line.clicked.connect(lambda: self.side.begin(measure(self.side.desk, goal)))
        return line


class PromiseLine(DrawnLine):
    """Words, a note in grey, a tag, and the clause in the accent."""

    def __init__(self, words: str, note: str, tag: tuple[str, str] | None, clause: str) -> None:
        self.words, self.note, self.tag, self.clause = words, note, tag, clause
        spoken = (words, note, tag[0] if tag else "", clause)
        super().__init__(28, ", ".join(part for part in spoken if part))

    def draw(self, painter: QPainter, box: QRect) -> None:
        used = draw_line_of(painter, box, self.clause, size=12, tint="accent-text", right=True) if self.clause else 0
        box.setRight(box.right() - used - look.px(8 if used else 0))
        if self.tag is not None:
            wide = tag_width(self.tag[0])
            spot = QRect(box.right() - wide, box.top() + (box.height() - look.px(20)) // 2, wide, look.px(20))
            draw_tag(painter, spot, *self.tag)
            box.setRight(spot.left() - look.px(8))
        used = draw_line_of(painter, box, self.words)
        box.setLeft(box.left() + used + look.px(8))
        if self.note and box.width() > look.px(24):
            draw_line_of(painter, box, self.note, size=12, tint="text-3")


def clause_words(shown: Shown, line: str) -> str:
    number = shown.number(line)
    return look.say("draft-where.clause", number=number) if number else ""


class RestrictionsSection(Section):
    def __init__(self, side: "Side") -> None:
        super().__init__("agreements.restrictions", "agreements.add-restriction")
        self.side = side
        assert self.adder is not None
        self.adder.clicked.connect(lambda: side.begin_with(add_restriction))

    def show_record(self, shown: Shown) -> None:
        rows = [row for row in shown.promises.restrictions if row.version_id == shown.version.id]
        assert self.adder is not None
        self.adder.setVisible(shown.is_draft)
        self.setVisible(bool(rows) or shown.is_draft)
        self.heading.show_count(len(rows) or None)
        self.show_rows((rows, look.language, look.percent), lambda: [self.line(shown, row) for row in rows])

    def line(self, shown: Shown, row: RestrictionRow) -> QWidget:
        from crm.documents.territories import territory_in_words

        bound, place = shown.party(row.bound_id), territory_in_words(row.territory)
        scope = [in_language(place.en, place.zh), row.use_field, look.say(span_text(row.from_on, row.until_on))]
        who = party_name(bound) if bound is not None else look.say("agreements.all-parties")
        note = " · ".join(part for part in (who, *scope) if part)
        line = PromiseLine(look.say(row.kind), note, None, clause_words(shown, row.line))
        line.clicked.connect(lambda: self.side.line_asked.emit(row.line))
        return line


class RightsSection(Section):
    """Data set × model × use, with the answer; *silent* is one of its own."""

    def __init__(self, side: "Side") -> None:
        super().__init__("agreements.rights", "agreements.add-right")
        self.side = side
        assert self.adder is not None
        self.adder.clicked.connect(lambda: side.begin_with(add_right))

    def show_record(self, shown: Shown) -> None:
        rows = [row for row in shown.promises.data_rights if row.version_id == shown.version.id]
        assert self.adder is not None
        self.adder.setVisible(shown.is_draft)
        self.setVisible(bool(rows) or shown.is_draft)
        self.heading.show_count(len(rows) or None)
        self.show_rows((rows, look.language, look.percent), lambda: [self.line(shown, row) for row in rows])

    def line(self, shown: Shown, row: DataRightRow) -> QWidget:
        what = " × ".join(part for part in (row.data_set, row.model) if part)
        until = look.say("partners.until", until=row.until_on) if row.until_on else ""
        note = " · ".join(part for part in (what, until) if part)
        tag = (look.say(row.answer), ANSWER_TONES[row.answer.value])
        line = PromiseLine(look.say(row.use), note, tag, clause_words(shown, row.line))
        line.clicked.connect(lambda: self.side.line_asked.emit(row.line))
        return line


class NoticesSection(Section):
    """Notices given and received, and a status that was set by hand."""

    def __init__(self, side: "Side") -> None:
        super().__init__("agreements.notices", "")
        self.side = side

    def show_record(self, shown: Shown) -> None:
        held = shown.row.overrides
        self.setVisible(bool(shown.row.notices or held or shown.row.void_on))
        key = (shown.row.notices, held, shown.row.void_on, look.language, look.percent)
        self.show_rows(key, lambda: self.lines(shown))

    def lines(self, shown: Shown) -> list[QWidget]:
        rows: list[QWidget] = [self.notice(shown, notice) for notice in shown.row.notices]
        for one in shown.row.overrides:
            until = one.lifted_on
            words = Message("agreements.override-line", {"status": one.status, "reason": one.reason})
            rows.append(WordsLine(look.say(words), "", look.say(span_text(one.set_on, until))))
        if shown.row.void_on is not None:
            words = Message("agreements.void-line", {"reason": shown.row.void_reason})
            rows.append(WordsLine(look.say(words), "", day_text(shown.row.void_on, "medium")))
        return rows

    def notice(self, shown: Shown, notice: NoticeRow) -> QWidget:
        sender = shown.party(notice.from_party_id)
        received = notice.received_on is not None
        day = notice.received_on or notice.sent_on
        code = "agreements.received-on" if received else "agreements.sent-only"
        tail = look.say(code, on=day)
        row = QWidget()
        across = Across(row, gap=0)
        line = WordsLine(look.say(notice.kind), party_name(sender) if sender else "", tail)
        drop = IconButton("x", "agreements.remove-notice", side=24)
        drop.clicked.connect(lambda: self.side.desk.execute(RemoveNotice(notice.id)))
        across.addWidget(line, 1)
        across.addWidget(drop)
        row.setFocusProxy(line)
        return row


class VersionsSection(Section):
    """The agreement and its amendments, from when each works and since when it is signed."""

    def __init__(self, side: "Side") -> None:
        super().__init__("agreements.versions", "")
        self.side = side

    def show_record(self, shown: Shown) -> None:
        self.heading.show_count(len(shown.row.versions))
        key = (shown.row.versions, shown.version.number, look.language, look.percent)
        self.show_rows(key, lambda: [self.line(shown, version) for version in reversed(shown.row.versions)])

    def line(self, shown: Shown, version: VersionRow) -> QWidget:
        name = version_name(version)
        signed = version.signed_on
        tail = look.say("agreements.signed-on", on=signed) if signed else look.say("agreement-status.draft")
        note = version.reason
        if version.amends_on is not None:
            note = f"{look.say('agreements.works-from', on=version.amends_on)} · {note}".strip(" ·")
        line = PromiseLine(name, note, (tail, "neutral" if signed else "accent"), "")
        line.clicked.connect(lambda: self.side.version_asked.emit(version.number))
        return line


def version_name(version: VersionRow) -> str:
    if version.number == 1:
        return look.say("agreements.version-first")
    return look.say("agreements.version-amendment", number=str(version.number - 1))


class FilesSection(Section):
    def __init__(self, side: "Side") -> None:
        super().__init__("partners.files", "partners.attach", "paperclip")
        self.side = side
        self.verdicts = Verdicts(side.desk, self)
        assert self.adder is not None
        self.adder.clicked.connect(self.attach)

    def show_record(self, shown: Shown) -> None:
        files = [file for version in shown.row.versions for file in version.files]
        self.heading.show_count(len(files) or None)
        self.show_rows((files, look.language, look.percent), lambda: [self.line(file) for file in files])

    def line(self, file: Any) -> QWidget:
        row = QWidget()
        keep = IconButton("download", "partners.save-file", side=24)
        keep.clicked.connect(lambda: self.save(file))
        across = Across(row, margins=(4, 2, 0, 2), gap=8).take(IconMark("file-text"))
        across.addWidget(Label(Plain(file.name)), 1)
        if file.page is not None:
            across.addWidget(Label(Message("agreements.file-page", {"page": file.page}), 12, tint="text-2"))
        if file.is_signed_copy:
            across.addWidget(Tag("agreements.signed-copy", "green"))
        across.take(Label(Plain(size_text(file.size)), 12, tint="text-3"), keep)
        row.setFocusProxy(keep)
        return self.verdicts.below(row, file.id, file.name)

    def attach(self) -> None:
        from ui.agreements.mending import attach

        if self.side.shown is not None:
            attach(self.side, self.side.shown)

    def save(self, file: Any) -> None:
        from pathlib import Path

        from PySide6.QtWidgets import QFileDialog

        chosen, _ = QFileDialog.getSaveFileName(self, look.say("partners.save-file"), outside_name(file.name))
        if chosen:
            desk = self.side.desk
            put_outside(desk, Path(chosen), lambda: bytes(desk.book.query(AttachmentBytes(file.id))[1]))


class MeetingsSection(Section):
    def __init__(self, side: "Side") -> None:
        super().__init__("agreements.meetings", "agreements.link-meeting")
        self.side = side
        assert self.adder is not None
        self.adder.clicked.connect(self.link)

    def show_record(self, shown: Shown) -> None:
        meetings = shown.row.meetings
        self.heading.show_count(len(meetings) or None)
        self.show_rows((meetings, look.language, look.percent), lambda: [self.line(shown, one) for one in meetings])

    def line(self, shown: Shown, meeting: Any) -> QWidget:
        row = QWidget()
        across = Across(row, gap=0)
        line = WordsLine(meeting.title, "", day_text(meeting.held_on, "medium"))
        line.clicked.connect(lambda: self.side.desk.open_log(interaction_id=meeting.id))
        drop = IconButton("x", "agreements.unlink-meeting", side=24)
        drop.clicked.connect(lambda: self.side.desk.execute(UnlinkMeeting(shown.id, meeting.id)))
        across.addWidget(line, 1)
        across.addWidget(drop)
        row.setFocusProxy(line)
        return row

    def link(self) -> None:
        from ui.agreements.mending import link_meeting

        if self.side.shown is not None:
            link_meeting(self.side, self.side.shown)
