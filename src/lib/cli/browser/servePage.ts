// Serves the project's sources and data sets, and one page that runs a module of them.
import { fileURLToPath } from 'node:url';
import { createServer, type ViteDevServer } from 'vite';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

/** What keeps a page apart from others, so that it may share memory between threads. */
const ISOLATION = {
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Cross-Origin-Embedder-Policy': 'require-corp',
};

/**
 * `module` is a path from the project's root. The caller closes the server. Throws when it can't be reached.
 * `isolated` pages have threads.
 */
export async function servePage(
	module: string,
	{ isolated = false } = {},
): Promise<{ server: ViteDevServer; url: string }> {
	const headers: Record<string, string> = isolated ? ISOLATION : {};
	const server = await createServer({
		configFile: false,
		root,
		publicDir: 'static',
		cacheDir: 'node_modules/.vite-page',
		appType: 'custom',
		logLevel: 'error',
		// All dependencies are named: one found later would make Vite reload the page in the middle of a job.
		optimizeDeps: {
			noDiscovery: true,
			include: [
				'@tensorflow/tfjs',
				'@tensorflow/tfjs-backend-wasm',
				'@tensorflow/tfjs-backend-webgpu',
				'zod',
				'immer',
				'comlink',
				'dexie',
				'ml-matrix',
			],
		},
		server: {
			host: '127.0.0.1',
			port: 0,
			strictPort: false,
			hmr: false,
			watch: null,
			headers,
		},
		plugins: [
			{
				name: 'page',
				configureServer({ middlewares }) {
					middlewares.use('/', (request, response, next) => {
						if (request.url !== '/') return next();
						response.setHeader('Content-Type', 'text/html');
						for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
						response.end(
							`<!doctype html><title>page</title><script type="module" src="/${module}"></script>`,
						);
					});
				},
			},
		],
	});
	await server.listen();
	const [url] = server.resolvedUrls?.local ?? [];
	if (!url) throw new Error('The server has no address.');
	return { server, url };
}
