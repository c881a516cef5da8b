"""Other people's WinRM clients, one operation after the other over each kind of authentication.

    interop_client.py pywinrm|pypsrp SETTINGS

SETTINGS is JSON: `cells` with `auth`, `url` and what else the client is told, and `ca`, the authority of the service.
Each cell becomes one line: its name, then the operations that answered as expected, or the error.
"""
import json
import sys
import urllib.parse
import uuid
import warnings

warnings.simplefilter("ignore")
settings = json.loads(sys.argv[2])
CONFIG = "http://schemas.microsoft.com/wbem/wsman/1/config"
SERVICE = "http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/Win32_Service"
VARIABLE = "http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/Win32_Environment"
ENVELOPE = """<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"
 xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing"
 xmlns:w="http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd"
 xmlns:n="http://schemas.xmlsoap.org/ws/2004/09/enumeration"><s:Header><a:To>http://x/wsman</a:To>
<a:MessageID>uuid:11111111-2222-3333-4444-555555555555</a:MessageID>
<a:ReplyTo><a:Address>http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous</a:Address></a:ReplyTo>
<w:ResourceURI s:mustUnderstand="true">%s</w:ResourceURI><a:Action s:mustUnderstand="true">%s</a:Action>%s</s:Header>
<s:Body>%s</s:Body></s:Envelope>"""
IDENTIFY = """<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Header/><s:Body>
<i:Identify xmlns:i="http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd"/></s:Body></s:Envelope>"""


def pypsrp(cell):
    """Get, Put, Create, Delete, Enumerate, Pull, Invoke, a fault and a remote shell."""
    from xml.etree import ElementTree

    from pypsrp.exceptions import WSManFaultError
    from pypsrp.shell import Process, WinRS
    from pypsrp.wsman import NAMESPACES, SelectorSet, WSMan

    address = urllib.parse.urlsplit(cell["url"])
    isolated = {key: cell[key] for key in cell if key not in ("auth", "url", "name", "encryption")}
    client = WSMan(
        address.hostname, port=address.port, ssl=address.scheme == "https", auth=cell["auth"],
        encryption=cell.get("encryption", "auto"), cert_validation=settings["ca"], **isolated)
    done = []
    config = client.get(CONFIG)
    if config.find(".//{%s}MaxEnvelopeSizekb" % CONFIG) is not None:
        done.append("get")
    wish = ElementTree.Element("{%s}Config" % CONFIG)
    ElementTree.SubElement(wish, "{%s}MaxTimeoutms" % CONFIG).text = "61000"
    answer = client.put(CONFIG, wish)
    if answer.find(".//{%s}MaxTimeoutms" % CONFIG).text == "61000":
        done.append("put")
    variable = {"Name": "PEER" + uuid.uuid4().hex, "UserName": "<SYSTEM>"}
    wish = ElementTree.Element("{%s}Win32_Environment" % VARIABLE)
    for name, value in [*variable.items(), ("VariableValue", "made")]:
        ElementTree.SubElement(wish, "{%s}%s" % (VARIABLE, name)).text = value
    keys = SelectorSet()
    for name, value in variable.items():
        keys.add_option(name, value)
    client.create(VARIABLE, wish)
    if client.get(VARIABLE, selector_set=keys).find(".//{%s}VariableValue" % VARIABLE).text == "made":
        done.append("create")
    client.delete(VARIABLE, selector_set=keys)
    try:
        client.get(VARIABLE, selector_set=keys)
    except WSManFaultError:
        done.append("delete")
    wsen = NAMESPACES["wsen"]
    answer = client.enumerate(SERVICE, ElementTree.Element("{%s}Enumerate" % wsen))
    context = answer.find(".//{%s}EnumerationContext" % wsen)
    if context is not None:
        done.append("enumerate")
        pull = ElementTree.Element("{%s}Pull" % wsen)
        ElementTree.SubElement(pull, "{%s}EnumerationContext" % wsen).text = context.text
        if client.pull(SERVICE, pull).findall(".//{%s}Items/*" % wsen):
            done.append("pull")
    selectors = SelectorSet()
    selectors.add_option("Name", "Spooler")
    answer = client.invoke(
        SERVICE + "/InterrogateService", SERVICE,
        ElementTree.Element("{%s}InterrogateService_INPUT" % SERVICE), selector_set=selectors)
    if answer.find(".//{%s}ReturnValue" % SERVICE) is not None:
        done.append("invoke")
    try:
        client.get(CONFIG + "/nothing")
    except WSManFaultError as fault:
        done += ["fault"] if fault.code == 2150858752 else []
    with WinRS(client) as shell:
        process = Process(shell, "hostname")
        process.invoke()
        done += ["shell"] if process.rc == 0 and process.stdout.strip() else []
    client.close()
    return done


def pywinrm(cell):
    """Identify, Get and Enumerate as messages, a fault, and remote shells."""
    from winrm import Session
    from winrm.exceptions import WSManFaultError

    more = {key: cell[key] for key in cell if key not in ("auth", "url", "name", "username", "password")}
    session = Session(
        cell["url"], auth=(cell.get("username"), cell.get("password")), transport=cell["auth"],
        ca_trust_path=settings["ca"], **more)
    transport = session.protocol.transport
    get = "http://schemas.xmlsoap.org/ws/2004/09/transfer/Get"
    done = []
    for name, message, expected in [
        ("identify", IDENTIFY, b"IdentifyResponse"), ("get", ENVELOPE % (CONFIG, get, "", ""), b"MaxEnvelopeSizekb"),
        ("enumerate", ENVELOPE % (
            SERVICE, "http://schemas.xmlsoap.org/ws/2004/09/enumeration/Enumerate", "", "<n:Enumerate/>"),
         b"EnumerationContext"),
    ]:
        if expected in transport.send_message(message):
            done.append(name)
    try:
        session.protocol.send_message(ENVELOPE % (CONFIG + "/nothing", get, "", ""))
    except WSManFaultError:
        done.append("fault")
    except Exception as error:
        done.append("fault " + type(error).__name__)
    result = session.run_cmd("hostname")
    done += ["shell"] if result.status_code == 0 and result.std_out.strip() else []
    result = session.run_ps("1 + 1")
    done += ["powershell"] if result.std_out.strip() == b"2" else []
    return done


for cell in settings["cells"]:
    try:
        done = pypsrp(cell) if sys.argv[1] == "pypsrp" else pywinrm(cell)
        print(cell["name"], " ".join(done))
    except Exception as error:
        print(cell["name"], "error", type(error).__name__, str(error)[:200].replace("\n", " "))
