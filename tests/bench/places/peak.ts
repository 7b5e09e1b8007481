// The most memory this process holds from a moment on: Linux keeps count, and lets the count start anew.
import { readFileSync, writeFileSync } from 'node:fs';

const held = (field: 'VmRSS' | 'VmHWM'): number => {
	const status = readFileSync('/proc/self/status', 'utf8');
	return 1024 * Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)![1]);
};

/** Gives a function: bytes at the peak since now, less what is held now. It gives nothing elsewhere than on Linux. */
export function peakSinceNow(): () => number | undefined {
	if (process.platform !== 'linux') return () => undefined;
	// 5: “reset the peak resident set size” (proc(5)).
	writeFileSync('/proc/self/clear_refs', '5');
	const before = held('VmRSS');
	return () => held('VmHWM') - before;
}
