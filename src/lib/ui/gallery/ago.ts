// How long ago something was, in words.

const STEPS: readonly { unit: Intl.RelativeTimeFormatUnit; seconds: number }[] = [
	{ unit: 'day', seconds: 86_400 },
	{ unit: 'hour', seconds: 3600 },
	{ unit: 'minute', seconds: 60 },
];

/** “3 minutes ago”, “yesterday”; the date itself when a week has passed. Both times in milliseconds since 1970. */
export function ago(then: number, now: number, language: string): string {
	const seconds = Math.max(0, (now - then) / 1000);
	if (seconds > 7 * 86_400) {
		return new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric' }).format(then);
	}
	const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
	const step = STEPS.find((one) => seconds >= one.seconds);
	return step
		? format.format(-Math.floor(seconds / step.seconds), step.unit)
		: format.format(0, 'second');
}
