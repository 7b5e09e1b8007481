// generate.py: what a trained network makes of inputs of one's own.
import type { NetworkPlan, Program } from '../../compile/program';
import { torchOrder } from '../../nodes/shape';
import { quoted } from './pythonNames';

export function generateFile({ networks }: Program, renames: boolean): string {
	const plans = Object.values(networks);
	const usual = plans.find(({ role }) => role === 'generator') ?? plans[0];
	const table = plans.map((plan) => `    ${quoted(plan.name)}: ${portsOf(plan)},`).join('\n');
	return `"""
What a trained network makes of given inputs: tensors by the inputs' names, each [items, ...] as PyTorch lays them out.

    from tensors import write_tensors
    write_tensors("inputs.safetensors", {${exampleOf(usual)}})

    python generate.py --inputs inputs.safetensors --out made.safetensors

Pictures are written as PNG too. Averaged weights are taken where there are any, as GAN Loom does.
"""
import argparse
import math
import pathlib

import torch

from checkpoints import averaged_weights, load_weights
from model import ${renames ? 'NODES, ' : ''}make_networks
from pictures import lay_out, write_png
from tensors import read_tensors, write_tensors

# Of every network its inputs, and its outputs with the range of those that are pictures.
PORTS = {
${table}
}
# Items run through the network at once.
MOST = 256


@torch.no_grad()
def generate(network, inputs):
    """inputs: tensors in the order of the network's. Gives a tuple of outputs."""
    parts = []
    for first in range(0, len(inputs[0]), MOST):
        made = network(*(values[first : first + MOST] for values in inputs))
        parts.append(made if isinstance(made, tuple) else (made,))
    return tuple(torch.cat(own) for own in zip(*parts))


def main():
    parser = argparse.ArgumentParser(description="Runs a trained network on given inputs.")
    add = parser.add_argument
    add("--network", choices=list(PORTS), default=${quoted(usual?.name ?? '')}, help="which one (%(default)s)")
    add("--weights", type=pathlib.Path, default="out/weights.safetensors", help="trained weights (%(default)s)")
    add("--inputs", type=pathlib.Path, required=True, help="safetensors with a tensor for every input")
    add("--out", type=pathlib.Path, required=True, help="the safetensors to write, a tensor for every output")
    options = parser.parse_args()
    for file in (options.weights, options.inputs):
        if not file.exists():
            parser.error(f"there is no {file}")
    names, outputs = PORTS[options.network]
    given = read_tensors(options.inputs)
    missing = [name for name in names if name not in given]
    if missing:
        raise SystemExit(f"{options.inputs}: {missing[0]} is missing; {options.network} takes {', '.join(names)}.")
    networks = make_networks()
    nodes = ${renames ? 'NODES' : '{}'}
    load_weights(networks, nodes, options.weights)
    averaged_weights(networks, nodes, options.weights)
    for network in networks.values():
        network.eval()
    made = dict(zip(outputs, generate(networks[options.network], [given[name] for name in names])))
    write_tensors(options.out, made)
    for name, bounds in outputs.items():
        if bounds:
            several = f"-{name}" if sum(map(bool, outputs.values())) > 1 else ""
            sheet = lay_out([(made[name], bounds)], math.ceil(math.sqrt(len(made[name]))))
            write_png(options.out.with_name(f"{options.out.stem}{several}.png"), sheet)


if __name__ == "__main__":
    main()
`;
}

function portsOf({ inputs, outputs }: NetworkPlan): string {
	const taken = inputs.map(({ port }) => quoted(port)).join(', ');
	// From pictures to pictures, a network may leave open what it keeps to: then it is what it is given.
	const usual = inputs.find(({ type }) => type.meaning === 'image')?.type.range ?? [0, 1];
	const made = outputs.map(({ port, type: { meaning, range } }) => {
		const bounds = meaning === 'image' ? `(${(range ?? usual).join(', ')})` : 'None';
		return `${quoted(port)}: ${bounds}`;
	});
	return `([${taken}], {${made.join(', ')}})`;
}

/** What the inputs could be, for the docstring. */
function exampleOf(plan: NetworkPlan | undefined): string {
	const values = (plan?.inputs ?? []).map(({ port, type: { meaning, shape, classes } }) => {
		const size = [64, ...torchOrder(shape)].join(', ');
		const value =
			meaning === 'label' ? `torch.arange(64) % ${classes ?? 10}` : `torch.randn(${size})`;
		return `${quoted(port)}: ${value}`;
	});
	return values.join(', ');
}
