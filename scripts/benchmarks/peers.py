"""peers.py pypsrp|pywinrm PORT USER:PASSWORD ENVELOPE COUNT: sends one Get again and again with a client in
Python over one kept connection and prints the seconds that it took."""
import sys
import time


def pypsrp_get(port, user, password, _):
    from pypsrp.wsman import WSMan

    client = WSMan("127.0.0.1", port=port, username=user, password=password, ssl=False, auth="basic",
                   encryption="never")
    return lambda: client.get("http://schemas.microsoft.com/wbem/wsman/1/config/client")


def pywinrm_get(port, user, password, envelope):
    from winrm.protocol import Protocol

    client = Protocol(f"http://127.0.0.1:{port}/wsman", transport="basic", username=user,
                      password=password)
    return lambda: client.send_message(envelope)


def main():
    name, port, account, path, count = sys.argv[1:]
    with open(path, encoding="utf-8") as file:
        envelope = file.read()
    client = {"pypsrp": pypsrp_get, "pywinrm": pywinrm_get}[name]
    get = client(int(port), *account.split(":", 1), envelope)
    get()
    start = time.perf_counter()
    for _ in range(int(count)):
        get()
    print(time.perf_counter() - start)


main()
