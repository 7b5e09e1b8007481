// tensors.py: safetensors in a few lines, as published: github.com/huggingface/safetensors, "Format".

export const tensorsFile = `"""Reads and writes safetensors: named arrays in one file, and nothing that could be run."""
import json
import os
import struct

import torch

TYPES = {"F64": torch.float64, "F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16,
         "I64": torch.int64, "I32": torch.int32, "I16": torch.int16, "U8": torch.uint8}
NAMES = {dtype: name for name, dtype in TYPES.items()}


def read_header(file):
    (length,) = struct.unpack("<Q", file.read(8))
    header = json.loads(file.read(length))
    return header.pop("__metadata__", {}), header


def read_metadata(path):
    """Texts by name."""
    with open(path, "rb") as file:
        return read_header(file)[0]


def read_tensors(path):
    """Tensors by name; half precision becomes float32."""
    with open(path, "rb") as file:
        _, header = read_header(file)
        values = bytearray(file.read())
    found = {}
    for name, entry in header.items():
        dtype, (begin, end) = TYPES[entry["dtype"]], entry["data_offsets"]
        if begin == end:
            found[name] = torch.empty(entry["shape"], dtype=dtype)
            continue
        size = torch.empty((), dtype=dtype).element_size()
        flat = torch.frombuffer(values, dtype=dtype, count=(end - begin) // size, offset=begin)
        tensor = flat.reshape(entry["shape"]).clone()
        found[name] = tensor.float() if dtype in (torch.float16, torch.bfloat16) else tensor
    return found


def write_tensors(path, tensors, **metadata):
    """The file appears whole or not at all."""
    header = {"__metadata__": {name: str(value) for name, value in metadata.items()}}
    parts, end = [], 0
    for name, tensor in tensors.items():
        tensor = tensor.detach().cpu().contiguous()
        flat = tensor.reshape(-1)
        part = bytes(flat.view(torch.uint8).numpy()) if len(flat) else b""
        header[name] = {"dtype": NAMES[tensor.dtype], "shape": list(tensor.shape),
                        "data_offsets": [end, end + len(part)]}
        parts.append(part)
        end += len(part)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    draft = f"{path}.part"
    with open(draft, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for part in parts:
            file.write(part)
    os.replace(draft, path)
`;
