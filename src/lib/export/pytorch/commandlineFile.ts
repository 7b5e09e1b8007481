// commandline.py: what train.py is told, and what it tells.

export const commandlineFile = `"""What train.py is told on the command line, and what it tells while it runs."""
import argparse
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).parent


def parse(graph):
    parser = argparse.ArgumentParser(
        description="Trains the graph. Several processes share the work under: torchrun --nproc_per_node=N train.py"
    )
    add = parser.add_argument
    add("--rounds", type=int, default=graph.rounds, help="rounds to play in all (%(default)s)")
    add("--batch", type=int, default=graph.batch, help="items a draw, over all processes (%(default)s)")
    add("--seed", type=int, help=f"of data order, noise and dropout (that of the run gone on with, or {graph.seed})")
    add("--out", type=pathlib.Path, default=pathlib.Path("out"), help="folder for what is made (%(default)s)")
    add("--device", help="cpu, cuda, cuda:1, mps ...; without it a GPU where there is one")
    add("--weights", type=pathlib.Path, default=HERE / "weights.safetensors", metavar="FILE",
        help="start from these, and go on with the run they are of, if it is told there (those beside this file)")
    add("--resume", action="store_true", help="the same from OUT/weights.safetensors: go on where it stopped")
    add("--save-every", type=int, default=500, metavar="N", help="rounds between savings of weights (%(default)s)")
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
    if options.resume:
        options.weights = options.out / "weights.safetensors"
    if not options.weights.exists():
        parser.error(f"there is no {options.weights}")
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
`;
