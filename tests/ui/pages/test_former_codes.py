"""An official code that another one has replaced: the dossier is found by it, and says that it was its code."""

from tests.ui.pages.house import shown

BEFORE, NOW = "000.00.19.H29-261008-0001", "000.00.19.H29-261008-0002"


def attached(desk):
    row = desk.open_rows()[0]
    for code in (BEFORE, NOW):
        desk.office.processing.do(desk.actor, row.id, "attach_code", facts={"code": code})
    return row


def test_the_page_of_the_dossier_names_both(house):
    desk = house("dossier")
    row = attached(desk)
    desk.page.show_place(row.id)
    desk.settle()
    codes = next(text for text in shown(desk.window) if NOW in text)
    assert f"Mã chính thức {NOW} · Mã cũ {BEFORE}" in codes


def test_whoever_types_it_in_the_search_sees_the_one_dossier(house):
    desk = house("lookup")
    row = attached(desk)
    listed = []
    desk.page._presenter.listed.connect(listed.append)
    desk.page._presenter.type(BEFORE.lower())
    desk.settle()
    assert [[found.id for found in rows] for rows in listed[-1:]] == [[row.id]]
    assert desk.page._presenter.state.total == 1
