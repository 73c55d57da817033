"""Sends what each client sends to all the others, with its number before it and no newline. Binds a free port and prints it.

Usage: raw_hub_server.py
"""

import select
import socket

listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
clients = {}
count = 0
while True:
    ready, _, _ = select.select([listener, *clients], [], [])
    for sock in ready:
        if sock is listener:
            client, _ = listener.accept()
            count += 1
            clients[client] = count
            print("joined", count, flush=True)
            client.send(f"you are {count}".encode())
            continue
        data = sock.recv(1024)
        number = clients[sock]
        if not data:
            print("left", number, flush=True)
            del clients[sock]
            sock.close()
            continue
        print("received", ascii(data.decode()), flush=True)
        for other in clients:
            if other is not sock:
                other.send(f"[{number}] ".encode() + data)
