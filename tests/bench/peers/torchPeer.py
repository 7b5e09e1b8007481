# PyTorch as a peer, on one thread: requests as lines of JSON, each answered by one. What plays is the document's twin.
import json, os, re, runpy, sys, time, traceback
from types import SimpleNamespace

import torch

torch.set_num_threads(1)


def held(field):
    with open("/proc/self/status") as status:
        return 1024 * int(re.search(field + r":\s+(\d+)", status.read())[1])


def open_(folder):
    global game, rounds, before
    # The count of the peak starts anew: proc(5).
    with open("/proc/self/clear_refs", "w") as file:
        file.write("5")
    before = held("VmRSS")
    train = os.path.join(folder, "train.py")
    sys.path.insert(0, folder)
    sys.argv = [train, "--feeds", os.path.join(folder, "feeds.safetensors"), "--out", folder]
    import engine

    # train.py hands its graph to the engine, which would play it to the end.
    graph = {}
    engine.main = lambda **given: graph.update(given)
    runpy.run_path(train, run_name="__main__")
    graph = SimpleNamespace(**graph)
    game = engine.Game(graph, engine.parse(graph), torch.device("cpu"), 0, 1)
    rounds = len(next(iter(game.feeds.values())))
    # Debian's PyTorch runs on whatever BLAS is installed; the reference one is ten times slower than OpenBLAS.
    with open("/proc/self/maps") as maps:
        libraries = {line.split()[-1] for line in maps if "blas" in line}
    return {"blas": sorted(libraries)}


def play_():
    # Inputs come round again.
    game.number %= rounds
    begun = time.perf_counter()
    game.play_round()
    (losses,) = game.take_losses()
    milliseconds = (time.perf_counter() - begun) * 1000
    return {"milliseconds": milliseconds, "losses": list(losses.values())}


methods = {"open": open_, "play": play_, "memory": lambda: held("VmHWM") - before}
for line in sys.stdin:
    method, *arguments = json.loads(line)
    try:
        answer = {"gave": methods[method](*arguments)}
    except Exception:
        answer = {"failed": traceback.format_exc()}
    print(json.dumps(answer), flush=True)
