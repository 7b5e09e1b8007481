// What nodes, networks, blocks and ports may be called.

const NAME = /^[A-Za-z0-9_-]{1,64}$/;
const PORT = /^[^\s/]{1,40}$/u;

/**
 * Names of nodes, networks, blocks and frames: part of weight paths and file names. Names every object has
 * (`constructor`, `toString` …) are refused, so that no lookup can find anything but the document's own.
 */
export function isName(text: string): boolean {
	return NAME.test(text) && !(text in {});
}

/** Names of ports: `z′` is fine, a slash would end the name of its node. */
export function isPortName(text: string): boolean {
	return PORT.test(text) && !(text in {});
}

/** Keys of parameters. */
export function isParamName(text: string): boolean {
	return isName(text);
}

/** A name out of a file, short enough to be shown in a sentence. */
export function clipped(name: string): string {
	return name.length > 80 ? `${name.slice(0, 79)}…` : name;
}
