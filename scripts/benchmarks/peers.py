"""peers.py pypsrp|pywinrm PORT USER:PASSWORD COUNT: sends one Get again and again with a client in
Python over one kept connection and prints the seconds that it took."""
import sys
import time


RESOURCE = "http://schemas.microsoft.com/wbem/wsman/1/config/client"
GET = "http://schemas.xmlsoap.org/ws/2004/09/transfer/Get"


def pypsrp_get(port, user, password):
    from pypsrp.wsman import WSMan

    client = WSMan("127.0.0.1", port=port, username=user, password=password, ssl=False, auth="basic",
                   encryption="never")
    return lambda: client.get(RESOURCE)


def pywinrm_get(port, user, password):
    import xml.etree.ElementTree as tree

    import xmltodict
    from winrm.protocol import Protocol

    client = Protocol(f"http://127.0.0.1:{port}/wsman", transport="basic", username=user,
                      password=password)

    def get():
        # pywinrm has no Get; this is how it sends its own operations and reads their answers.
        header = client._get_soap_header(resource_uri=RESOURCE, action=GET)
        answer = client.send_message(xmltodict.unparse({"env:Envelope": {**header, "env:Body": {}}}))
        return tree.fromstring(answer)
    return get


def main():
    name, port, account, count = sys.argv[1:]
    client = {"pypsrp": pypsrp_get, "pywinrm": pywinrm_get}[name]
    get = client(int(port), *account.split(":", 1))
    get()
    start = time.perf_counter()
    for _ in range(int(count)):
        get()
    print(time.perf_counter() - start)


main()
