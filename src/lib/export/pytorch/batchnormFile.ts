// batchnorm.py: batch norm over several processes.

export const batchnormFile = `"""Batch norm over the whole batch, wherever its parts are."""
from functools import partial

import torch


def synchronise(network, world):
    """nn.SyncBatchNorm does the same, on GPUs only."""
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
`;
