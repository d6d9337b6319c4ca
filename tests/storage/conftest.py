"""Small offices on real encrypted stores."""

from datetime import datetime

import pytest

from desktop_app.application.accounts import Actor
from desktop_app.application.intake import IntakeForm
from desktop_app.application.ports import Identity, Reference
from desktop_app.bootstrap import assemble
from desktop_app.domain.clocktime import VN
from desktop_app.domain.states import Role
from desktop_app.ids import uuid7
from desktop_app.storage.store import create

NOW = datetime(2026, 10, 6, 9, 0, tzinfo=VN)
EVERYBODY = Actor("ha", "Lê Thị Thu Hà", frozenset(Role))
PROCEDURE = {"code": "1.001193", "name": "Đăng ký khai sinh", "field": {"code": "HT", "name": "Hộ tịch"}}


@pytest.fixture
def store(tmp_path):
    made = create(tmp_path / "quay-1")
    made.enrol(Identity(100, 1, 1, "H29.19.05", "Trung tâm thử", "Quầy 1", "H29.19.05"))
    with made.write() as unit:
        unit.put_reference([Reference("procedure", "1.001193", PROCEDURE)], "quantri", NOW.isoformat())
        unit.commit()
    yield made
    made.close()


@pytest.fixture
def office(store):
    return assemble(store, lambda: NOW)


def receive(office, name="Nguyễn Thị Mẫu", number="079190123456", **more):
    owner = {"kind": "citizen", "name": name, "number": number, "address": "1 Đường Mẫu"}
    return office.intake.receive(EVERYBODY, IntakeForm(more.pop("id", uuid7()), "1.001193", owner, **more))
