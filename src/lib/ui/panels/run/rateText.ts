// Rounds a second: two or three digits, whether a round takes seconds or milliseconds.
import { number } from '../../i18n/i18n.svelte';

export function rateText(rate: number): string {
	return number(rate, { maximumFractionDigits: rate < 1 ? 2 : rate < 10 ? 1 : 0 });
}
