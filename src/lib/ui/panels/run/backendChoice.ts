// The backend a person chose, remembered in this browser.
import type { BackendName } from '../../../runtime/protocol';

const KEY = 'ganloom.backend';
const NAMES: readonly string[] = ['webgpu', 'webgl', 'wasm', 'cpu'];

export function rememberedBackend(): BackendName | 'auto' {
	try {
		const name = localStorage.getItem(KEY);
		return name !== null && NAMES.includes(name) ? (name as BackendName) : 'auto';
	} catch {
		// Storage is switched off: nothing can have been remembered.
		return 'auto';
	}
}

export function rememberBackend(backend: BackendName | 'auto'): void {
	try {
		if (backend === 'auto') localStorage.removeItem(KEY);
		else localStorage.setItem(KEY, backend);
	} catch (error) {
		console.warn('The backend could not be remembered.', error);
	}
}
