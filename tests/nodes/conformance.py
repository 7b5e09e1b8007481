"""Evaluates the PyTorch halves of kinds: reads cases from standard input as JSON, writes what they give."""

import json
import sys
from types import SimpleNamespace

import torch
import torch.nn as nn
import torch.nn.functional as F


def tensor(data, **options):
    kind = torch.int32 if data["dtype"] == "int32" else torch.float32
    return torch.tensor(data["values"], dtype=kind).reshape(data["shape"]).requires_grad_(**options)


def plain(values):
    return {
        name: {"shape": list(value.shape), "values": value.detach().flatten().tolist()}
        for name, value in values.items()
    }


def leaves(case):
    return {
        port: tensor(data, requires_grad=data["dtype"] == "float32")
        for port, data in case["inputs"].items()
    }


def make(case, training):
    """The module with its weights, or nothing where the kind is a function."""
    if case["module"] is None:
        return None
    names = {"nn": nn, "torch": torch}
    exec(case.get("define", ""), names)
    module = eval(case["module"], names)
    weights = {name: tensor(data, requires_grad=False) for name, data in case["weights"].items()}
    missing, unexpected = module.load_state_dict(weights, strict=False)
    missing = [name for name in missing if name != "num_batches_tracked"]
    if missing or unexpected:
        raise ValueError(f"{case['name']}: weights missing {missing}, unexpected {unexpected}")
    return module.train(training)


def call(case, module, inputs):
    names = {"nn": nn, "F": F, "torch": torch, "self": SimpleNamespace(node=module), **inputs}
    exec(case.get("define", ""), names)
    return {port: eval(expression, names) for port, expression in case["calls"].items()}


def run(case):
    module, inputs = make(case, True), leaves(case)
    outputs = call(case, module, inputs)
    floats = {port: value for port, value in inputs.items()
              if value.requires_grad and port not in case.get("detached", [])}
    weights = dict(module.named_parameters()) if module is not None else {}
    targets = {**floats, **{f"weights/{name}": value for name, value in weights.items()}}
    answer = {"outputs": plain(outputs), "gradients": {}, "second": {}, "buffers": {}}
    if targets:
        total = sum((outputs[port] * tensor(data, requires_grad=False)).sum()
                    for port, data in case["cotangents"].items())
        gradients = torch.autograd.grad(total, list(targets.values()), create_graph=True)
        answer["gradients"] = plain(dict(zip(targets, gradients)))
        bent = case.get("bent", list(floats))
        first = [gradient for name, gradient in zip(targets, gradients) if name in bent]
        if case["twice"] and floats:
            # The zero lets autograd answer where the gradient does not depend on the inputs at all.
            bend = sum((gradient**2).sum() for gradient in first)
            bend = bend + sum((value * 0).sum() for value in floats.values())
            second = torch.autograd.grad(bend, list(floats.values()), allow_unused=True)
            answer["second"] = plain(
                {
                    port: torch.zeros_like(value) if gradient is None else gradient
                    for (port, value), gradient in zip(floats.items(), second)
                }
            )
    if module is not None:
        answer["buffers"] = plain(
            {name: value for name, value in module.named_buffers() if name != "num_batches_tracked"}
        )
    answer["evaluated"] = plain(call(case, make(case, False), leaves(case)))
    return answer


torch.set_num_threads(1)
print(json.dumps({case["name"]: run(case) for case in json.load(sys.stdin)}))
