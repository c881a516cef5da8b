"""How the fixture is used."""

import pytest
import winrm
from winrm.exceptions import InvalidCredentialsError, WSManFaultError

CREATE = "http://schemas.xmlsoap.org/ws/2004/09/transfer/Create"
BROKEN = """
computers:
  - name: strict
    network: {mode: unauthorized}
    users: [{name: administrator, password: P@ssw0rd, groups: [Administrators]}]
  - name: busy
    network: {mode: quota}
    users: [{name: administrator, password: P@ssw0rd, groups: [Administrators]}]
"""


def session(lab, computer, password="P@ssw0rd"):
    return winrm.Session(
        lab.url(computer), auth=("administrator", password), transport="ntlm")


def test_hostname(lab):
    assert session(lab, "server02").run_cmd("hostname").std_out.strip().lower() == b"server02"
    created = lab.requests(action=CREATE)
    assert [(r["status"], r["encrypted"]) for r in created] == [(200, True)]


def test_wrong_password(lab):
    with pytest.raises(InvalidCredentialsError):
        session(lab, "server02", "wrong").run_cmd("hostname")
    assert lab.requests(action=CREATE) == []


def test_reset(lab):
    session(lab, "server02").run_cmd("hostname")
    assert lab.requests()
    lab.reset()
    assert lab.requests() == []
    assert session(lab, "server02").run_cmd("hostname").status_code == 0


@pytest.mark.lab(BROKEN)
def test_failures(lab):
    with pytest.raises(InvalidCredentialsError):
        session(lab, "strict").run_cmd("hostname")
    with pytest.raises(WSManFaultError) as busy:
        session(lab, "busy").run_cmd("hostname")
    assert busy.value.wsman_fault_code == 2150858815
