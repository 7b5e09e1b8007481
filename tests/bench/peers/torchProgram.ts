// A compiled program written out as one PyTorch training step, from the kinds' own PyTorch halves.
import { kindOf } from '../../../src/lib/nodes/catalogue';
import type { Kind } from '../../../src/lib/nodes/kind';
import { contextOf } from '../../../src/lib/compile/plan';
import type { NetworkPlan, Phase, Program, Step } from '../../../src/lib/compile/program';

const identifier = (ref: string): string => ref.replace(/[^A-Za-z0-9_]/g, '_');

/** `y = F.relu(x)` for every output of a step. */
function linesOf(kind: Kind, step: Step): string[] {
	const args = Object.fromEntries(
		Object.entries(step.inputs).map(([port, ref]) => [port, identifier(ref)]),
	);
	const self = `self.m["${step.node}"]`;
	const outputs = kind.torch?.call({ ...contextOf(step), args, self }) ?? {};
	return Object.entries(outputs).map(
		([port, expression]) => `${identifier(`${step.node}/${port}`)} = ${expression}`,
	);
}

function networkCode({ name, steps, inputs, outputs }: NetworkPlan): string[] {
	const body = steps.filter(({ kind }) => kind !== 'input' && kind !== 'output');
	const modules = body.flatMap((step) => {
		const made = kindOf(step.kind)?.torch?.module?.(contextOf(step));
		return made ? [`\t\tself.m["${step.node}"] = ${made}`] : [];
	});
	return [
		`class ${name}(nn.Module):`,
		'\tdef __init__(self):',
		'\t\tsuper().__init__()',
		'\t\tself.m = nn.ModuleDict()',
		...modules,
		`\tdef forward(self, ${inputs.map(({ from }) => identifier(from)).join(', ')}):`,
		...body.flatMap((step) => linesOf(kindOf(step.kind)!, step).map((line) => `\t\t${line}`)),
		`\t\treturn ${outputs.map(({ from }) => identifier(from)).join(', ')}`,
	];
}

function phaseCode(program: Program, phase: Phase): string[] {
	const lines = (nodes: readonly string[]): string[] =>
		nodes.flatMap((node) => {
			const step = program.steps.find((one) => one.node === node)!;
			if (program.sources.includes(node)) return [];
			if (step.kind !== 'call') return linesOf(kindOf(step.kind)!, step);
			const [output] = Object.keys(step.outputTypes);
			const args = Object.values(step.inputs).map(identifier).join(', ');
			return [`${identifier(`${node}/${output}`)} = ${String(step.params.network)}_(${args})`];
		});
	return [
		'\twith torch.no_grad():',
		...lines(phase.before).map((line) => `\t\t${line}`),
		'\t\tpass',
		...lines(phase.tape).map((line) => `\t${line}`),
		`\tupdate("${phase.player}", ${identifier(phase.loss)})`,
	];
}

/** Python that defines the networks, their optimizers, and `play(values)`: one round on these source values. */
export function torchProgram(program: Program): string {
	const players = [...new Set(program.phases.map(({ player }) => player))].map((player) => {
		const { params } = program.steps.find(({ node }) => node === player)!;
		const { networks } = program.phases.find((phase) => phase.player === player)!;
		const weights = networks.map((name) => `*${name}_.parameters()`).join(', ');
		const { learningRate, beta1, beta2, epsilon } = params;
		return `optimizers["${player}"] = torch.optim.Adam([${weights}], ${learningRate}, (${beta1}, ${beta2}), ${epsilon})`;
	});
	const names = Object.keys(program.networks);
	const sources = program.phases
		.flatMap(({ before, tape }) => [...before, ...tape])
		.flatMap((node) => Object.values(program.steps.find((one) => one.node === node)!.inputs))
		.filter((ref) => program.sources.includes(ref.slice(0, ref.indexOf('/'))));
	return [
		...Object.values(program.networks).flatMap(networkCode),
		...names.map((name) => `${name}_ = ${name}()`),
		`networks = {${names.map((name) => `"${name}": ${name}_`).join(', ')}}`,
		'optimizers = {}',
		...players,
		'losses = {}',
		'def update(player, loss):',
		'\toptimizer = optimizers[player]',
		'\tweights = optimizer.param_groups[0]["params"]',
		'\tfor weight, gradient in zip(weights, torch.autograd.grad(loss, weights)):',
		'\t\tweight.grad = gradient',
		'\toptimizer.step()',
		'\tlosses[player] = float(loss)',
		'def play(values):',
		...[...new Set(sources)].map((ref) => `\t${identifier(ref)} = values["${ref}"]`),
		...program.phases.flatMap((phase) => phaseCode(program, phase)),
	].join('\n');
}
