// Looks for a Chromium to run, wherever it was installed from.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

const INSTALLED = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The path of a Chromium: `CHROME_PATH` if set, else Playwright's own, Debian's or Google's. Throws if there is none. */
export function findBrowser(): string {
	const { CHROME_PATH } = process.env;
	const candidates = CHROME_PATH ? [CHROME_PATH] : [chromium.executablePath(), ...INSTALLED];
	const found = candidates.find((path) => existsSync(path));
	if (!found) {
		throw new Error(
			`No Chromium was found (looked for ${candidates.join(', ')}). Install one with “npx playwright install chromium”, or set CHROME_PATH.`,
		);
	}
	return found;
}

/** What a headless Chromium needs for WebGPU on any machine, with a GPU or without, and to keep to itself. */
export const BROWSER_ARGUMENTS: readonly string[] = [
	'--enable-unsafe-webgpu',
	'--no-sandbox',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];
