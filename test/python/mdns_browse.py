# Asks on the loopback interface who offers a service, by multicast DNS with nothing but sockets, and prints the instance that
# was asked for: its name, port and texts. Usage: mdns_browse.py TYPE LABEL
import socket
import struct
import sys

GROUP = ("224.0.0.251", 5353)
PTR, TXT, SRV = 12, 16, 33


def encode(name):
    labels = [label.encode() for label in name.split(".")]
    return b"".join(bytes([len(label)]) + label for label in labels) + b"\0"


def decode(data, at):
    labels, end = [], None
    while data[at]:
        if data[at] >= 0xC0:
            end = end or at + 2
            at = struct.unpack_from("!H", data, at)[0] & 0x3FFF
        else:
            labels.append(data[at + 1 : at + 1 + data[at]].decode())
            at += 1 + data[at]
    return labels, end or at + 1


def records(data):
    _, flags, questions, *counts = struct.unpack_from("!6H", data)
    at = 12
    for _ in range(questions):
        at = decode(data, at)[1] + 4
    for _ in range(sum(counts)):
        name, at = decode(data, at)
        kind, _, ttl, length = struct.unpack_from("!HHIH", data, at)
        yield flags, name, kind, ttl, at + 10, length
        at += 10 + length


def main(service, label):
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.bind(("", GROUP[1]))
    here = socket.inet_aton("127.0.0.1")
    s.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton(GROUP[0]) + here)
    s.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, here)
    s.settimeout(1)
    while True:
        s.sendto(struct.pack("!6H", 0, 0, 1, 0, 0, 0) + encode(service) + struct.pack("!2H", PTR, 1), GROUP)
        try:
            data = s.recv(9000)
        except TimeoutError:
            continue
        found = {}
        for flags, name, kind, ttl, at, length in records(data):
            if not flags & 0x8000 or ttl == 0 or name[0] != label:
                continue
            if kind == SRV:
                found["port"] = struct.unpack_from("!H", data, at + 4)[0]
            elif kind == TXT:
                texts, end = [], at + length
                while at < end:
                    texts.append(data[at + 1 : at + 1 + data[at]].decode())
                    at += 1 + data[at]
                found["texts"] = texts
        if len(found) == 2:
            print(label, found["port"], *found["texts"], sep="|", flush=True)
            return


main(*sys.argv[1:])
