// Why a backend is in use or was passed over, in words.
import type { BackendVerdict } from '../../../runtime/protocol';
import { t } from '../../i18n/i18n.svelte';

/** The engine's own words for what is missing. */
const REASONS: Readonly<Record<string, string>> = {
	'no navigator.gpu': 'noGpu',
	'no adapter': 'noAdapter',
	'no OffscreenCanvas': 'noWebgl',
	'no WebGL 2': 'noWebgl',
	'no 32-bit float textures': 'noFloats',
	'no WebAssembly': 'noWasm',
	'it could not be started': 'notStarted',
};

/** What it is worth here; and the adapter's own name, which is no language's. */
export function wordsFor({ state, detail, threads = 1 }: BackendVerdict): {
	verdict: string;
	detail: string;
} {
	const reason = detail === undefined ? undefined : REASONS[detail];
	if (reason) return { verdict: t(`run.backend.reasons.${reason}`), detail: '' };
	const shared = threads > 1 ? t('run.backend.threads', { count: threads }) : '';
	return { verdict: t(`run.backend.states.${state}`) + shared, detail: detail ?? '' };
}

/** A GPU in name only: the one in use no longer says `software`, but its name still tells. */
export function isEmulated(verdict: BackendVerdict | undefined): boolean {
	return /swiftshader|llvmpipe|softpipe|lavapipe|software|basic render/i.test(
		verdict?.detail ?? '',
	);
}
