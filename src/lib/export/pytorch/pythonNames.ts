// Names of the document as Python identifiers, each one its own.

const KEYWORDS =
	`False None True and as assert async await break class continue def del elif else except finally for
	from global if import in is lambda nonlocal not or pass raise return try while with yield`.split(
		/\s+/,
	);

/** What a name must not be: a keyword, what the written files use, or what every nn.Module has. */
const TAKEN = new Set([
	...KEYWORDS,
	...`len range super self torch nn F
	T_destination add_module apply bfloat16 buffers call_super_init children compile cpu cuda double dump_patches eval
	extra_repr float forward get_buffer get_extra_state get_parameter get_submodule half ipu load_state_dict modules
	named_buffers named_children named_modules named_parameters parameters register_backward_hook register_buffer
	register_forward_hook register_forward_pre_hook register_full_backward_hook register_module register_parameter
	requires_grad_ set_extra_state share_memory state_dict to to_empty train training xpu zero_grad`.split(
		/\s+/,
	),
]);

/** The nearest identifier: other characters become `_`, what is taken gets one more. */
export function identifier(text: string): string {
	const safe = text
		.normalize('NFKC')
		.replace(/[′']/g, '_')
		.replace(/[^A-Za-z0-9_]/g, '_');
	const named = /^[A-Za-z]/.test(safe) ? safe : `n${safe}`;
	return TAKEN.has(named) ? `${named}_` : named;
}

/** Whether Python takes a name as an attribute. */
export const isAttribute = (name: string): boolean =>
	/^[A-Za-z]\w*$/.test(name) && !KEYWORDS.includes(name);

/** Identifiers of one scope: the same text is given the same name, another text another. */
export class PythonNames {
	private readonly known = new Map<string, string>();
	private readonly used: Set<string>;

	constructor(taken: Iterable<string> = []) {
		this.used = new Set(taken);
	}

	knows(text: string): boolean {
		return this.known.has(text);
	}

	of(text: string, wanted = text): string {
		const known = this.known.get(text);
		if (known !== undefined) return known;
		const base = identifier(wanted);
		let name = base;
		for (let number = 2; this.used.has(name); number++) name = `${base}_${number}`;
		this.used.add(name);
		this.known.set(text, name);
		return name;
	}
}

/** A Python string. JSON's escapes are Python's too. */
export const quoted = (text: string): string => JSON.stringify(text);

/** Text that can stand in a docstring. */
export const docText = (text: string): string =>
	text.replace(/\\/g, '\\\\').replace(/"""/g, '”').replace(/\s+/g, ' ').trim();
