"""Sends what it is given and never receives. Usage: sends_only.py PORT NEWLINE"""

import socket
import sys

port, newline = int(sys.argv[1]), sys.argv[2]
client = socket.socket()
client.connect(("127.0.0.1", port))
for line in sys.stdin:
    client.send((line.rstrip("\n") + newline).encode())
client.close()
