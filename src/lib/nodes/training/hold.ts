// Hold: this round's first value, whatever is updated after.
import { defineKind } from '../kind';
import { detach } from '../ops/untaped';
import { numbersAt } from '../problems';
import { imageType, vectorType } from '../shape';

export const hold = defineKind({
	id: 'hold',
	category: 'data',
	icon: 'hand',
	surfaces: ['training'],
	doc: {
		name: { ja: '値を保つ', en: 'Hold' },
		also: ['previous value', 'teacher', 'freeze', '固定'],
		text: {
			ja: 'このラウンドで最初の値を保ちます。あとでネットワークが更新されても計算し直さず、勾配も通しません。更新前の G が作った画像や、更新前の D の特徴を使うときに使います。データとノイズを引き直すと、値も新しくなります。',
			en: 'Keeps this round’s first value. It is not computed again when a network is updated later, and no gradient passes: for pictures of G, or features of D, from before the update. When data and noise are drawn anew, so is the value.',
		},
		formula: 'y = x|_{\\theta\\ \\text{before this round’s updates}}',
	},
	params: {},
	ports: () => ({ inputs: [{ name: 'x', detached: true }], outputs: [{ name: 'y' }] }),
	infer(context) {
		const { type, problems } = numbersAt(context);
		return { outputs: { y: type }, problems };
	},
	holds: true,
	tfjs: { forward: (tf, { x }) => ({ y: detach(tf, x!) }) },
	torch: { call: ({ args }) => ({ y: `${args.x}.detach()` }) },
	examples: [{ inputs: { x: vectorType(4) } }, { inputs: { x: imageType(2, 3, 2, [0, 1]) } }],
});
