// A title that no other project has.
import type { Label } from '../../graph/types';

/** The same where it is free, else with the first number that is: `GAN (2)`. */
export function numbered(
	title: Label,
	taken: ReadonlySet<string>,
	say: (title: Label) => string,
): Label {
	const original = title;
	for (let number = 2; taken.has(say(title)); number++) {
		const with_ = (text: string): string => `${text} (${number})`;
		title =
			typeof original === 'string'
				? with_(original)
				: { ja: with_(original.ja), en: with_(original.en) };
	}
	return title;
}
