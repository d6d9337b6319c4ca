"""A small office on a real encrypted store, with a clock that the test moves."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from desktop_app.application.accounts import Actor
from desktop_app.application.intake import IntakeForm
from desktop_app.application.office import Office
from desktop_app.application.ports import Identity, Reference
from desktop_app.bootstrap import assemble
from desktop_app.domain.clocktime import VN
from desktop_app.domain.states import Role
from desktop_app.ids import uuid7
from desktop_app.reference.holidays_vn import official_calendar
from desktop_app.storage.store import create

PROCEDURES = {
    "1.001193": ("Đăng ký khai sinh", "HT", "Hộ tịch", 5, "working_day"),
    "2.000815": ("Chứng thực bản sao từ bản chính", "CT", "Chứng thực", 0, "immediate"),
    "1.001612": ("Đăng ký thành lập hộ kinh doanh", "HKD", "Hộ kinh doanh", 3, "working_day"),
}
MAU = {"kind": "citizen", "name": "Nguyễn Thị Mẫu", "number": "079190123456", "address": "1 Đường Mẫu, phường Mẫu"}
THU = {"kind": "citizen", "name": "Lê Văn Thử", "number": "079085000001", "address": "2 Đường Mẫu, phường Mẫu"}


RECEPTIONIST = Actor("ha", "Lê Thị Thu Hà", frozenset({Role.RECEPTIONIST}))
OFFICER = Actor("khoa", "Trần Minh Khoa", frozenset({Role.OFFICER}))
HEAD = Actor("bao", "Phạm Quốc Bảo", frozenset({Role.HEAD}))
ADMINISTRATOR = Actor("quantri", "Võ Hoàng Nam", frozenset({Role.ADMINISTRATOR}))


@dataclass
class Desk:
    """The office under test, its staff, and the time on its clock."""

    office: Office
    clock: dict = field(default_factory=dict)
    receptionist: Actor = RECEPTIONIST
    officer: Actor = OFFICER
    head: Actor = HEAD
    administrator: Actor = ADMINISTRATOR

    def at(self, text):
        """Sets the clock to this time in Vietnam."""
        self.clock["now"] = self.moment(text)

    def moment(self, text):
        return datetime.fromisoformat(text).replace(tzinfo=VN)

    def later(self, **more):
        self.clock["now"] += timedelta(**more)

    def receive(self, owner=MAU, procedure="1.001193", **more):
        form = IntakeForm(uuid7(), procedure, owner, more.pop("components", (PAPER,)), **more)
        return self.office.intake.receive(self.receptionist, form)

    def do(self, dossier, action, actor=None, **facts):
        return self.office.processing.do(actor or self.officer, dossier.id, action, facts=facts)


PAPER = {"name": "Tờ khai đăng ký khai sinh", "copy": "original", "count": 1}


@pytest.fixture
def desk(tmp_path):
    store = create(tmp_path / "quay-1")
    store.enrol(Identity(100, 1, 1, "H29.19.05", "Trung tâm thử", "Quầy 1", "H29.19.05"))
    clock = {"now": datetime(2026, 10, 6, 8, 30, tzinfo=VN)}
    with store.write() as unit:
        unit.put_reference(
            [
                Reference("calendar", "office", official_calendar(range(2025, 2028)).to_data()),
                Reference("settings", "office", {"name": "Trung tâm thử", "unit": "H29.19.05", "place": "Mẫu"}),
                *(
                    Reference(
                        "procedure",
                        code,
                        {
                            "code": code,
                            "name": name,
                            "field": {"code": field_code, "name": field_name},
                            "processing": {"value": value, "unit": unit_name},
                        },
                    )
                    for code, (name, field_code, field_name, value, unit_name) in PROCEDURES.items()
                ),
            ],
            "quantri",
            clock["now"].isoformat(),
        )
        unit.commit()
    opened = Desk(assemble(store, lambda: clock["now"]), clock)
    yield opened
    opened.office.close()
