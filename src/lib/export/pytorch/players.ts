// Players in Python: the networks they update, and PyTorch's optimizers.
import type { Program } from '../../compile/program';
import type { ParamMap } from '../../graph/types';
import { quoted } from './pythonNames';

/** A table of the players, in the order in which they first play. */
export function playerLines(program: Program): string[] {
	const players = [...new Set(program.phases.map(({ player }) => player))];
	const lines = players.map((player) => {
		const { params } = program.steps.find(({ node }) => node === player)!;
		const networks = program.phases.find((phase) => phase.player === player)!.networks;
		const names = networks.map(quoted).join(', ');
		return `    ${quoted(player)}: Player([${names}], lambda weights: ${optimizer(params)}${options(params)}),`;
	});
	return ['PLAYERS = {', ...lines, '}'];
}

const OPTIMIZERS: Readonly<Record<string, (params: ParamMap) => string>> = {
	adam: ({ learningRate, beta1, beta2, epsilon }) =>
		`torch.optim.Adam(weights, lr=${String(learningRate)}, betas=(${String(beta1)}, ${String(beta2)})${unless(epsilon, 1e-8, 'eps')})`,
	sgd: ({ learningRate, momentum }) =>
		`torch.optim.SGD(weights, lr=${String(learningRate)}${unless(momentum, 0, 'momentum')})`,
	rmsprop: ({ learningRate, alpha, epsilon }) =>
		`torch.optim.RMSprop(weights, lr=${String(learningRate)}, alpha=${String(alpha)}${unless(epsilon, 1e-8, 'eps')})`,
};

function optimizer(params: ParamMap): string {
	const write = OPTIMIZERS[String(params.optimizer)];
	if (!write) throw new Error(`There is no optimizer “${String(params.optimizer)}”.`);
	return write(params);
}

function options({ schedule, decayFrom, until, clip, ema }: ParamMap): string {
	const falling = schedule !== 'constant';
	return [
		falling ? `, schedule=${quoted(String(schedule))}` : '',
		falling ? unless(decayFrom, 0, 'decay_from') : '',
		falling ? unless(until, 0, 'until') : '',
		unless(clip, 0, 'clip'),
		unless(ema, 0, 'ema'),
	].join('');
}

const unless = (value: unknown, usual: number, name: string): string =>
	value === usual ? '' : `, ${name}=${String(value)}`;
