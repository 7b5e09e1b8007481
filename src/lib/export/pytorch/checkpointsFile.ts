// checkpoints.py: weight files with all it takes to go on; the app reads and writes the same.

export const checkpointsFile = `"""
One file of weights and of all it takes to go on from them, here or in GAN Loom. Its tensors:

    G/dense1/weight                            weights, and running statistics: network/node/weight
    optimizer/playG/exp_avg/G/dense1/weight    what a player's optimizer keeps of a weight
    average/G/dense1/weight                    running averages of weights
    training/pool/images                       what a node of the training canvas keeps

Seed, rounds and draws stand in the file's metadata, and each player's optimizer and updates. Without them a file is of
weights alone: a beginning.
"""
import json
import re
import sys

import torch
import torch.distributed as dist

from tensors import read_metadata, read_tensors, write_tensors

# What PyTorch's optimizers keep of a weight.
SLOTS = {"adam": ["exp_avg", "exp_avg_sq"], "rmsprop": ["square_avg"], "sgd": ["momentum_buffer"]}
STATE = re.compile(r"(optimizer/[^/]+/[^/]+/|average/)[^/]+/[^/]+/|training(\\.\\d+)?/[^/]+/")


def weight_path(network, key, nodes):
    """residuals.0.conv1.weight of G → G/residuals.0.conv1/weight: blocks' repeats are numbered, nodes are named."""
    parts = key.split(".")
    end = 1
    while end < len(parts) and parts[end].isdigit():
        end += 2
    node = ".".join(nodes.get(part, part) for part in parts[:end])
    return f"{network}/{node}/{'.'.join(parts[end:])}"


def named_weights(networks, nodes):
    """All weights and running statistics by path: the networks' own memory."""
    return {
        weight_path(name, key, nodes): value
        for name, network in networks.items()
        for key, value in network.state_dict().items()
        if not key.endswith("num_batches_tracked")
    }


def kept_by_canvas(game, process):
    """What nodes of the training canvas keep: each process its own."""
    name = f"training.{process}" if process else "training"
    nodes = game.graph.canvas_nodes
    return {weight_path(name, key, nodes): value for key, value in game.nets.canvas.state_dict().items()}


# ---------------------------------------------------------------- reading


def load_weights(networks, nodes, path):
    given, own = read_tensors(path), named_weights(networks, nodes)
    for place, value in own.items():
        if place not in given:
            raise SystemExit(f"{path}: {place} is missing.")
        copy(path, place, given[place], value)
    unknown = [name for name in given if not (name in own or name.endswith("num_batches_tracked") or STATE.match(name))]
    if unknown:
        raise SystemExit(f"{path}: there is no weight {unknown[0]} in the networks.")


def averaged_weights(networks, nodes, path):
    """Running averages of a file in the place of the weights that have them."""
    given = read_tensors(path)
    for place, value in named_weights(networks, nodes).items():
        if f"average/{place}" in given:
            copy(path, place, given[f"average/{place}"], value)


def copy(path, place, value, target):
    if value.shape != target.shape:
        raise SystemExit(f"{path}: {place} is {list(value.shape)} instead of {list(target.shape)}.")
    with torch.no_grad():
        target.copy_(value)


def go_on(game, path):
    """Takes over the run that led to these weights. What does not fit is told, and starts anew."""
    about = read_metadata(path)
    if "players" not in about:
        return
    given, told = read_tensors(path), json.loads(about["players"])
    game.round, game.number = int(about["rounds"]), int(about["draws"])
    if game.options.seed is None:
        game.seed = int(about["seed"])
    players, notes = game.graph.players, []
    notes += [f"there is no player {name} here" for name in told if name not in players]
    for name, player in players.items():
        own = told.get(name)
        if own is None:
            notes.append(f"nothing is told of {name}, whose optimizer starts anew")
        elif own["optimizer"] != player.kind:
            notes.append(f"{name} is trained with {player.kind} now, not {own['optimizer']}: its optimizer starts anew")
        else:
            player.updates = own["updates"]
            write_slots(player, f"optimizer/{name}", given, path)
        averages = [(f"average/{place}", average) for place, average in zip(player.paths, player.averages)]
        if not all(place in given for place, _ in averages):
            notes.append(f"the averages of {name} are not there, and start at the weights")
        for place, average in averages:
            if place in given:
                copy(path, place, given[place], average)
    # Other processes than there were begin with what the first one kept.
    first = kept_by_canvas(game, 0)
    for (place, value), usual in zip(kept_by_canvas(game, game.rank).items(), first):
        found = given.get(place, given.get(usual))
        if found is None or found.shape != value.shape:
            notes.append(f"{usual} is not there in this size, and starts anew")
        else:
            value.copy_(found)
    if game.rank == 0:
        for note in notes:
            print(f"{path}: {note}.", file=sys.stderr)


def write_slots(player, prefix, given, path):
    state = {}
    for i, (place, weight) in enumerate(zip(player.paths, player.weights)):
        own = {slot: f"{prefix}/{slot}/{place}" for slot in SLOTS[player.kind]}
        found = {slot: torch.zeros_like(weight) for slot, name in own.items() if name in given}
        for slot, value in found.items():
            copy(path, own[slot], given[own[slot]], value)
        if found:
            state[i] = {"step": torch.tensor(float(player.updates)), **found}
    groups = player.optimizer.state_dict()["param_groups"]
    player.optimizer.load_state_dict({"state": state, "param_groups": groups})


# ---------------------------------------------------------------- writing


def save(game):
    """OUT/weights.safetensors; beside it averaged.safetensors, where a player keeps averages."""
    average_statistics(game)
    kept = kept_by_canvas(game, game.rank)
    if game.world > 1:
        pools = [None] * game.world
        dist.all_gather_object(pools, {place: value.cpu() for place, value in kept.items()})
        kept = {place: value for pool in pools for place, value in pool.items()}
    if game.rank:
        return
    weights, players = named_weights(game.networks, game.graph.nodes), game.graph.players
    state = {}
    for name, player in players.items():
        for place, weight in zip(player.paths, player.weights):
            own = player.optimizer.state.get(weight, {})
            state.update({
                f"optimizer/{name}/{slot}/{place}": own[slot]
                for slot in SLOTS[player.kind]
                if own.get(slot) is not None
            })
        state.update({f"average/{place}": average for place, average in zip(player.paths, player.averages)})
    told = {name: {"optimizer": player.kind, "updates": player.updates} for name, player in players.items()}
    about = {"format": "pt", "seed": game.seed, "rounds": game.round}
    run = {"draws": game.number, "players": json.dumps(told)}
    write_tensors(game.options.out / "weights.safetensors", {**weights, **state, **kept}, **about, **run)
    if any(player.ema for player in players.values()):
        with game.averaged():
            write_tensors(game.options.out / "averaged.safetensors", weights, **about)


def average_statistics(game):
    """Running statistics are each process's own; what is saved is their mean."""
    if game.world == 1:
        return
    for network in game.networks.values():
        for statistic in network.buffers():
            if statistic.is_floating_point():
                dist.all_reduce(statistic)
                statistic /= game.world
`;
