"""The board as its user has it: cards dragged and driven by keys, in the window, on a book."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from crm.communication.commands import AddActionItem
from crm.partners.commands import AddPartnerRole, AssignPartnerRole, ChangeStage
from crm.partners.queries import PartnerDetail
from crm.partners.queries.board import BoardCards, BoardOrder, Lanes
from crm.values.enums import Language, PartnerRole, Stage
from crm.values.ids import PartnerRoleId
from tests.partners.conftest import TODAY, Town
from tests.window.conftest import app, bare_window, qt_is_clean
from tests.window.driver import Window
from ui.kit.look import look
from ui.partners.board import Board
from ui.partners.room import PartnersRoom

__all__ = ["app", "bare_window", "qt_is_clean"]

DATA = "data-provider"


def stages_of(answer: object, lane: str) -> list[int]:
    (found,) = [one for one in answer.lanes if one.key == lane]  # type: ignore[attr-defined]
    return [len(cell) for cell in found.cells]


@pytest.fixture
def peopled(town: Town) -> Town:
    """Renhe is a data provider and sells; Stratus computes, Lanting provides data too."""
    town.book.execute(AddPartnerRole(town.renhe, PartnerRole.DOWNSTREAM, Stage.NEGOTIATING, TODAY - timedelta(days=20)))
    town.book.execute(AddPartnerRole(town.stratus, PartnerRole.COMPUTE_PROVIDER, Stage.ACTIVE))
    town.book.execute(AddPartnerRole(town.lanting, PartnerRole.DATA_PROVIDER, Stage.NEGOTIATING))
    town.book.execute(AddActionItem("Send the samples", town.renhe, town.me, TODAY - timedelta(days=3)))
    return town


@pytest.fixture
def window(peopled: Town, bare_window: Window) -> Window:
    peopled.book.close()
    shown = bare_window.open(peopled.book.path)
    shown.office.show_room("partners")
    shown.settle()
    shown.press("Ctrl+B")
    return shown


@pytest.fixture
def room(window: Window) -> PartnersRoom:
    assert isinstance(window.office.room, PartnersRoom)
    return window.office.room


@pytest.fixture
def board(room: PartnersRoom) -> Board:
    return room.board_page.board


def card_of(board: Board, name: str, role: PartnerRole = PartnerRole.DATA_PROVIDER) -> int:
    board.load(list(board.layout_of_cards.spots.values()))
    return next(key for key, card in board.cards.items() if card.title_en == name and card.role is role)


def middle(board: Board, key: int) -> QPoint:
    layout = board.layout_of_cards
    return layout.card_rect(layout.spots[key]).center() - board.offset()


def over(board: Board, lane: int, stage: Stage) -> QPoint:
    return board.layout_of_cards.cell_rect(lane, list(Stage).index(stage)).center() - board.offset()


def drag(window: Window, board: Board, key: int, to: QPoint, *, let_go: bool = True) -> None:
    start, view = middle(board, key), board.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, start + QPoint(20, 4))
    QTest.mouseMove(view, to)
    if let_go:
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=to)
    window.settle()


def test_each_role_is_a_card_and_a_partner_counts_once(peopled: Town) -> None:
    answer = peopled.book.query(BoardOrder(TODAY))

    assert (answer.partners, answer.cards) == (3, 4)
    assert [lane.key for lane in answer.lanes] == [DATA, "compute-provider", "downstream"]
    assert stages_of(answer, DATA) == [1, 0, 1, 0, 0, 0]


def test_cards_in_negotiation_say_how_long_by_their_median(peopled: Town) -> None:
    lanes = {lane.key: lane for lane in peopled.book.query(BoardOrder(TODAY)).lanes}

    assert lanes["downstream"].negotiating_days == 20
    assert lanes["compute-provider"].negotiating_days is None


def test_lanes_may_be_owners_or_tiers_and_what_has_none_stands_last(peopled: Town) -> None:
    owners = peopled.book.query(BoardOrder(TODAY, lanes=Lanes.OWNER)).lanes
    tiers = peopled.book.query(BoardOrder(TODAY, lanes=Lanes.TIER)).lanes

    assert [(lane.title_en, lane.partners) for lane in owners] == [("Lin Yue", 1), ("", 2)]
    assert [lane.key for lane in tiers] == ["strategic", "preferred", ""]


def test_an_owner_of_the_role_comes_before_the_partners(peopled: Town) -> None:
    (role,) = peopled.book.query(PartnerDetail(peopled.stratus, TODAY)).roles
    peopled.book.execute(AssignPartnerRole(PartnerRoleId(role.id), peopled.me))

    (card,) = peopled.book.query(BoardCards((role.id,), TODAY))

    assert card.owner_en == "Lin Yue"


def test_a_card_says_what_presses_most(board: Board) -> None:
    late = card_of(board, "Renhe Hospital Data")
    calm = card_of(board, "Lanting Bank")

    assert (board.faces[late].reason, board.faces[late].reason_tint) == ("3 days late", "red")
    assert board.faces[calm].days == "0 d"
    assert board.faces[late].others[0][2] == "negotiating"


def test_a_drop_changes_the_stage_from_today_and_undo_takes_it_back(window: Window, board: Board) -> None:
    key = card_of(board, "Lanting Bank")

    drag(window, board, key, over(board, 0, Stage.ACTIVE))

    window.until(lambda: board.stage_of(key) is Stage.ACTIVE, "the card in its new stage")
    assert window.shows("Lanting Bank: Active from today")
    window.press("Ctrl+Z")
    window.until(lambda: board.stage_of(key) is Stage.NEGOTIATING, "the card where it was")


def test_while_a_card_hangs_the_status_says_what_the_drop_will_do(window: Window, board: Board) -> None:
    key = card_of(board, "Lanting Bank")

    drag(window, board, key, over(board, 0, Stage.ACTIVE), let_go=False)

    assert window.shows("Moving 1 card: Negotiating → Active, from 22 Sep 2026")
    QTest.mouseRelease(board.viewport(), Qt.MouseButton.LeftButton, pos=over(board, 0, Stage.ACTIVE))
    window.settle()


def test_esc_puts_the_card_back(window: Window, board: Board) -> None:
    key = card_of(board, "Lanting Bank")
    drag(window, board, key, over(board, 0, Stage.ACTIVE), let_go=False)

    window.press("Escape", board)
    QTest.mouseRelease(board.viewport(), Qt.MouseButton.LeftButton, pos=over(board, 0, Stage.ACTIVE))
    window.settle()

    assert board.stage_of(key) is Stage.NEGOTIATING
    assert window.book.query(BoardCards((key,), TODAY))[0].stage is Stage.NEGOTIATING


def test_a_card_dropped_in_the_lane_of_another_role_stays(window: Window, board: Board) -> None:
    key = card_of(board, "Lanting Bank")

    drag(window, board, key, over(board, 1, Stage.ACTIVE))

    assert board.stage_of(key) is Stage.NEGOTIATING


def test_arrows_walk_the_cards_and_shift_moves_one(window: Window, board: Board) -> None:
    board.setFocus()
    window.press("Down")
    window.press("Down")
    first = board.at.card
    window.press("Right")
    assert board.at.card == card_of(board, "Lanting Bank") != first

    window.press("Shift+Right")

    window.until(lambda: board.stage_of(board.at.card) is Stage.ACTIVE, "the card one stage on")
    assert board.at.card == card_of(board, "Lanting Bank")


def test_enter_opens_the_pane_of_the_card(window: Window, room: PartnersRoom, board: Board) -> None:
    assert not room.side.isVisible()
    board.choose(card_of(board, "Stratus Peak Cloud", PartnerRole.COMPUTE_PROVIDER))

    window.press("Return", board)

    assert room.side.isVisible()
    assert room.pane.partner is not None and room.pane.partner.title_en == "Stratus Peak Cloud"


def test_a_click_opens_the_pane_beside_the_board(window: Window, room: PartnersRoom, board: Board) -> None:
    window.click(board.viewport(), middle(board, card_of(board, "Lanting Bank")))

    assert room.side.isVisible()
    assert room.pane.partner is not None and room.pane.partner.title_en == "Lanting Bank"


def test_a_folded_lane_keeps_its_cards_back_and_opens_by_key(window: Window, board: Board) -> None:
    window.click(board.viewport(), board.layout_of_cards.head_rect(0).center())
    assert board.layout_of_cards.boxes[0].folded

    window.press("Right", board)

    assert not board.layout_of_cards.boxes[0].folded


def test_plus_adds_a_partner_in_that_role_and_stage(window: Window, room: PartnersRoom, board: Board) -> None:
    board.choose(card_of(board, "Lanting Bank"))
    board.setFocus()
    window.type("+")
    window.type("海棠优选\n")

    window.until(lambda: room.pane.partner is not None and room.pane.partner.title_en == "海棠优选", "the new partner")
    assert room.pane.partner is not None
    assert [(role.role, role.stage) for role in room.pane.partner.roles] == [
        (PartnerRole.DATA_PROVIDER, Stage.NEGOTIATING)
    ]


def test_the_current_card_is_read_aloud_in_either_language(window: Window, board: Board) -> None:
    board.choose(card_of(board, "Renhe Hospital Data"))
    assert board.accessibleDescription().startswith("Renhe Hospital Data, Data provider, Prospect")

    look.set(language=Language.CHINESE)
    window.settle()

    assert board.accessibleDescription().startswith("仁禾医疗数据、数据提供方、潜在")


def test_layout_lanes_and_folds_are_remembered(window: Window, room: PartnersRoom, board: Board) -> None:
    window.click(board.viewport(), board.layout_of_cards.head_rect(0).center())

    again = PartnersRoom(window.office.desk)
    again.restore(room.state())
    window.settle()

    assert again.board_page.board.layout_of_cards.folded == board.layout_of_cards.folded
    assert again.pages.currentWidget() is again.board_page
    again.deleteLater()


def test_what_another_window_moved_is_moved_here(window: Window, board: Board) -> None:
    key = card_of(board, "Lanting Bank")

    window.book.execute(ChangeStage(PartnerRoleId(key), Stage.DORMANT))

    window.until(lambda: board.stage_of(key) is Stage.DORMANT, "the card in its new stage")


def test_a_dropped_card_settles_where_it_lies_and_at_once_with_less_motion(
    window: Window, board: Board, peopled: Town
) -> None:
    card = card_of(board, "Lanting Bank")
    spot = board.layout_of_cards.spots[card]
    drag(window, board, card, over(board, spot.lane, Stage.ACTIVE))
    assert not board.carrier.hides(card)
    window.press("Ctrl+Z")
    window.until(lambda: board.stage_of(card) is Stage.NEGOTIATING, "the undo")
    look.reduce_motion = False

    QTest.mousePress(board.viewport(), Qt.MouseButton.LeftButton, pos=middle(board, card))
    QTest.mouseMove(board.viewport(), middle(board, card) + QPoint(20, 4))
    target = over(board, spot.lane, Stage.ACTIVE)
    QTest.mouseMove(board.viewport(), target)
    QTest.mouseRelease(board.viewport(), Qt.MouseButton.LeftButton, pos=target)

    assert board.carrier.hides(card)
    assert board.stage_of(card) is Stage.ACTIVE
    window.until(lambda: not board.carrier.hides(card), "the card at rest")
    role = window.book.query(PartnerDetail(peopled.lanting, TODAY)).roles[0]
    assert role.stage is Stage.ACTIVE


def test_a_card_that_is_put_back_settles_where_it_was(window: Window, board: Board) -> None:
    look.reduce_motion = False
    card = card_of(board, "Lanting Bank")
    drag(window, board, card, middle(board, card) + QPoint(60, 8), let_go=False)

    window.press("Escape", board)

    window.until(lambda: board.carrier.drag is None and not board.carrier.hides(card), "the card at rest")
    assert board.stage_of(card) is Stage.NEGOTIATING
