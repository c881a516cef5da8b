"""Stands between a client and a service on the loopback address and opens their TLS connection, as a
proxy does that inspects what passes.

    tls_relay.py CERTIFICATE PORT

The file holds the certificate that is shown to the client, and its key. Prints its own port first.
"""
import select
import socket
import socketserver
import ssl
import sys

shown = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
shown.load_cert_chain(sys.argv[1])
anyone = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
anyone.check_hostname = False
anyone.verify_mode = ssl.CERT_NONE


class Handler(socketserver.BaseRequestHandler):
    def handle(self):
        with socket.create_connection(("127.0.0.1", int(sys.argv[2]))) as plain:
            client = shown.wrap_socket(self.request, server_side=True)
            service = anyone.wrap_socket(plain)
            # By one thread: a connection of OpenSSL is not for two.
            others = {client: service, service: client}
            while True:
                ready = [one for one in others if one.pending()] or select.select(others, [], [])[0]
                for one in ready:
                    one.setblocking(False)
                    try:
                        data = one.recv(65536)
                    except ssl.SSLWantReadError:
                        continue
                    except OSError:
                        return
                    finally:
                        one.setblocking(True)
                    if not data:
                        return
                    others[one].sendall(data)


socketserver.ThreadingTCPServer.daemon_threads = True
server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
