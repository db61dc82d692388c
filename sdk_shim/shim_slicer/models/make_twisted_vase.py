#!/usr/bin/env python3
"""Makes twisted-vase.stl, the sample model: a closed mesh, 60 mm high, standing centred on z = 0.

Usage: make_twisted_vase.py > twisted-vase.stl
"""
import math
import struct
import sys

SEGMENTS = 64  # even, so that the second half mirrors the first and the model is centred to the bit
LAYERS = 22
HEIGHT = 60.0
FLOOR = 2.4
WALL = 2.0


def radius(z):
    """Of the outer wall's middle line: a belly below, a waist, a lip."""
    t = z / HEIGHT
    return 15.0 + 7.5 * math.sin(math.pi * (0.15 + 0.95 * t)) + 6.0 * t ** 6


def ring(z, inset):
    turn = 1.1 * z / HEIGHT
    half = []
    for i in range(SEGMENTS // 2):
        angle = 2 * math.pi * i / SEGMENTS
        lobes = 1.5 * math.cos(8 * (angle - turn)) * min(1.0, 0.35 + z / 30)
        r = radius(z) + lobes - inset
        half.append((r * math.cos(angle), r * math.sin(angle), z))
    return half + [(-x, -y, z) for x, y, z in half]


def wall(rings):
    """Triangles between neighbouring rings; they look outwards where the rings rise."""
    for lower, upper in zip(rings, rings[1:]):
        for i in range(SEGMENTS):
            j = (i + 1) % SEGMENTS
            yield lower[i], lower[j], upper[j]
            yield lower[i], upper[j], upper[i]


def lid(edge, looks_up):
    centre = (0.0, 0.0, edge[0][2])
    for i in range(SEGMENTS):
        j = (i + 1) % SEGMENTS
        yield (centre, edge[i], edge[j]) if looks_up else (centre, edge[j], edge[i])


def rounded(point):
    return tuple(struct.unpack("<f", struct.pack("<f", value + 0.0))[0] + 0.0 for value in point)


def normal(a, b, c):
    u = [q - p for p, q in zip(a, b)]
    v = [q - p for p, q in zip(a, c)]
    n = (u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0])
    length = math.sqrt(sum(x * x for x in n)) or 1.0
    return tuple(x / length + 0.0 for x in n)


outside = [ring(HEIGHT * k / LAYERS, 0) for k in range(LAYERS + 1)]
inside = [ring(FLOOR + (HEIGHT - FLOOR) * k / LAYERS, WALL) for k in range(LAYERS, -1, -1)]
triangles = list(lid(outside[0], False)) + list(wall(outside + inside)) + list(lid(inside[-1], True))
triangles = [tuple(rounded(corner) for corner in triangle) for triangle in triangles]

out = sys.stdout.buffer
out.write(b"Twisted vase, millimetres".ljust(80, b"\0") + struct.pack("<I", len(triangles)))
for triangle in triangles:
    out.write(struct.pack("<3f", *normal(*triangle)) + b"".join(struct.pack("<3f", *p) for p in triangle) + b"\0\0")
