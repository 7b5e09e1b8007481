import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	kit: {
		adapter: adapter({ fallback: '404.html' }),
		// Relative addresses let the built site live under any path, or on any static host.
		paths: { relative: true },
		// The pages do it themselves; see src/lib/ui/shell/offline.ts and isolate.ts.
		serviceWorker: { register: false },
		// Nothing is loaded from elsewhere, and nothing can be sent anywhere.
		csp: {
			mode: 'hash',
			directives: {
				'default-src': ['self'],
				// Data sets, weights and wasm come from beside the page; tfjs compiles wasm and makes blobs of it.
				'script-src': ['self', 'wasm-unsafe-eval'],
				'worker-src': ['self', 'blob:'],
				'connect-src': ['self', 'blob:', 'data:'],
				'img-src': ['self', 'blob:', 'data:'],
				'font-src': ['self', 'data:'],
				// Nodes, charts and popovers are placed by style attributes.
				'style-src': ['self', 'unsafe-inline'],
				'object-src': ['none'],
				'base-uri': ['self'],
				'form-action': ['none'],
			},
		},
	},
};
