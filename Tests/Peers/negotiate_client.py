"""Other people's WinRM clients against a service; prints what they saw.

    negotiate_client.py pypsrp|pypsrp-negotiate|pywinrm URL USER PASSWORD [CA-FILE]
    negotiate_client.py pypsrp-credssp|pypsrp-kerberos URL USER PASSWORD [CA-FILE]
    negotiate_client.py gssapi-ntlm|gssapi-spnego URL USER PASSWORD     (NTLM_USER_FILE)
"""
import base64
import http.client
import struct
import sys
import urllib.parse
import warnings

warnings.simplefilter("ignore")
kind, url, user, password = sys.argv[1:5]
authority = sys.argv[5] if len(sys.argv) > 5 else None
address = urllib.parse.urlsplit(url)
IDENTIFY = """<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" \
xmlns:i="http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd"><s:Header/><s:Body>\
<i:Identify/></s:Body></s:Envelope>"""
CONFIG = "http://schemas.microsoft.com/wbem/wsman/1/config"
SERVICES = "http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/Win32_Service"


def pypsrp(auth, **more):
    from pypsrp.exceptions import WSManFaultError
    from pypsrp.wsman import NAMESPACES, WSMan
    from xml.etree import ElementTree

    client = WSMan(
        address.hostname, port=address.port, ssl=address.scheme == "https", auth=auth,
        username=user, password=password, cert_validation=authority or True, **more)
    config = client.get(CONFIG)
    print("get", config.find(".//{%s}MaxEnvelopeSizekb" % CONFIG).text)
    client.update_max_payload_size()
    print("envelope", client.max_envelope_size)
    enumerate_ = ElementTree.Element("{%s}Enumerate" % NAMESPACES["wsen"])
    answer = client.enumerate(SERVICES, enumerate_)
    context = answer.find(".//{%s}EnumerationContext" % NAMESPACES["wsen"]).text
    pull = ElementTree.Element("{%s}Pull" % NAMESPACES["wsen"])
    ElementTree.SubElement(pull, "{%s}EnumerationContext" % NAMESPACES["wsen"]).text = context
    items = client.pull(SERVICES, pull)
    print("pull", len(items.findall(".//{%s}Items/*" % NAMESPACES["wsen"])) > 0)
    try:
        client.get(CONFIG + "/nothing")
    except WSManFaultError as fault:
        print("fault", fault.code)
    from pypsrp.client import Client

    shell = Client(
        address.hostname, port=address.port, ssl=address.scheme == "https", auth=auth,
        username=user, password=password, cert_validation=authority or True, **more)
    output, _, code = shell.execute_cmd("hostname")
    print("shell", output.strip(), code)


def pywinrm():
    from winrm.protocol import Protocol

    client = Protocol(
        endpoint=url, transport="ntlm", username=user, password=password,
        message_encryption="auto", ca_trust_path=authority or "legacy_requests")
    for _ in range(3):
        print("identify", b"IdentifyResponse" in client.transport.send_message(IDENTIFY))
    shell = client.open_shell()
    command = client.run_command(shell, "hostname")
    output, _, code = client.get_command_output(shell, command)
    client.cleanup_command(shell, command)
    client.close_shell(shell)
    print("shell", output.decode().strip(), code)


def gssapi(identifier):
    import gssapi

    ntlm = gssapi.OID.from_int_seq("1.3.6.1.4.1.311.2.2.10")
    mechanism = gssapi.OID.from_int_seq(identifier)
    flag = gssapi.RequirementFlag
    context = gssapi.SecurityContext(
        usage="initiate", mech=mechanism,
        name=gssapi.Name("HTTP@" + address.hostname, gssapi.NameType.hostbased_service),
        creds=gssapi.Credentials(
            usage="initiate", name=gssapi.Name(user, gssapi.NameType.user), mechs=[mechanism]),
        flags=flag.integrity | flag.confidentiality | flag.replay_detection
        | flag.out_of_sequence_detection)
    connection = http.client.HTTPConnection(address.hostname, address.port)

    def post(body, headers):
        connection.request("POST", address.path, body, headers)
        answer = connection.getresponse()
        return answer, answer.read()

    token, legs, status = context.step(), 0, 0
    while token and status != 200:
        header = "Negotiate " + base64.b64encode(token).decode()
        answer, _ = post(b"", {"Authorization": header})
        legs, status = legs + 1, answer.status
        challenge = (answer.getheader("WWW-Authenticate") or "").split(" ")
        token = context.step(base64.b64decode(challenge[1])) if len(challenge) > 1 else None
    print("legs", legs, status, context.complete)
    if status != 200:
        return
    label = "application/HTTP-SPNEGO-session-encrypted"
    plain = IDENTIFY.encode()
    for _ in range(3):
        body = (
            f"--Encrypted Boundary\r\nContent-Type: {label}\r\n"
            f"OriginalContent: type=application/soap+xml;charset=UTF-8;Length={len(plain)}\r\n"
            "--Encrypted Boundary\r\nContent-Type: application/octet-stream\r\n"
        ).encode() + struct.pack("<I", 16) + context.wrap(plain, True).message
        answer, sealed = post(
            body + b"--Encrypted Boundary--\r\n",
            {"Content-Type":
             f'multipart/encrypted;protocol="{label}";boundary="Encrypted Boundary"'})
        start = sealed.index(b"octet-stream\r\n") + 18
        message = sealed[start:sealed.rindex(b"--Encrypted Boundary--")]
        print("identify", b"IdentifyResponse" in context.unwrap(message).message)


try:
    if kind == "pypsrp-kerberos":
        # The name that the realm knows; the connection goes to the address.
        pypsrp("kerberos", negotiate_service="HTTP", negotiate_hostname_override="server01.localhost")
    elif kind == "pypsrp-credssp":
        pypsrp("credssp")
    elif kind.startswith("pypsrp"):
        pypsrp("negotiate" if kind.endswith("negotiate") else "ntlm")
    elif kind == "pywinrm":
        pywinrm()
    elif kind == "gssapi-ntlm":
        gssapi("1.3.6.1.4.1.311.2.2.10")
    else:
        gssapi("1.3.6.1.5.5.2")
except Exception as error:
    print("error", type(error).__name__)
