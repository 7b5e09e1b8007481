// data.py: data sets from packed files or folders, and what is drawn of them.

export const dataFile = `"""Data sets, from their packed files or from folders of one's own, and what is drawn of them."""
import gzip
import hashlib
import json
import pathlib
import wave

import torch
import torch.nn.functional as F

HERE = pathlib.Path(__file__).parent
PICTURES = {".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif"}


def stream(*names):
    """A seed for a stream of random numbers that has these names."""
    text = "/".join(str(name) for name in names).encode()
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "little") >> 1


def generator(*names):
    return torch.Generator().manual_seed(stream(*names))


class Port:
    """What a data set gives: its meaning, its shape without the batch, and the range of its values."""

    def __init__(self, meaning, shape, bounds):
        self.meaning, self.shape, self.bounds = meaning, shape, bounds

    def from_integers(self, values):
        """Whole numbers, channels last → floats in the port's range, channels first; labels as they are."""
        if self.bounds is None:
            return values.long() & 0xFFFF
        low, high = (-32767, 32767) if values.dtype == torch.int16 else (0, 255)
        least, most = self.bounds
        scaled = least + (values.float() - low) * ((most - least) / (high - low))
        return scaled.movedim(-1, 1).contiguous() if scaled.dim() > 2 else scaled


class PackedSet:
    """A data set of one file. NAME.json tells what NAME.bin holds; items to train on come first."""

    def __init__(self, name, ports):
        about = json.loads((HERE / "data" / f"{name}.json").read_text(encoding="utf-8"))
        values = bytearray(gzip.decompress((HERE / "data" / f"{name}.bin").read_bytes()))
        self.ports, self.arrays, at = ports, {}, 0
        self.count, self.train = about["count"], about["train"]
        self.unpaired = about.get("unpaired", False)
        for array in about["arrays"]:
            shape, dtype = [self.count, *array["shape"]], getattr(torch, array["dtype"])
            size = torch.Size(shape).numel()
            flat = torch.frombuffer(values, dtype=dtype, count=size, offset=at)
            self.arrays[array["port"]] = flat.reshape(shape)
            at += size * flat.element_size()

    def gather(self, port, indices):
        return self.ports[port].from_integers(self.arrays[port][indices])


class FolderSet:
    """
    Pictures (with Pillow) or sounds (WAV, 16 bit) of one's own. A set of one port is read from the folder itself, of
    several from a folder each, called as the port: files belong together by their order. Labels are the numbers of the
    subfolders, in order. Every tenth item is held out, to be shown.
    """

    def __init__(self, folder, ports):
        folder = pathlib.Path(folder)
        self.ports, self.files, self.labels = ports, {}, []
        kept = {name: port for name, port in ports.items() if port.meaning != "label"}
        for name, port in kept.items():
            if port.meaning not in ("image", "wave"):
                raise SystemExit(f"{folder}: {name} ({port.meaning}) can't be read from a folder.")
            place = folder / name if len(kept) > 1 else folder
            endings = PICTURES if port.meaning == "image" else {".wav"}
            files = sorted(file for file in place.rglob("*") if file.suffix.lower() in endings)
            if not files:
                raise SystemExit(f"{place}: there are no {'pictures' if port.meaning == 'image' else 'sounds'}.")
            # Those held out come last.
            self.files[name] = [f for i, f in enumerate(files) if i % 10 != 9] + files[9::10]
            classes = sorted({file.parent for file in files})
            self.labels = [classes.index(file.parent) for file in self.files[name]]
        self.unpaired = len({len(files) for files in self.files.values()}) > 1
        self.count = min(len(files) for files in self.files.values())
        self.train = self.count - self.count // 10

    def gather(self, port, indices):
        if self.ports[port].meaning == "label":
            return torch.tensor([self.labels[i] for i in indices.tolist()])
        read = self.picture if self.ports[port].meaning == "image" else self.sound
        return torch.stack([read(self.files[port][i], self.ports[port]) for i in indices.tolist()])

    @staticmethod
    def picture(file, port):
        from PIL import Image, ImageOps

        channels, height, width = port.shape
        with Image.open(file) as image:
            fitted = ImageOps.fit(image.convert("L" if channels == 1 else "RGB"), (width, height))
        values = torch.frombuffer(bytearray(fitted.tobytes()), dtype=torch.uint8)
        return port.from_integers(values.reshape(1, height, width, channels))[0]

    @staticmethod
    def sound(file, port):
        with wave.open(str(file)) as sound:
            if sound.getsampwidth() != 2:
                raise SystemExit(f"{file}: only WAV of 16 bit can be read.")
            values = torch.frombuffer(bytearray(sound.readframes(sound.getnframes())), dtype=torch.int16)
            mono = values.reshape(-1, sound.getnchannels()).float().mean(1, keepdim=True).to(torch.int16)
        if len(mono) < port.shape[-1]:
            mono = F.pad(mono, [0, 0, 0, port.shape[-1] - len(mono)])
        return port.from_integers(mono[None])[0]


class Sets:
    """The data sets of a graph, each opened when it is first drawn from: recorded values may stand in for all of it."""

    def __init__(self, ports, folders):
        for name in folders:
            if name not in ports:
                raise SystemExit(f"There is no data set {name}; there are {', '.join(ports) or 'none'}.")
        self.ports, self.folders, self.opened = ports, folders, {}

    def open(self, name):
        if name not in self.opened:
            folder, ports = self.folders.get(name), self.ports[name]
            self.opened[name] = FolderSet(folder, ports) if folder else PackedSet(name, ports)
        return self.opened[name]


class Draw:
    """
    One draw of the sources. Every number has a name, of its node and of the draw, so each process can draw its own rows
    of the batch, and a resumed run goes on as if it had not stopped.
    """

    def __init__(self, seed, number, batch, rows, device, sets, feeds=None, shown=None):
        """shown: the name of what is to be looked at: items held out, and as they are."""
        self.seed, self.number, self.batch, self.rows = seed, number, batch, rows
        self.device, self.sets, self.feeds, self.shown = device, sets, feeds or {}, shown

    def generator(self, *names):
        return generator(self.seed, self.shown or "", *names, self.number)

    def given(self, node, port):
        """Recorded values [draws, batch, ...], channels last; those of this draw, or None."""
        feed = self.feeds.get(f"{node}/{port}")
        if feed is None or self.shown:
            return None
        if self.number >= len(feed):
            raise SystemExit(f"The feed {node}/{port} holds {len(feed)} draws, and the run needs more.")
        values = feed[self.number][self.rows]
        return values.movedim(-1, 1).contiguous() if values.dim() > 2 else values

    def random(self, node, port, make):
        """Random numbers of the whole batch, of which this process takes its rows."""
        values = self.given(node, port)
        if values is None:
            values = make(self.batch, self.generator(node))[self.rows]
        return values.to(self.device)

    def made(self, node, port, make):
        """Made of other sources."""
        values = self.given(node, port)
        return (make() if values is None else values).to(self.device)

    def classes(self, node, port, count):
        """Labels to be shown: class by class."""
        return (torch.arange(self.batch)[self.rows] % count).to(self.device)

    def items(self, node, port, name, flip=False, jitter=0, length=0):
        """Items in a new random order every epoch, each once; pictures flipped and cut out, sounds cut, at random."""
        kind, values = self.sets.ports[name][port], self.given(node, port)
        if values is not None:
            return (values.long() if kind.bounds is None else values).to(self.device)
        items = self.sets.open(name)
        own = port if items.unpaired and not self.shown else ""
        values = items.gather(port, self.indices(items, node, own))
        if length and kind.meaning == "wave":
            places = torch.rand(self.batch, generator=self.generator(node, "pieces"))[self.rows]
            places = places * (values.shape[-1] - length) * (0 if self.shown else 1)
            values = torch.stack([x[:, start : start + length] for x, start in zip(values, places.int().tolist())])
        if kind.meaning == "image" and not self.shown and (flip or jitter):
            chances = torch.rand(self.batch, 3, generator=self.generator(node, own, "changes"))[self.rows]
            values = change(values, chances, flip, jitter)
        return values.to(self.device)

    def indices(self, items, node, own):
        first, count = (0, items.train) if not self.shown else (items.train, items.count - items.train)
        if count == 0:
            first, count = 0, items.train
        positions = self.number * self.batch + torch.arange(self.batch)[self.rows]
        found = torch.empty_like(positions)
        for epoch in (positions // count).unique().tolist():
            here = positions // count == epoch
            found[here] = order(self.seed, self.shown, node, own, epoch, count)[positions[here] % count]
        return first + found


orders = {}


def order(*names):
    """The order of the items in one epoch; the last few are kept."""
    if names not in orders:
        while len(orders) >= 8:
            del orders[next(iter(orders))]
        orders[names] = torch.randperm(names[-1], generator=generator(*names))
    return orders[names]


def change(pictures, chances, flip, jitter):
    """chances [n, 3]: of every item, whether it is flipped, and where the old size is cut out once it is enlarged."""
    if flip:
        pictures = torch.where(chances[:, 0, None, None, None] < 0.5, pictures.flip(-1), pictures)
    if jitter:
        height, width = pictures.shape[-2:]
        scale = 1 + jitter

        def along(length, place):
            start = place[:, None] * (scale - 1) * length
            return 2 * (start + torch.arange(length) + 0.5) / scale / length - 1

        across, down = along(width, chances[:, 1]), along(height, chances[:, 2])
        grid = torch.stack(
            [across[:, None, :].expand(-1, height, -1), down[:, :, None].expand(-1, -1, width)], dim=-1
        )
        pictures = F.grid_sample(pictures, grid, padding_mode="border", align_corners=False)
    return pictures
`;
