// Which language the page speaks. Texts of the page live in en/ and ja/, one file a part of the app;
// texts of kinds and diagnostics come with them, in both languages, and are picked here.
import i18next from 'i18next';
import LanguageDetector from 'i18next-browser-languagedetector';
import type { Label } from '../../graph/types';

export type Locale = 'ja' | 'en';

const files = import.meta.glob<Record<string, unknown>>('./{en,ja}/*.json', {
	eager: true,
	import: 'default',
});

const resources: Record<string, Record<string, Record<string, unknown>>> = {};
for (const [path, content] of Object.entries(files)) {
	const [, language, part] = /\.\/(\w+)\/(\w+)\.json$/.exec(path)!;
	((resources[language!] ??= {}).translation ??= {})[part!] = content;
}

await i18next.use(LanguageDetector).init({
	resources,
	fallbackLng: 'en',
	supportedLngs: ['ja', 'en'],
	load: 'languageOnly',
	interpolation: { escapeValue: false },
	detection: {
		order: ['querystring', 'localStorage', 'navigator'],
		lookupQuerystring: 'lang',
		lookupLocalStorage: 'ganloom.language',
		caches: [],
	},
});

let current = $state<Locale>(i18next.resolvedLanguage === 'ja' ? 'ja' : 'en');

/** The language in use; reading it in markup makes the markup follow. */
export function locale(): Locale {
	return current;
}

/** Switches at once and remembers it in this browser. */
export async function setLocale(next: Locale): Promise<void> {
	await i18next.changeLanguage(next);
	localStorage.setItem('ganloom.language', next);
	current = next;
}

/** The page's text under `part.key`, with {{values}} filled in. */
export function t(key: string, values?: Record<string, string | number>): string {
	void current; // makes callers in markup depend on the language
	return i18next.t(key, { ...values });
}

/** What people typed is shown as it is; a text in both languages in the one in use. */
export function pick(label: Label | undefined): string {
	if (label === undefined) return '';
	return typeof label === 'string' ? label : label[current];
}

/** Names in a row, as this language separates them: `G, D`, or `G、D`. */
export function list(names: readonly string[]): string {
	return new Intl.ListFormat(current, { type: 'conjunction', style: 'narrow' }).format(names);
}

/** A number as this language writes it. */
export function number(value: number, options?: Intl.NumberFormatOptions): string {
	return new Intl.NumberFormat(current, options).format(value);
}
