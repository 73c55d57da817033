"""Sends back what it receives, as it came, until the client is done. Binds a free port and prints it.

Usage: raw_echo_server.py [greet|upper|hang_up|reset]
  greet    says "welcome" first, without a newline
  upper    sends back stripped and in upper case, so without a newline
  hang_up  closes after the first message
  reset    breaks the connection after the first message
"""

import socket
import struct
import sys

manner = sys.argv[1] if len(sys.argv) > 1 else ""
listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
while True:
    client, _ = listener.accept()
    if manner == "greet":
        client.send("welcome".encode())
    while True:
        data = client.recv(1024)
        print("received", ascii(data.decode()), flush=True)
        if not data:
            break
        if manner == "reset":
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            break
        client.send(data.strip().upper() if manner == "upper" else data)
        if manner == "hang_up":
            break
    client.close()
