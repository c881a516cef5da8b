"""How the fixture is used."""

import winrm


def test_hostname(lab):
    session = winrm.Session(
        lab.url("server02"), auth=("administrator", "P@ssw0rd"), transport="ntlm")
    assert session.run_cmd("hostname").std_out.strip().lower() == b"server02"
    created = lab.requests(action="http://schemas.xmlsoap.org/ws/2004/09/transfer/Create")
    assert [(r["status"], r["encrypted"]) for r in created] == [(200, True)]
