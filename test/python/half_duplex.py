"""Sends, then receives, in turn. Usage: half_duplex.py PORT NEWLINE"""

import socket
import sys

port, newline = int(sys.argv[1]), sys.argv[2]
client = socket.socket()
client.connect(("127.0.0.1", port))
while True:
    message = input()
    client.sendall((message + newline).encode())
    data = client.recv(1024)
    print("received", repr(data.decode()), flush=True)
    if not data:
        break
client.close()
