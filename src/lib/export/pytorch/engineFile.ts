// engine.py: what training any graph takes.

export const engineFile = `"""What training any graph takes: updates, processes that share the work, checkpoints, sample sheets."""
import argparse
import json
import math
import os
import pathlib
import signal
import struct
import sys
import time
import warnings
import zlib
from contextlib import contextmanager
from functools import partial
from types import SimpleNamespace

import torch
import torch.distributed as dist

from data import Draw, Sets, stream
from tensors import read_tensors, write_tensors

HERE = pathlib.Path(__file__).parent
# The names of weights are those of nn.utils.spectral_norm and weight_norm, which newer versions call old.
warnings.filterwarnings("ignore", message=".*(weight|spectral)_norm.*")


class Player:
    """Who takes turns: the networks it updates, and how."""

    def __init__(self, networks, optimizer, schedule="constant", decay_from=0, until=0, clip=0, ema=0):
        self.networks, self.make_optimizer = networks, optimizer
        self.schedule, self.decay_from, self.until = schedule, decay_from, until
        self.clip, self.ema = clip, ema

    def begin(self, networks):
        self.weights = [weight for name in self.networks for weight in networks[name].parameters()]
        self.optimizer = self.make_optimizer(self.weights)
        self.rates = [group["lr"] for group in self.optimizer.param_groups]
        self.averages = [weight.detach().clone() for weight in self.weights] if self.ema else []
        self.updates = 0

    def factor(self, round, rounds):
        """What the rate is multiplied by: from decay_from on it falls to the zero of the round after the last."""
        last = min(self.until, rounds) if self.until else rounds
        if self.schedule == "constant" or round < self.decay_from:
            return 1
        left = max(0, last - round) / max(1, last - self.decay_from + 1)
        return (1 - math.cos(math.pi * left)) / 2 if self.schedule == "cosine" else left

    @torch.no_grad()
    def step(self, gradients, factor):
        for weight, gradient in zip(self.weights, gradients):
            weight.grad = gradient
        for group, rate in zip(self.optimizer.param_groups, self.rates):
            group["lr"] = rate * factor
        self.optimizer.step()
        self.updates += 1
        if self.clip:
            for weight in self.weights:
                weight.clamp_(-self.clip, self.clip)
        # An average begins by forgetting quickly: the random weights of the start are soon gone.
        kept = min(self.ema, (1 + self.updates) / (10 + self.updates))
        for average, weight in zip(self.averages, self.weights):
            average.lerp_(weight, 1 - kept)


class Sheet:
    """Pictures to look at: what they are made of, how, how many, and how many in a row."""

    def __init__(self, draw, show, count, columns):
        self.draw, self.show, self.count, self.columns = draw, show, count, columns


class Game:
    """A run under way."""

    def __init__(self, graph, options, device, rank, world):
        self.graph, self.options, self.device, self.rank, self.world = graph, options, device, rank, world
        self.seed, self.round, self.number = options.seed, 0, 0
        self.networks = {name: network.to(device).train() for name, network in graph.networks().items()}
        self.nets = SimpleNamespace(**{graph.names.get(name, name): net for name, net in self.networks.items()})
        self.nets.canvas = graph.canvas().to(device).train() if graph.canvas else torch.nn.Module()
        self.sets = Sets(graph.sets, options.data)
        self.feeds = read_tensors(options.feeds) if options.feeds else {}
        self.batch = next((feed.shape[1] for feed in self.feeds.values()), options.batch)
        self.parts = world * options.accumulate
        if self.batch % self.parts:
            raise SystemExit(f"A batch of {self.batch} can't be shared by {self.parts} equal parts.")
        self.losses, self.sent = [], 0
        load_weights(self.networks, graph.nodes, options.weights)
        for network in self.networks.values():
            if options.amp:
                network.forward = mixed(network.forward, device)
            if options.sync_batchnorm and world > 1:
                synchronise(network, world)
        for player in graph.players.values():
            player.begin(self.networks)

    # ------------------------------------------------------------ playing

    def play_round(self):
        # Dropout and the like are a function of seed, round and process: nothing of theirs has to be kept.
        torch.manual_seed(stream(self.seed, "round", self.round, self.rank))
        self.losses.append({})
        self.graph.play(self)
        self.round += 1

    def draw(self, draw_values):
        """New values of the sources, of each part of the batch that is this process's."""
        count, values = self.batch // self.parts, []
        for part in range(self.options.accumulate):
            first = (self.rank * self.options.accumulate + part) * count
            rows = slice(first, first + count)
            draw = Draw(self.seed, self.number, self.batch, rows, self.device, self.sets, self.feeds)
            v = draw_values(draw)
            v.shares = self.parts
            values.append(v)
        self.number += 1
        return values

    def update(self, name, loss_of, values):
        """One update: the gradient of a player's loss over all parts of the batch, then its optimizer's step."""
        player, total, sums = self.graph.players[name], 0, None
        for v in values:
            loss = loss_of(self.nets, v) / len(values)
            gradients = torch.autograd.grad(loss, player.weights, allow_unused=True)
            total = total + loss.detach()
            sums = gradients if sums is None else [a if b is None else a + b for a, b in zip(sums, gradients)]
        self.share(sums)
        player.step(sums, player.factor(self.round, self.options.rounds))
        self.losses[-1].setdefault(name, []).append(total)

    def share(self, gradients):
        """
        Their mean over all processes, by hand. DistributedDataParallel would hook the wrong moments: it counts on one
        forward and one backward of a network an update, where D runs on real and on fake, where a gradient passes through
        D without being D's, where G's values of D's turn serve G's own, and where penalties differentiate twice.
        """
        if self.world == 1:
            return
        there = [gradient for gradient in gradients if gradient is not None]
        together = torch.cat([gradient.flatten() for gradient in there])
        dist.all_reduce(together)
        self.sent += together.numel() * together.element_size()
        at = 0
        for gradient in there:
            gradient.copy_(together[at : at + gradient.numel()].view_as(gradient) / self.world)
            at += gradient.numel()

    def take_losses(self):
        """Losses since the last call, by round; means where a player had several updates."""
        taken, self.losses = self.losses, []
        numbers = [loss for losses in taken for own in losses.values() for loss in own]
        if not numbers:
            return [{} for _ in taken]
        together = torch.stack([number.float() for number in numbers])
        if self.world > 1:
            dist.all_reduce(together)
        values = iter((together / self.world).tolist())
        return [
            {name: sum(next(values) for _ in own) / len(own) for name, own in losses.items()} for losses in taken
        ]

    # ------------------------------------------------------------ looking

    @contextmanager
    def averaged(self):
        """Averages in the place of the weights that have them."""
        pairs = [
            (weight, average)
            for player in self.graph.players.values()
            for weight, average in zip(player.weights, player.averages)
        ]
        kept = [weight.detach().clone() for weight, _ in pairs]
        with torch.no_grad():
            for weight, average in pairs:
                weight.copy_(average)
        try:
            yield
        finally:
            with torch.no_grad():
                for (weight, _), value in zip(pairs, kept):
                    weight.copy_(value)

    @torch.no_grad()
    def save_sheets(self):
        """Of what is held out of training, or of noise that is always the same, with averaged weights."""
        modules = [*self.networks.values(), self.nets.canvas]
        for module in modules:
            module.eval()
        torch.manual_seed(stream(self.seed, "shown"))
        with self.averaged():
            for name, sheet in self.graph.sheets.items():
                rows = slice(0, sheet.count)
                draw = Draw(self.seed, 0, sheet.count, rows, self.device, self.sets, shown=name)
                pictures = sheet.show(self.nets, sheet.draw(draw))
                several = f"-{name}" if len(self.graph.sheets) > 1 else ""
                write_png(self.options.out / f"samples{several}-{self.round:06d}.png", lay_out(pictures, sheet.columns))
        for module in modules:
            module.train()

    # ------------------------------------------------------------ keeping

    def save(self):
        """A checkpoint to resume from, and the weights for use elsewhere."""
        self.average_statistics()
        pools = [self.nets.canvas.state_dict()]
        if self.world > 1:
            pools = [None] * self.world
            dist.all_gather_object(pools, {k: v.cpu() for k, v in self.nets.canvas.state_dict().items()})
        if self.rank:
            return
        players = self.graph.players
        state = {
            "seed": self.seed,
            "round": self.round,
            "number": self.number,
            "networks": {name: network.state_dict() for name, network in self.networks.items()},
            "optimizers": {name: player.optimizer.state_dict() for name, player in players.items()},
            "updates": {name: player.updates for name, player in players.items()},
            "averages": {name: player.averages for name, player in players.items()},
            "pools": pools,
        }
        draft = self.options.out / "checkpoint.pt.part"
        torch.save(state, draft)
        os.replace(draft, self.options.out / "checkpoint.pt")
        about = {"format": "pt", "seed": self.seed, "rounds": self.round}
        write_tensors(self.options.out / "weights.safetensors", self.named_weights(), **about)
        if any(player.ema for player in players.values()):
            with self.averaged():
                write_tensors(self.options.out / "averaged.safetensors", self.named_weights(), **about)

    def average_statistics(self):
        """Running statistics are each process's own; what is saved is their mean."""
        if self.world == 1:
            return
        for network in self.networks.values():
            for statistic in network.buffers():
                if statistic.is_floating_point():
                    dist.all_reduce(statistic)
                    statistic /= self.world

    def named_weights(self):
        return {
            weight_path(name, key, self.graph.nodes): value
            for name, network in self.networks.items()
            for key, value in network.state_dict().items()
            if not key.endswith("num_batches_tracked")
        }

    def resume(self, path):
        state = torch.load(path, map_location=self.device)
        self.seed, self.round, self.number = state["seed"], state["round"], state["number"]
        for name, network in self.networks.items():
            network.load_state_dict(state["networks"][name])
        for name, player in self.graph.players.items():
            player.optimizer.load_state_dict(state["optimizers"][name])
            player.updates = state["updates"][name]
            for average, value in zip(player.averages, state["averages"][name]):
                average.copy_(value)
        self.nets.canvas.load_state_dict(state["pools"][self.rank % len(state["pools"])])


# ---------------------------------------------------------------- weights


def weight_path(network, key, nodes):
    """residuals.0.conv1.weight of G → G/residuals.0.conv1/weight: blocks' repeats are numbered, nodes are named."""
    parts = key.split(".")
    end = 1
    while end < len(parts) and parts[end].isdigit():
        end += 2
    node = ".".join(nodes.get(part, part) for part in parts[:end])
    return f"{network}/{node}/{'.'.join(parts[end:])}"


def load_weights(networks, nodes, path):
    given, wanted = read_tensors(path), set()
    for name, network in networks.items():
        for key, value in network.state_dict().items():
            place = weight_path(name, key, nodes)
            if key.endswith("num_batches_tracked"):
                continue
            wanted.add(place)
            if place not in given:
                raise SystemExit(f"{path}: {place} is missing.")
            if given[place].shape != value.shape:
                raise SystemExit(f"{path}: {place} is {list(given[place].shape)} instead of {list(value.shape)}.")
            value.copy_(given[place])
    unknown = [name for name in given if name not in wanted and not name.endswith("num_batches_tracked")]
    if unknown:
        raise SystemExit(f"{path}: there is no weight {unknown[0]} in the networks.")


# ---------------------------------------------------------------- precision and processes


def mixed(forward, device):
    """A network in bfloat16. What it gives is float32 again: losses are too fine for less."""

    def run(*inputs):
        with torch.autocast(device.type, torch.bfloat16):
            outputs = forward(*inputs)
        return tuple(y.float() for y in outputs) if isinstance(outputs, tuple) else outputs.float()

    return run


def synchronise(network, world):
    """Batch norm over the whole batch, wherever its parts are. nn.SyncBatchNorm does the same, on GPUs only."""
    for module in network.modules():
        if isinstance(module, torch.nn.modules.batchnorm._BatchNorm):
            module.forward = partial(normalise, module, module.forward, world)


def normalise(norm, alone, world, x):
    if not norm.training:
        return alone(x)
    # Not every build of PyTorch has it; summed with a gradient, of which a second derivative can be taken.
    from torch.distributed.nn.functional import all_reduce

    axes, shape = [0, *range(2, x.dim())], [1, -1] + [1] * (x.dim() - 2)
    mean = all_reduce(x.mean(axes)) / world
    centred = x - mean.reshape(shape)
    variance = all_reduce((centred**2).mean(axes)) / world
    count = world * x.numel() // x.shape[1]
    with torch.no_grad():
        norm.running_mean.lerp_(mean, norm.momentum)
        norm.running_var.lerp_(variance * count / (count - 1), norm.momentum)
    y = centred / (variance + norm.eps).sqrt().reshape(shape)
    return y * norm.weight.reshape(shape) + norm.bias.reshape(shape) if norm.affine else y


# ---------------------------------------------------------------- pictures


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


# ---------------------------------------------------------------- the command line


def parse(graph):
    parser = argparse.ArgumentParser(
        description="Trains the graph. Several processes share the work under: torchrun --nproc_per_node=N train.py"
    )
    add = parser.add_argument
    add("--rounds", type=int, default=graph.rounds, help="rounds to play in all (%(default)s)")
    add("--batch", type=int, default=graph.batch, help="items a draw, over all processes (%(default)s)")
    add("--seed", type=int, default=graph.seed, help="of data order, noise and dropout (%(default)s)")
    add("--out", type=pathlib.Path, default=pathlib.Path("out"), help="folder for what is made (%(default)s)")
    add("--device", help="cpu, cuda, cuda:1, mps ...; without it a GPU where there is one")
    add("--weights", default=HERE / "weights.safetensors", help="first weights (those beside this file)")
    add("--resume", nargs="?", const="", metavar="FILE", help="go on from a checkpoint (OUT/checkpoint.pt)")
    add("--save-every", type=int, default=500, metavar="N", help="rounds between checkpoints (%(default)s)")
    add("--sample-every", type=int, metavar="N", help="rounds between sample sheets (a tenth of all); 0: none")
    add("--amp", action="store_true", help="networks in bfloat16, losses and weights in float32")
    add("--accumulate", type=int, default=1, metavar="N",
        help="compute the batch in N parts, one after the other; batch norm then sees parts")
    add("--sync-batchnorm", action="store_true",
        help="batch norm over all processes' items; without it, as is usual, over each one's own")
    add("--data", action="append", default=[], metavar="NAME=FOLDER", help="own files in the place of a data set")
    add("--feeds", help="replay recorded source values (safetensors, sourceNode/port: [draws, batch, ...])")
    add("--json", action="store_true", help="print one line of JSON a round")
    options = parser.parse_args()
    if any("=" not in text for text in options.data):
        parser.error("--data takes NAME=FOLDER")
    options.data = dict(text.split("=", 1) for text in options.data)
    if options.sample_every is None:
        options.sample_every = max(1, -(-options.rounds // 10))
    return options


class Progress:
    """A bar where there is tqdm, else a line every tenth of the way; or JSON."""

    def __init__(self, options, begun):
        self.options, self.bar = options, None
        if not options.json and sys.stderr.isatty():
            try:
                from tqdm import tqdm

                self.bar = tqdm(total=options.rounds, initial=begun, unit="round")
            except ImportError:
                pass

    def show(self, round, losses):
        text = "  ".join(f"{name} {loss:.4g}" for name, loss in losses.items())
        if self.options.json:
            print(json.dumps({"round": round, "losses": losses}), flush=True)
        elif self.bar is not None:
            self.bar.set_postfix_str(text, refresh=False)
            self.bar.update()
        elif round % max(1, -(-self.options.rounds // 10)) == 0:
            print(f"round {round} of {self.options.rounds}  {text}", file=sys.stderr, flush=True)

    def close(self):
        if self.bar is not None:
            self.bar.close()


class LossFile:
    """OUT/losses.csv: one row a round."""

    def __init__(self, path, players, resumed):
        self.players, known = list(players), []
        if resumed and path.exists():
            known = [line for line in path.read_text().splitlines()[1:] if int(line.split(",")[0]) <= resumed]
        self.file = path.open("w")
        self.file.write("\\n".join([",".join(["round", *self.players]), *known]) + "\\n")

    def add(self, round, losses):
        self.file.write(",".join([str(round), *(repr(losses[p]) if p in losses else "" for p in self.players)]) + "\\n")


def main(**graph):
    graph = SimpleNamespace(**graph)
    options = parse(graph)
    world, rank = int(os.environ.get("WORLD_SIZE", 1)), int(os.environ.get("RANK", 0))
    local = int(os.environ.get("LOCAL_RANK", 0))
    usual = f"cuda:{local}" if torch.cuda.is_available() else "cpu"
    device = torch.device(options.device or usual)
    if world > 1:
        if device.type == "cuda":
            torch.cuda.set_device(device)
        dist.init_process_group("nccl" if device.type == "cuda" else "gloo")
    options.out.mkdir(parents=True, exist_ok=True)
    game = Game(graph, options, device, rank, world)
    if options.resume is not None:
        game.resume(options.resume or options.out / "checkpoint.pt")
    begun, look = game.round, 1 if options.json and world == 1 else 10
    progress = Progress(options, begun) if rank == 0 else None
    record = LossFile(options.out / "losses.csv", graph.players, begun) if rank == 0 else None
    stopping = []
    for kind in (signal.SIGINT, signal.SIGTERM):
        # The first one ends the run with what there is, the second one at once.
        signal.signal(kind, lambda number, _: (stopping.append(number), signal.signal(number, signal.SIG_DFL)))

    def report():
        first = game.round - len(game.losses) + 1
        for i, losses in enumerate(game.take_losses()):
            for name, loss in losses.items():
                if not math.isfinite(loss):
                    raise SystemExit(f"The loss of {name} in round {first + i} is {loss}.")
            if rank == 0:
                progress.show(first + i, losses)
                record.add(first + i, losses)

    start = time.perf_counter()
    if begun == 0 and rank == 0 and options.sample_every:
        game.save_sheets()
    while game.round < options.rounds:
        game.play_round()
        last = game.round >= options.rounds
        due = last or game.round % look == 0
        saves = last or game.round % options.save_every == 0
        shows = options.sample_every and (last or game.round % options.sample_every == 0)
        if due or saves or shows:
            report()
            stop = torch.tensor(float(len(stopping)))
            if world > 1:
                # One for all: a process that ends alone would leave the others waiting.
                stop = stop.to(device)
                dist.all_reduce(stop)
            if stop.item():
                break
        if saves and not last:
            if rank == 0:
                # Losses first: a run that is killed goes on from a checkpoint that has all of them.
                record.file.flush()
            game.save()
        if shows and not last and rank == 0:
            game.save_sheets()
    seconds = time.perf_counter() - start
    report()
    game.save()
    if rank == 0:
        if options.sample_every:
            game.save_sheets()
        progress.close()
        record.file.close()
        if not options.json:
            played = max(1, game.round - begun)
            sent = f", {game.sent / played / 1e6:.3g} MB of gradients shared a round" if world > 1 else ""
            print(f"{game.round - begun} rounds in {seconds:.1f} s, {played / seconds:.3g} a second{sent}.")
            print(f"Written: {options.out}")
    if world > 1:
        dist.destroy_process_group()
`;
