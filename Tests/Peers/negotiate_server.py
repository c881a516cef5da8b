"""A small WinRM service whose authentication is other people's: pyspnego, or MIT Kerberos with
gss-ntlmssp. It answers Identify, Get, Invoke, Enumerate and Pull, encrypted, and prints one line for each
step.

    negotiate_server.py pyspnego|gssapi [clear]
    negotiate_server.py credssp|kerberos
    negotiate_server.py pyspnego|credssp|kerberos tls=CERTIFICATE [other]

The account is in the file that NTLM_USER_FILE names, the keys of Kerberos in the one of KRB5_KTNAME,
and they are those of PEER_HOST.
With `clear` answers are not encrypted. With `tls` it is an HTTPS service whose certificate and key are in the
file, messages are in clear, and who logs on must have bound that to this certificate; with `other`, to one that
nobody has. Prints the port first.
"""
import base64
import hashlib
import http.server
import os
import re
import ssl
import struct
import sys
import uuid

BACKEND = sys.argv[1]
CERTIFICATE = next((option[4:] for option in sys.argv[2:] if option.startswith("tls=")), None)
ANSWERS_IN_CLEAR = CERTIFICATE or "clear" in sys.argv[2:]
SCHEME, LABEL = {
    "credssp": ("CredSSP", "application/HTTP-CredSSP-session-encrypted"),
    "kerberos": ("Kerberos", "application/HTTP-Kerberos-session-encrypted"),
}.get(BACKEND, ("Negotiate", "application/HTTP-SPNEGO-session-encrypted"))
SOAP = "http://www.w3.org/2003/05/soap-envelope"
ADDRESSING = "http://schemas.xmlsoap.org/ws/2004/08/addressing"
ENUMERATION = "http://schemas.xmlsoap.org/ws/2004/09/enumeration"
LARGEST_PIECE = 16384
END = b"--Encrypted Boundary--"
IDENTIFIED = """<i:IdentifyResponse xmlns:i="http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd">\
<i:ProtocolVersion>http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd</i:ProtocolVersion>\
<i:ProductVendor>Peer</i:ProductVendor><i:ProductVersion>1</i:ProductVersion></i:IdentifyResponse>"""


def answer_to(request):
    """The envelope that answers one: Enumerate has three batches of large items, and Invoke tells the
    size of what it got."""
    action = re.search(r"Action[^>]*>([^<]*)<", request)
    if not action:
        return envelope("", IDENTIFIED)
    action = action[1]
    message = re.search(r"MessageID[^>]*>([^<]*)<", request)[1]
    name = action.rsplit("/", 1)[-1]
    if name == "Get":
        body = '<p:Thing xmlns:p="http://example.com/thing"><p:Name>one</p:Name></p:Thing>'
    elif name in ("Enumerate", "Pull"):
        past = int(re.search(r"EnumerationContext[^>]*>(\d+)<", request)[1]) if name == "Pull" else 0
        items = "" if name == "Enumerate" else (
            '<n:Items><p:Thing xmlns:p="http://example.com/thing">'
            f"<p:Name>{past}</p:Name><p:Text>{'x' * 20_000}</p:Text></p:Thing></n:Items>")
        end = "<n:EndOfSequence/>" if past == 3 else f"<n:EnumerationContext>{past + 1}</n:EnumerationContext>"
        # The context comes first, and the end last.
        body = items + end if past == 3 else end + items
        body = f'<n:{name}Response xmlns:n="{ENUMERATION}">{body}</n:{name}Response>'
    else:
        body = f'<p:{name}_OUTPUT xmlns:p="http://example.com/thing"><p:Size>{len(request)}</p:Size></p:{name}_OUTPUT>'
    return envelope(
        f"<a:Action>{action}Response</a:Action><a:MessageID>uuid:{uuid.uuid4()}</a:MessageID>"
        f"<a:RelatesTo>{message}</a:RelatesTo>", body)


def envelope(header, body):
    return (
        f'<s:Envelope xmlns:s="{SOAP}" xmlns:a="{ADDRESSING}"><s:Header>{header}</s:Header>'
        f"<s:Body>{body}</s:Body></s:Envelope>").encode()


def bindings():
    """What a client of this service has to name (RFC 5929); None without TLS."""
    import spnego.channel_bindings

    if not CERTIFICATE:
        return None
    with open(CERTIFICATE) as file:
        text = re.search("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", file.read(), re.S)[0]
    digest = hashlib.sha256(ssl.PEM_cert_to_DER_cert(text)).digest()
    if "other" in sys.argv[2:]:
        digest = digest[::-1]
    return spnego.channel_bindings.GssChannelBindings(application_data=b"tls-server-end-point:" + digest)


class Pyspnego:
    def __init__(self):
        import spnego

        self.context = spnego.server(
            hostname="127.0.0.1", service="HTTP", protocol="negotiate", channel_bindings=bindings(),
            context_req=spnego.ContextReq.default,
            options=spnego.NegotiateOptions.use_negotiate)

    def step(self, token):
        return self.context.step(token)

    @property
    def complete(self):
        return self.context.complete

    def seal(self, data):
        header, data, _ = self.context.wrap_winrm(data)
        return header, data

    def open(self, header, data):
        return self.context.unwrap_winrm(header, data)


class Kerberos(Pyspnego):
    def __init__(self):
        import spnego

        self.context = spnego.server(
            hostname="server01.localhost", service="HTTP", protocol="kerberos",
            context_req=spnego.ContextReq.default, channel_bindings=bindings())


class CredSSP(Pyspnego):
    def __init__(self):
        import spnego

        self.context = spnego.server(
            hostname=os.environ.get("PEER_HOST", "127.0.0.1"), service="HTTP", protocol="credssp",
            context_req=spnego.ContextReq.default, channel_bindings=bindings())

    def seal(self, data):
        # What stands in front is the length of the trailer, which is 16 with GCM.
        return b"", self.context.wrap(data).data

    def open(self, trailer, data):
        return self.context.unwrap(trailer + data).data


class GSSAPI:
    def __init__(self):
        import gssapi

        spnego = gssapi.OID.from_int_seq("1.3.6.1.5.5.2")
        self.context = gssapi.SecurityContext(
            usage="accept", creds=gssapi.Credentials(usage="accept", mechs=[spnego]))

    def step(self, token):
        return self.context.step(token)

    @property
    def complete(self):
        return self.context.complete

    def seal(self, data):
        message = self.context.wrap(data, True).message
        return message[:16], message[16:]

    def open(self, header, data):
        return self.context.unwrap(header + data).message


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def setup(self):
        super().setup()
        self.context = None

    def log_message(self, *arguments):
        pass

    def answer(self, status, headers=(), body=b""):
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        authorization = self.headers.get("Authorization")
        if authorization:
            self.leg(base64.b64decode(authorization.split(" ", 1)[1]))
        elif self.context is None or not self.context.complete:
            self.answer(401, [("WWW-Authenticate", SCHEME)])
        else:
            self.message(body)

    def leg(self, token):
        if self.context is None:
            self.context = {
                "pyspnego": Pyspnego, "gssapi": GSSAPI, "credssp": CredSSP, "kerberos": Kerberos,
            }[BACKEND]()
        try:
            reply = self.context.step(token)
        except Exception as error:
            print("refused", type(error).__name__, flush=True)
            self.context = None
            self.answer(401, [("WWW-Authenticate", SCHEME)])
            return
        headers = []
        if reply:
            headers = [("WWW-Authenticate", SCHEME + " " + base64.b64encode(reply).decode())]
        print("authenticated" if self.context.complete else "leg", flush=True)
        self.answer(200 if self.context.complete else 401, headers)

    def message(self, body):
        plain, rest = b"", body
        if self.headers["Content-Type"].startswith("application/soap+xml"):
            print("message clear", flush=True)
            plain, rest = body, b""
        for told in re.findall(rb"Length=(\d+)", rest):
            start = rest.index(b"application/octet-stream\r\n") + 26
            (length,) = struct.unpack("<I", rest[start:start + 4])
            rest = rest[start + 4:]
            # A record of TLS tells its own size; elsewhere there is one piece.
            size = 5 + int.from_bytes(rest[3:5], "big") if BACKEND == "credssp" else rest.rindex(END)
            piece = self.context.open(rest[:length], rest[length:size])
            print("message", "exact" if int(told) == len(piece) else "inexact", flush=True)
            plain, rest = plain + piece, rest[size:]
        answer = answer_to(plain.decode())
        if ANSWERS_IN_CLEAR:
            self.answer(200, [("Content-Type", "application/soap+xml;charset=UTF-8")], answer)
            return
        largest = LARGEST_PIECE if BACKEND == "credssp" else len(answer)
        pieces = [answer[start:start + largest] for start in range(0, len(answer), largest)]
        sealed = b"".join(self.sealed(piece) for piece in pieces) + END + b"\r\n"
        kind = "multipart/encrypted" if len(pieces) == 1 else "multipart/x-multi-encrypted"
        self.answer(
            200, [("Content-Type", f'{kind};protocol="{LABEL}";boundary="Encrypted Boundary"')], sealed)

    def sealed(self, piece):
        header, data = self.context.seal(piece)
        return (
            f"--Encrypted Boundary\r\n\tContent-Type: {LABEL}\r\n"
            f"\tOriginalContent: type=application/soap+xml;charset=UTF-8;Length={len(piece)}\r\n"
            "--Encrypted Boundary\r\n\tContent-Type: application/octet-stream\r\n"
        ).encode() + struct.pack("<I", 16 if BACKEND == "credssp" else len(header)) + header + data


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
if CERTIFICATE:
    secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    secure.load_cert_chain(CERTIFICATE)
    server.socket = secure.wrap_socket(server.socket, server_side=True)
print(server.server_address[1], flush=True)
server.serve_forever()
