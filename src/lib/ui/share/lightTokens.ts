// The light theme's colours as plain values, for pictures that leave the page and its style sheets.
import tokens from '../tokens.css?raw';

const values = new Map<string, string>();
// The first rule is the light theme; what follows changes some of it.
for (const [, name, value] of tokens
	.slice(0, tokens.indexOf('}'))
	.matchAll(/--([\w-]+):\s*([^;]+);/g))
	values.set(name!, value!.replace(/\s+/g, ' ').trim());

/** What `var(--name)` is by day. */
export function light(name: string): string {
	const value = values.get(name);
	if (value === undefined) throw new Error(`tokens.css has no --${name}.`);
	return value;
}
