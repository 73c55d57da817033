"""Receives first, then answers, in turn. Usage: answers.py PORT NEWLINE"""

import socket
import sys

port, newline = int(sys.argv[1]), sys.argv[2]
client = socket.socket()
client.connect(("127.0.0.1", port))
while True:
    data = client.recv(1024)
    if not data:
        print("closed", flush=True)
        break
    print("received", data.decode(), flush=True)
    client.send((input() + newline).encode())
client.close()
