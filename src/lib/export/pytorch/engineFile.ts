// engine.py: what training any graph takes.

export const engineFile = `"""What training any graph takes: players, updates, processes that share the work, and the run from start to end."""
import math
import os
import signal
import time
import warnings
from contextlib import contextmanager
from types import SimpleNamespace

import torch
import torch.distributed as dist

from batchnorm import synchronise
from checkpoints import go_on, load_weights, save, weight_path
from commandline import LossFile, Progress, parse
from data import Draw, Sets, stream
from pictures import lay_out, write_png
from tensors import read_tensors

# The names of weights are those of nn.utils.spectral_norm and weight_norm, which newer versions call old.
warnings.filterwarnings("ignore", message=".*(weight|spectral)_norm.*")


class Player:
    """Who takes turns: the networks it updates, and how."""

    def __init__(self, networks, optimizer, schedule="constant", decay_from=0, until=0, clip=0, ema=0):
        self.networks, self.make_optimizer = networks, optimizer
        self.schedule, self.decay_from, self.until = schedule, decay_from, until
        self.clip, self.ema = clip, ema

    def begin(self, networks, nodes):
        own = [
            (weight_path(name, key, nodes), weight)
            for name in self.networks
            for key, weight in networks[name].named_parameters()
        ]
        self.paths, self.weights = [path for path, _ in own], [weight for _, weight in own]
        self.optimizer = self.make_optimizer(self.weights)
        self.kind = type(self.optimizer).__name__.lower()
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


class Game:
    """A run under way."""

    def __init__(self, graph, options, device, rank, world):
        self.graph, self.options, self.device, self.rank, self.world = graph, options, device, rank, world
        self.seed, self.round, self.number = graph.seed if options.seed is None else options.seed, 0, 0
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
            player.begin(self.networks, graph.nodes)
        go_on(self, options.weights)

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


def mixed(forward, device):
    """A network in bfloat16. What it gives is float32 again: losses are too fine for less."""

    def run(*inputs):
        with torch.autocast(device.type, torch.bfloat16):
            outputs = forward(*inputs)
        return tuple(y.float() for y in outputs) if isinstance(outputs, tuple) else outputs.float()

    return run


# ---------------------------------------------------------------- the run


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
    if 0 < game.round >= options.rounds:
        raise SystemExit(f"{options.weights} is of round {game.round}: --rounds {2 * game.round} plays as many again.")
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
                # Losses first: a run that is killed goes on from weights of rounds that are all in there.
                record.file.flush()
            save(game)
        if shows and not last and rank == 0:
            game.save_sheets()
    seconds = time.perf_counter() - start
    report()
    save(game)
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
