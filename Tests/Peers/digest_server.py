"""A small WinRM service with Digest (RFC 7616), as openwsman has it; prints one line for each request.

    digest_server.py MD5|SHA-256 [tls=CERTIFICATE]

The account is operator with the password s3cret, or the one in the file that NTLM_USER_FILE names. With `tls` it
is an HTTPS service whose certificate and key are in the file. Prints the port first. Every third request meets a
nonce that has become stale.
"""
import hashlib
import http.server
import os
import re
import ssl
import sys

ALGORITHM = sys.argv[1]
ACCOUNT = ("operator", "s3cret")
if "NTLM_USER_FILE" in os.environ:
    with open(os.environ["NTLM_USER_FILE"]) as file:
        ACCOUNT = tuple(file.readline().strip().split(":")[1:])
REALM = "OPENWSMAN"
ANSWER = b"""<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Header/><s:Body>\
<i:IdentifyResponse xmlns:i="http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd">\
<i:ProtocolVersion>http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd</i:ProtocolVersion>\
<i:ProductVendor>Peer</i:ProductVendor><i:ProductVersion>1</i:ProductVersion>\
</i:IdentifyResponse></s:Body></s:Envelope>"""
proved = 0


def digest(text):
    return hashlib.new(ALGORITHM.replace("-", ""), text.encode()).hexdigest()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def answer(self, status, headers, body=b""):
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def verdict(self):
        header = self.headers.get("Authorization", "")
        if not header.startswith("Digest "):
            return "unproved"
        fields = {name: plain or quoted for name, quoted, plain in
                  re.findall(r'(\w+)=(?:"([^"]*)"|([^,\s]+))', header)}
        if fields["uri"] != self.path:
            return "other path"
        if fields["nonce"] != f"nonce-{proved // 2}":
            return "stale"
        key = digest(f"{ACCOUNT[0]}:{REALM}:{ACCOUNT[1]}")
        request = digest(f"{self.command}:{self.path}")
        wanted = digest(":".join(
            [key, fields["nonce"], fields["nc"], fields["cnonce"], fields["qop"], request]))
        return "proved" if fields["response"] == wanted else "wrong"

    def do_POST(self):
        global proved
        body = self.rfile.read(int(self.headers["Content-Length"]))
        verdict = self.verdict()
        print(verdict, "empty" if not body else "message", flush=True)
        if verdict == "proved":
            proved += 1
            self.answer(200, [("Content-Type", "application/soap+xml;charset=UTF-8")], ANSWER)
            return
        stale = ", stale=true" if verdict == "stale" else ""
        self.answer(401, [(
            "WWW-Authenticate",
            f'Digest realm="{REALM}", nonce="nonce-{proved // 2}", qop="auth", '
            f'algorithm={ALGORITHM}{stale}')])


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
for option in sys.argv[2:]:
    secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    secure.load_cert_chain(option.removeprefix("tls="))
    server.socket = secure.wrap_socket(server.socket, server_side=True)
print(server.server_address[1], flush=True)
server.serve_forever()
