import { sveltekit } from '@sveltejs/kit/vite';
import type { Connect } from 'vite';
import { defineConfig } from 'vitest/config';

/** Isolated from other origins, a page may share memory among threads: src/service-worker.ts sees to it elsewhere. */
const isolate: Connect.NextHandleFunction = (_request, response, next) => {
	response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
	response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
	next();
};

export default defineConfig({
	plugins: [
		{
			name: 'isolate',
			configureServer: ({ middlewares }) => void middlewares.use(isolate),
			configurePreviewServer: ({ middlewares }) => void middlewares.use(isolate),
		},
		sveltekit(),
	],
	worker: { format: 'es' },
	optimizeDeps: {
		// Only the worker imports these; found there, they would make the development server reload the page.
		include: [
			'comlink',
			'@tensorflow/tfjs',
			'@tensorflow/tfjs-backend-wasm',
			'@tensorflow/tfjs-backend-webgpu',
		],
	},
	test: {
		include: ['tests/**/*.test.ts'],
		exclude: ['tests/e2e/**', 'node_modules/**'],
		environment: 'node',
		// Generous: a busy machine is no failure.
		testTimeout: 60_000,
	},
});
