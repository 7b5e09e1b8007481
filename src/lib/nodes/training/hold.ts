// Hold: this round's first values, whatever is updated after.
import type { PortType } from '../../graph/types';
import { defineKind, type PortSpec } from '../kind';
import { detach } from '../ops/untaped';
import { numbersAt } from '../problems';
import { imageType, vectorType, waveType } from '../shape';
import { termsOf, variadicPorts } from '../variadic';

/** The first value goes in at `x` and comes out at `y`, the second at `x2` and `y2`, and so on. */
const numbered = (port: string): string => (port === 'x' ? 'x1' : port);
const named = (port: string): string => (port === 'x1' ? 'x' : port);
const heldAt = (port: string): string => port.replace('x', 'y');

/** Inputs with a wire, in order. */
const given = (wired: readonly string[]): string[] => termsOf('x', wired.map(numbered)).map(named);

export const hold = defineKind({
	id: 'hold',
	category: 'data',
	icon: 'hand',
	surfaces: ['training'],
	doc: {
		name: { ja: '値を保つ', en: 'Hold' },
		also: ['previous value', 'teacher', 'freeze', '固定'],
		text: {
			ja: 'このラウンドで最初の値を保ちます。あとでネットワークが更新されても計算し直さず、勾配も通しません。更新前の G が作った画像や、更新前の D の特徴を使うときに使います。データとノイズを引き直すと、値も新しくなります。1 つのノードでいくつでも保てます。',
			en: 'Keeps this round’s first value. It is not computed again when a network is updated later, and no gradient passes: for pictures of G, or features of D, from before the update. When data and noise are drawn anew, so is the value. One node holds as many as are wired to it.',
		},
		formula: 'y = x|_{\\theta\\ \\text{before this round’s updates}}',
	},
	params: {},
	ports({ wired }) {
		const inputs = variadicPorts('x', wired.map(numbered), 1).map(({ name }): PortSpec => ({
			name: named(name),
			detached: true,
			optional: name !== 'x1',
		}));
		const held = new Set(['x', ...given(wired)]);
		return { inputs, outputs: [...held].map((port) => ({ name: heldAt(port) })) };
	},
	infer(context) {
		const answers = given(context.wired).map((port) => ({ port, ...numbersAt(context, port) }));
		const outputs: [string, PortType | undefined][] = answers.map(({ port, type }) => [
			heldAt(port),
			type,
		]);
		return {
			outputs: Object.fromEntries(outputs),
			problems: answers.flatMap(({ problems }) => problems),
		};
	},
	holds: true,
	tfjs: {
		forward: (tf, inputs) =>
			Object.fromEntries(Object.entries(inputs).map(([port, x]) => [heldAt(port), detach(tf, x)])),
	},
	tex: ({ args }) =>
		Object.fromEntries(Object.entries(args).map(([port, x]) => [heldAt(port), `\\overline{${x}}`])),
	torch: {
		call: ({ args }) =>
			Object.fromEntries(Object.entries(args).map(([port, x]) => [heldAt(port), `${x}.detach()`])),
	},
	examples: [
		{ inputs: { x: vectorType(4) } },
		{ inputs: { x: imageType(2, 3, 2, [0, 1]), x2: waveType(3, 2) } },
	],
});
