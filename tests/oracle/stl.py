#!/usr/bin/env python3
"""An independent writer of binary STL, to hold the plugin's against.

stl.py expected [--sha256] MODEL       the canonical binary STL of a binary or text STL, or of a binary PLY of
                                       triangles that leaves nothing over, or its SHA-256, to stdout
stl.py make N OUT.stl                  a closed, bumpy torus of N triangles (one more if N is odd)

Canonical: a fixed header of 80 bytes and the count; for each triangle a unit normal by cross product, the positions
as they are, attribute 0; all numbers little-endian float32, every operation rounded to float32.

Python calculates in double and each result is rounded to float32 by storing it in an array('f'). For + - * / and the
square root of float32 operands that gives exactly the float32 result, since a double has more than twice the bits of
a float32 plus two: rounding twice is rounding once.
"""
import argparse
import array
import hashlib
import math
import operator
import re
import struct
import sys

HEADER = b"Binary STL, millimetres. Publish to MyMiniFactory".ljust(80, b"\0")
RECORD = struct.Struct("<12fH")
CHUNK = 1 << 15  # triangles


class NotStl(Exception):
    pass


def read_stl(path):
    """Yields the number of triangles, then lists of (x, y, z, x, y, z, x, y, z), a chunk of triangles each."""
    with open(path, "rb") as file:
        data = file.read()
    count = struct.unpack_from("<I", data, 80)[0] if len(data) >= 84 else None
    if data.startswith(b"ply\n"):
        yield from read_ply(data)
    elif count is not None and len(data) == 84 + 50 * count:
        yield count
        view = memoryview(data)
        for begin in range(84, len(data), 50 * CHUNK):
            yield [r[3:12] for r in RECORD.iter_unpack(view[begin:begin + 50 * CHUNK])]
    elif data.lstrip().startswith(b"solid"):
        triangles = read_text(data)
        yield len(triangles)
        for begin in range(0, len(triangles), CHUNK):
            yield triangles[begin:begin + CHUNK]
    else:
        raise NotStl("neither a binary nor a text STL, nor a PLY")


def read_ply(data):
    """The one form that the plugin writes; anything else in the header, or a byte too many, is refused."""
    header = re.match(rb"ply\nformat binary_little_endian 1\.0\n(?:comment [ -~]*\n)*"
                      rb"element vertex (\d+)\nproperty float x\nproperty float y\nproperty float z\n"
                      rb"element face (\d+)\nproperty list uchar int vertex_indices\nend_header\n", data)
    if not header:
        raise NotStl("another PLY than one of triangles")
    vertices, triangles = map(int, header.groups())
    begin = header.end() + 12 * vertices
    if len(data) != begin + 13 * triangles:
        raise NotStl("a PLY of another length than it says")
    points = list(struct.iter_unpack("<3f", data[header.end():begin]))
    yield triangles
    for first in range(begin, len(data), 13 * CHUNK):
        faces = list(struct.iter_unpack("<B3i", data[first:first + 13 * CHUNK]))
        if any(face[0] != 3 or min(face[1:]) < 0 for face in faces):
            raise NotStl("a face that is no triangle")
        yield [points[a] + points[b] + points[c] for _, a, b, c in faces]


def read_text(data):
    numbers = array.array("f")
    for line in data.splitlines():
        words = line.split()
        if words and words[0].lower() == b"vertex":
            if len(words) != 4:
                raise NotStl("a vertex without three coordinates")
            numbers.extend(float(word) for word in words[1:])
    if len(numbers) % 9:
        raise NotStl("a triangle without three vertices")
    return [tuple(numbers[i:i + 9]) for i in range(0, len(numbers), 9)]


def rounded(operation, *operands):
    return array.array("f", map(operation, *operands))


SMALLEST = 2.0 ** -126  # of the float32 numbers with all their digits


def root(square):
    return math.sqrt(square) if square >= SMALLEST else math.nan


def divided(value, length):
    return value / length if 0 < length < math.inf else 0.0


def normals(columns):
    ax, ay, az, bx, by, bz, cx, cy, cz = columns
    sub, mul, add = operator.sub, operator.mul, operator.add
    ux, uy, uz = rounded(sub, bx, ax), rounded(sub, by, ay), rounded(sub, bz, az)
    vx, vy, vz = rounded(sub, cx, ax), rounded(sub, cy, ay), rounded(sub, cz, az)
    nx = rounded(sub, rounded(mul, uy, vz), rounded(mul, uz, vy))
    ny = rounded(sub, rounded(mul, uz, vx), rounded(mul, ux, vz))
    nz = rounded(sub, rounded(mul, ux, vy), rounded(mul, uy, vx))
    squares = rounded(add, rounded(add, rounded(mul, nx, nx), rounded(mul, ny, ny)), rounded(mul, nz, nz))
    lengths = rounded(root, squares)
    return [rounded(divided, n, lengths) for n in (nx, ny, nz)]


def expected(path, write):
    chunks = read_stl(path)
    count = next(chunks)
    write(HEADER + struct.pack("<I", count))
    zeros = [0] * CHUNK
    for chunk in chunks:
        columns = list(zip(*chunk))
        if not all(map(math.isfinite, (value for column in columns for value in column))):
            raise NotStl("a coordinate is not finite")
        write(b"".join(map(RECORD.pack, *normals(columns), *columns, zeros[:len(chunk)])))


def make(count, path):
    """A grid of quads wound as a helix around the tube and closed into itself: quad i has the corners i, i + 1,
    i + 1 + around and i + around, modulo their number, so any number of quads closes."""
    quads = (count + 1) // 2
    around = max(3, math.isqrt(quads))
    turns = max(1, round(quads / around))
    points = []
    for i in range(quads):
        ring = 2 * math.pi * i / quads
        tube = 2 * math.pi * (i * turns % quads) / quads
        radius = 12 + math.sin(7 * ring) + 0.5 * math.cos(5 * tube) + 0.25 * math.sin(31 * ring + 3 * tube)
        distance = 40 + radius * math.cos(tube)
        points.append((60 + distance * math.cos(ring), 60 + distance * math.sin(ring), 14 + radius * math.sin(tube)))

    # Centred and standing on z = 0, so that a slicer leaves it where it is.
    if quads:
        (x, y, _), (_, _, z) = [[(min(axis) + max(axis)) / 2 for axis in zip(*points)],
                                [min(axis) for axis in zip(*points)]]
        points = [(p[0] - x, p[1] - y, p[2] - z) for p in points]
    points += [points[i % quads] for i in range(around + 1)] if quads else []
    # The normals are left zero on purpose: a reader that copies them is found out.
    record = struct.Struct("<12x9f2x12x9f2x")
    with open(path, "wb") as file:
        file.write(b"bumpy torus".ljust(80, b"\0") + struct.pack("<I", 2 * quads))
        for begin in range(0, quads, CHUNK):
            file.write(b"".join(
                record.pack(*points[i], *points[i + around], *points[i + around + 1],
                            *points[i], *points[i + around + 1], *points[i + 1])
                for i in range(begin, min(begin + CHUNK, quads))))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    of_expected = commands.add_parser("expected")
    of_expected.add_argument("--sha256", action="store_true")
    of_expected.add_argument("model")
    of_make = commands.add_parser("make")
    of_make.add_argument("count", type=int)
    of_make.add_argument("out")
    arguments = parser.parse_args()
    try:
        if arguments.command == "make":
            make(arguments.count, arguments.out)
        elif arguments.sha256:
            digest = hashlib.sha256()
            expected(arguments.model, digest.update)
            print(digest.hexdigest())
        else:
            expected(arguments.model, sys.stdout.buffer.write)
    except (NotStl, ValueError, OSError) as error:
        sys.exit(f"stl.py: {error}")


if __name__ == "__main__":
    main()
