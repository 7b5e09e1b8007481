// The ambient types of SvelteKit; nothing of ours yet.
declare global {
	namespace App {}
}

export {};
