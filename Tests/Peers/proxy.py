"""A small HTTP proxy that opens tunnels on the loopback address for whoever proves who they are;
prints one line for each request.

    proxy.py digest|ntlm|kerberos

The account of Digest is user with the password pw, that of NTLM is in the file that NTLM_USER_FILE
names, the keys of Kerberos are in the one of KRB5_KTNAME. Prints the port first.
"""
import base64
import hashlib
import re
import socket
import socketserver
import sys
import threading

SCHEME = sys.argv[1]
NONCE = "throwaway"


def md5(text):
    return hashlib.md5(text.encode()).hexdigest()


def carry(source, destination):
    try:
        while data := source.recv(65536):
            destination.sendall(data)
        destination.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass


class Digest:
    challenge = f'Digest realm="proxy", nonce="{NONCE}", qop="auth", algorithm=MD5'

    def judge(self, value, target):
        if not value.startswith("Digest "):
            return False, self.challenge
        fields = {name: plain or quoted for name, quoted, plain in
                  re.findall(r'(\w+)=(?:"([^"]*)"|([^,\s]+))', value)}
        key = md5("user:proxy:pw")
        wanted = md5(":".join([key, NONCE, fields["nc"], fields["cnonce"], fields["qop"],
                               md5(f"CONNECT:{target}")]))
        return fields["uri"] == target and fields["response"] == wanted, self.challenge


class Tokens:
    def __init__(self):
        self.name = "NTLM" if SCHEME == "ntlm" else "Negotiate"
        self.context = None

    def judge(self, value, target):
        import spnego

        if not value.startswith(self.name + " "):
            return False, self.name
        if self.context is None:
            self.context = spnego.server(
                hostname="server01.localhost", service="HTTP",
                protocol="ntlm" if SCHEME == "ntlm" else "negotiate")
        try:
            reply = self.context.step(base64.b64decode(value.split(" ", 1)[1]))
        except Exception:
            self.context = None
            return False, self.name
        challenge = f"{self.name} {base64.b64encode(reply).decode()}" if reply else self.name
        return self.context.complete, challenge


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        judge = Digest() if SCHEME == "digest" else Tokens()
        while line := self.rfile.readline().decode():
            target = line.split(" ")[1]
            headers = {}
            while (field := self.rfile.readline().decode().strip()):
                name, value = field.split(":", 1)
                headers[name.lower()] = value.strip()
            isProved, challenge = judge.judge(headers.get("proxy-authorization", ""), target)
            print("proved" if isProved else "unproved", line.split(" ")[0], flush=True)
            if isProved:
                return self.tunnel(int(target.rsplit(":", 1)[1]))
            self.wfile.write((
                "HTTP/1.1 407 Proxy Authentication Required\r\n"
                f"Proxy-Authenticate: {challenge}\r\nContent-Length: 0\r\n\r\n").encode())

    def tunnel(self, port):
        with socket.create_connection(("127.0.0.1", port)) as other:
            self.wfile.write(b"HTTP/1.1 200 Connected\r\n\r\n")
            threading.Thread(target=carry, args=(other, self.connection), daemon=True).start()
            carry(self.connection, other)


socketserver.ThreadingTCPServer.daemon_threads = True
server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
