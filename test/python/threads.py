"""One thread receives, the other sends; q leaves. Usage: threads.py PORT NEWLINE [NAME]"""

import socket
import sys
import threading

port, newline = int(sys.argv[1]), sys.argv[2]
client = socket.socket()
client.connect(("127.0.0.1", port))


def receive():
    while True:
        data = client.recv(1024)
        if not data:
            print("closed", flush=True)
            return
        print(data.decode().rstrip("\n"), flush=True)


thread = threading.Thread(target=receive)
thread.start()
for name in sys.argv[3:]:
    client.send((name + newline).encode())
while True:
    message = input()
    client.send((message + newline).encode())
    if message == "q":
        break
thread.join()
client.close()
