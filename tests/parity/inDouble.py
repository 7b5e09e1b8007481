"""A twin in double precision: what both it and the browser's engine round. python inDouble.py train.py --options ..."""

import os
import runpy
import sys

import torch

train = sys.argv[1]
sys.path.insert(0, os.path.dirname(train))
import tensors

single = torch.Tensor.float
read, write = tensors.read_tensors, tensors.write_tensors


def read_double(path):
    return {name: value.double() if value.is_floating_point() else value for name, value in read(path).items()}


def write_single(path, values, **metadata):
    write(path, {name: single(value) for name, value in values.items()}, **metadata)


torch.set_default_dtype(torch.float64)
torch.Tensor.float = torch.Tensor.double
tensors.read_tensors, tensors.write_tensors = read_double, write_single
sys.argv = sys.argv[1:]
runpy.run_path(train, run_name="__main__")
