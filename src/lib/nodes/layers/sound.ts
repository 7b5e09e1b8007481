// What layers along time share: the sound at an input, and what to say where nothing of it is left.
import type { PortType, Text } from '../../graph/types';
import type { PortSpec, Problem } from '../kind';
import { numbersAt, type Asking } from '../problems';
import { gapped, typeText } from '../shape';

/** What layers along time read. */
export const soundPort: PortSpec = { name: 'x', accepts: ['wave', 'spectrogram'] };

/** The sound or spectrogram at the input; anything else is told what to do about it. */
export function soundAt(
	asking: Asking,
	reader: Text,
	port = 'x',
): { type?: PortType; problems: readonly Problem[] } {
	return shapedAt(asking, port, [2], 'notASound', {
		ja: `${reader.ja}が読むのは、長さ×チャンネルの音かスペクトログラムです。`,
		en: `${reader.en} reads sound and spectrograms: length × channels.`,
	});
}

/** The picture, sound or spectrogram at the input. */
export function pictureOrSoundAt(
	asking: Asking,
	reader: Text,
): { type?: PortType; problems: readonly Problem[] } {
	return shapedAt(asking, 'x', [2, 3], 'noChannels', {
		ja: `${reader.ja}が読むのは、画像か音です。`,
		en: `${reader.en} reads pictures and sound.`,
	});
}

function shapedAt(
	asking: Asking,
	port: string,
	ranks: readonly number[],
	code: string,
	reads: Text,
): { type?: PortType; problems: readonly Problem[] } {
	const { type, problems } = numbersAt(asking, port);
	if (!type || ranks.includes(type.shape.length)) return { type, problems };
	const what = typeText(type);
	return {
		problems: [
			{
				severity: 'error',
				code,
				port,
				message: {
					ja: `これは${gapped(what.ja)}です。${reads.ja}`,
					en: `This is ${what.en}; ${reads.en}`,
				},
			},
		],
	};
}

/** A layer whose output would last no time. */
export const nothingHeard: Problem = {
	severity: 'error',
	code: 'nothingLeft',
	port: 'x',
	message: {
		ja: '入力がフィルタより短く、何も残りません。カーネルを小さくするか、パディングを増やしてください。',
		en: 'The input is shorter than the filter, so nothing is left. Use a smaller kernel or more padding.',
	},
};
