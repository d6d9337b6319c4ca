import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.domain.errors import Refusal
from ui.failures import Failures
from ui.notices import Notices
from ui.tokens import Tone
from ui.widgets.notice_bar import NoticeBar


@pytest.fixture
def notices(qapp) -> Notices:
    return Notices()


def page_with(notices: Notices) -> tuple[QWidget, QLineEdit]:
    """A page that is one field, with the notices at its foot."""
    window, edit = QWidget(), QLineEdit()
    edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    column = QVBoxLayout(window)
    column.addWidget(edit, 1)
    column.addWidget(NoticeBar(notices))
    return window, edit


def texts(notices: Notices) -> list[str]:
    return [notice.text for notice in notices.standing]


def test_the_same_news_stands_once_and_no_more_than_three_stand(notices):
    for text in ("một", "hai", "một", "ba", "bốn"):
        notices.tell(text, Tone.BAD)
    assert texts(notices) == ["một", "ba", "bốn"]


def test_good_news_goes_by_itself_and_a_fault_stays(qtbot, notices, monkeypatch):
    monkeypatch.setattr("ui.notices.LIFETIME", 10)
    notices.tell("Đã in.", Tone.GOOD)
    notices.tell("Máy in không trả lời.", Tone.BAD)
    qtbot.waitUntil(lambda: texts(notices) == ["Máy in không trả lời."])


def test_a_notice_that_was_told_again_is_not_put_away_by_the_clock_of_the_first(notices):
    first = notices.tell("Đã in.", Tone.GOOD)
    notices.tell("Đã in.", Tone.GOOD)
    notices.put_away(first)
    assert texts(notices) == ["Đã in."]


def test_the_newest_notice_is_put_away_first(notices):
    notices.tell("một", Tone.BAD)
    notices.tell("hai", Tone.BAD)
    assert notices.put_away_newest()
    assert texts(notices) == ["một"]
    assert notices.put_away_newest()
    assert not notices.put_away_newest()


def test_notices_are_on_screen_whole_and_leave_the_focus_alone(qtbot, notices):
    window, edit = page_with(notices)
    qtbot.addWidget(window)
    window.resize(500, 400)
    window.show()
    window.activateWindow()
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus)
    notices.tell(
        "Máy in không trả lời.", Tone.BAD, detail="Hồ sơ đã lưu. Bật máy in rồi bấm In lại, hoặc lưu thành PDF."
    )
    notices.tell("Đã nhận hồ sơ", Tone.GOOD, action_text="Hoàn tác", action=lambda: None)
    qtbot.wait(200)
    labels = [label for label in window.findChildren(QLabel) if label.isVisible()]
    assert {"Máy in không trả lời.", "Đã nhận hồ sơ"} <= {label.text() for label in labels}
    assert all(label.height() >= label.heightForWidth(label.width()) for label in labels)
    assert not edit.geometry().intersects(window.findChild(NoticeBar).geometry())
    assert edit.hasFocus()


def test_the_action_of_a_notice_is_done_once_and_puts_it_away(qtbot, notices):
    bar, done = NoticeBar(notices), []
    qtbot.addWidget(bar)
    notices.tell("Đã nhận hồ sơ", Tone.GOOD, action_text="Hoàn tác", action=lambda: done.append(1))
    button = next(child for child in bar.findChildren(QWidget) if child.accessibleName() == "Hoàn tác")
    button.click()
    assert done == [1]
    assert texts(notices) == []


def test_the_last_act_is_taken_back_once_also_after_its_notice_has_gone(notices):
    undone: list[str] = []
    notices.offer_undo("một", lambda: undone.append("một"))
    notices.offer_undo("hai", lambda: undone.append("hai"))
    notices.put_away_newest()
    notices.undo()
    notices.undo()
    assert undone == ["hai"]


def test_a_refusal_is_told_in_words_and_leaves_no_trace_in_the_log(notices, caplog):
    Failures(notices).show(Refusal("number.digits", found=11))
    (notice,) = notices.standing
    assert "11" in notice.text
    assert notice.tone is Tone.WARN
    assert caplog.records == []


@pytest.mark.logs_errors
def test_what_nobody_foresaw_is_logged_whole_and_told_without_a_traceback(notices, caplog):
    Failures(notices).show(ZeroDivisionError("division by zero"))
    (notice,) = notices.standing
    assert notice.tone is Tone.BAD
    assert "division" not in notice.text + notice.detail
    assert notice.detail
    assert "ZeroDivisionError" in caplog.text


def test_what_was_refused_is_gone_with_the_next_good_news_and_a_fault_stays(notices):
    failures = Failures(notices)
    failures.show(Refusal("component.not_accepted", name="Tờ khai"))
    notices.tell("Máy in không trả lời.", Tone.BAD)
    notices.tell("Đã ghi.", Tone.GOOD)
    assert texts(notices) == ["Máy in không trả lời.", "Đã ghi."]


def test_only_the_last_act_is_offered_to_be_taken_back(notices):
    undone = []
    notices.offer_undo("một", lambda: undone.append("một"))
    notices.offer_undo("hai", lambda: undone.append("hai"))
    assert texts(notices) == ["hai"]
    notices.undo()
    assert undone == ["hai"]
    assert texts(notices) == []
    assert not notices.undoable


def test_a_folder_that_is_gone_is_told_by_its_name_and_is_no_fault_of_the_program(notices, tmp_path):
    with pytest.raises(FileNotFoundError) as raised:
        (tmp_path / "gone" / "a.xlsx").write_bytes(b"")
    Failures(notices).show(raised.value)
    told = notices.standing[0]
    assert told.text.startswith("Không tìm thấy tệp hoặc thư mục")
    assert str(tmp_path / "gone" / "a.xlsx") in told.text
    assert told.tone is Tone.WARN
