// What there is to explore of a graph of pictures: planes of z, and the games of its judges.
import { pictureGames, type PictureGame } from '../../../compile/pictureGame';
import type { Session } from '../../../runtime/session.svelte';
import { pictureNetworks } from '../generate/ingredients';
import { t } from '../../i18n/i18n.svelte';
import type { Run } from '../run/run.svelte';
import { reasonOf } from '../../shell/reason';
import { latentLaw } from './latentPlane';

export const VIEWS = ['plane', 'fake', 'nearest', 'features'] as const;

export type View = (typeof VIEWS)[number];

export class Exploration {
	/** Of this program. */
	readonly #program = $derived.by(() => this.run.program);
	/** Networks that make pictures of a random vector. */
	readonly makers: readonly string[] = $derived.by(() => {
		const program = this.#program;
		if (!program) return [];
		return pictureNetworks(program).filter((name) => (latentLaw(program, name)?.size ?? 0) > 1);
	});
	readonly games: readonly PictureGame[] = $derived.by(() =>
		this.#program ? pictureGames(this.#program) : [],
	);
	readonly views: readonly View[] = $derived.by(() =>
		VIEWS.filter((view) => {
			if (view === 'plane') return this.makers.length > 0;
			if (view === 'nearest') return this.games.some(({ data }) => data);
			return this.games.length > 0;
		}),
	);
	/** The one chosen, where there still is such; otherwise the first. */
	readonly view: View | undefined = $derived.by(
		() => this.views.find((one) => one === this.asked) ?? this.views[0],
	);
	readonly game: PictureGame | undefined = $derived.by(() => {
		const games = this.view === 'nearest' ? this.games.filter(({ data }) => data) : this.games;
		return games.find(({ judge }) => judge === this.judge) ?? games[0];
	});
	asked = $state<View>();
	judge = $state<string>();
	/** Why the last look failed. */
	trouble = $state('');

	constructor(readonly run: Run) {}

	/** Changes whenever what the networks make may have. */
	readonly moment = $derived.by(() => {
		const { session, program, errors } = this.run;
		return [session.round, session.status, program, errors.length];
	});

	/** Looks, with the models as they are now; why it failed is told. Undefined then, and where nothing can be built. */
	async look<T>(ask: (session: Session) => Promise<T>): Promise<T | undefined> {
		if (this.run.errors.length > 0) {
			this.trouble = t('explore.errors');
			return undefined;
		}
		try {
			if (!(await this.run.open())) {
				this.trouble = t('explore.notBuilt');
				return undefined;
			}
			const seen = await ask(this.run.session);
			this.trouble = '';
			return seen;
		} catch (error) {
			this.trouble = reasonOf(error);
			return undefined;
		}
	}
}
