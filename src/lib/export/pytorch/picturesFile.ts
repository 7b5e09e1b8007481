// pictures.py: sheets of samples, as PNG.

export const picturesFile = `"""Sheets of samples: what they are made of, how they are laid out, and PNG."""
import struct
import zlib

import torch


class Sheet:
    """Pictures to look at: what they are made of, how, how many, and how many in a row."""

    def __init__(self, draw, show, count, columns):
        self.draw, self.show, self.count, self.columns = draw, show, count, columns


def lay_out(pictures, columns, gap=2):
    """Pictures beside one another and then in rows: bytes [height, width, channels]."""
    if any(values.dim() == 3 for values, _ in pictures):
        # Spectrograms, of one scale: time to the right, pitch up.
        least, most = pictures[0][0].min(), pictures[0][0].max()
        pictures = [(values.flip(1)[:, None], (least, most)) for values, _ in pictures]
    tallest = max(values.shape[2] for values, _ in pictures)
    channels = max(values.shape[1] for values, _ in pictures)
    parts = []
    for values, (least, most) in pictures:
        pixels = ((values - least) * (255 / (most - least))).round().clamp(0, 255).byte().cpu()
        times = tallest // values.shape[2]
        pixels = pixels.repeat_interleave(times, 2).repeat_interleave(times, 3)
        parts.append(pixels.expand(-1, channels, -1, -1))
    items = torch.cat(parts, 3)
    count, _, height, width = items.shape
    rows = -(-count // columns)
    sheet = torch.full((channels, rows * (height + gap) + gap, columns * (width + gap) + gap), 128, dtype=torch.uint8)
    for i, item in enumerate(items):
        top, left = gap + i // columns * (height + gap), gap + i % columns * (width + gap)
        sheet[:, top : top + height, left : left + width] = item
    return sheet.permute(1, 2, 0)


def write_png(path, pixels):
    """bytes [height, width, 1 or 3]; PNG is zlib and a few headers."""
    height, width, channels = pixels.shape
    lines = torch.cat([torch.zeros(height, 1, dtype=torch.uint8), pixels.reshape(height, -1)], 1)

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2 if channels == 3 else 0, 0, 0, 0)
    body = zlib.compress(bytes(lines.contiguous().numpy()), 9)
    path.write_bytes(b"\\x89PNG\\r\\n\\x1a\\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b""))
`;
