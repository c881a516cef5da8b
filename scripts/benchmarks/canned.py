"""A service that answers every Enumerate and Pull with items that were written before."""
import re
import socket
import threading

PROPERTIES = 26
ITEMS_IN_ANSWER = 340
CLASS = "http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/Bench_Item"
NAMESPACES = {
    "s": "http://www.w3.org/2003/05/soap-envelope",
    "a": "http://schemas.xmlsoap.org/ws/2004/08/addressing",
    "n": "http://schemas.xmlsoap.org/ws/2004/09/enumeration",
    "w": "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd",
}


def item(number):
    """An item as Windows writes it, with the same mixture of texts and numbers for each."""
    values = "".join(
        f"<p:Property{place:02}>Value {number} of property {place}</p:Property{place:02}>"
        if place % 2 else f"<p:Property{place:02}>{number * place}</p:Property{place:02}>"
        for place in range(PROPERTIES))
    return ("<p:Bench_Item xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
            f"xmlns:p=\"{CLASS}\" xmlns:cim=\"http://schemas.dmtf.org/wbem/wscim/1/common\" "
            f"xsi:type=\"p:Bench_Item_Type\" xml:lang=\"en-US\">{values}</p:Bench_Item>")


def answer(operation, context, items):
    declarations = " ".join(f"xmlns:{prefix}=\"{uri}\"" for prefix, uri in NAMESPACES.items())
    action = f"{NAMESPACES['n']}/{operation}Response"
    body = f"<n:EnumerationContext>uuid:{context}</n:EnumerationContext>"
    if operation == "Pull":
        body += f"<n:Items>{items}</n:Items>"
    return (f"<s:Envelope xml:lang=\"en-US\" {declarations}><s:Header><a:Action>{action}</a:Action>"
            f"</s:Header><s:Body><n:{operation}Response>{body}</n:{operation}Response></s:Body>"
            "</s:Envelope>").encode()


def with_header(body):
    return (b"HTTP/1.1 200 \r\nContent-Type: application/soap+xml;charset=UTF-8\r\n"
            b"Content-Length: %d\r\n\r\n" % len(body)) + body


class Listener:
    """Takes connections on a free port and answers each request with what `answerer()`, called once for a
    connection, makes of it."""

    def __init__(self, answerer):
        self.answerer = answerer
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            client = self.listener.accept()[0]
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def serve(self, client):
        answer, received = self.answerer(), b""
        while True:
            end = received.find(b"\r\n\r\n")
            length = re.search(rb"content-length: *(\d+)", received[:end], re.I) if end >= 0 else None
            if length is None or len(received) < end + 4 + int(length[1]):
                data = client.recv(65536)
                if not data:
                    client.close()
                    return
                received += data
                continue
            request = received[:end + 4 + int(length[1])]
            received = received[len(request):]
            client.sendall(answer(request))


class CannedService(Listener):
    """Has the answers of one pass in memory and gives them to each client in their order, as many
    passes of them as one enumeration is to have."""

    def __init__(self, count):
        self.begin = with_header(answer("Enumerate", 0, ""))
        self.bodies = []
        for start in range(0, count, ITEMS_IN_ANSWER):
            items = "".join(item(n) for n in range(start, min(start + ITEMS_IN_ANSWER, count)))
            self.bodies.append(answer("Pull", start + 1, items))
        self.pulls = [with_header(body) for body in self.bodies]
        last = re.sub(rb"<n:EnumerationContext>.*?</n:EnumerationContext>", b"", self.bodies[-1])
        self.last = with_header(last.replace(b"</n:PullResponse>",
                                             b"<n:EndOfSequence/></n:PullResponse>"))
        self.passes = 1
        super().__init__(self.enumeration)

    def enumeration(self):
        place = 0

        def next_answer(request):
            nonlocal place
            if b"enumeration/Pull</" not in request:
                place = 0
                return self.begin
            place += 1
            is_last = place == len(self.pulls) * self.passes
            return self.last if is_last else self.pulls[(place - 1) % len(self.pulls)]
        return next_answer
