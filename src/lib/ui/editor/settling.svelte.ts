// While a view moves, what is on it need not be worked out anew: that is done once it stands still.
import type { View } from './editor.svelte';

/** After the last step; a trackpad and a busy machine pause that long in the middle of a gesture. */
const STILL = 200;

export class Settling {
	/** The view is under way. */
	moving = $state(false);
	/** At the same zoom all the while. */
	sliding = $state(false);
	/** Where it last stood still. */
	view = $state.raw() as View;
	#from: View;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(view: View) {
		this.view = view;
		this.#from = view;
	}

	/** The view is here now. */
	pass(view: View): void {
		if (view === this.#from) return;
		this.sliding = view.zoom === this.#from.zoom && (this.sliding || !this.moving);
		this.#from = view;
		this.moving = true;
		if (this.sliding && isFar(view, this.view)) this.view = view;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.settle(), STILL);
	}

	settle(): void {
		clearTimeout(this.#timer);
		this.moving = false;
		this.sliding = false;
		this.view = this.#from;
	}
}

/** So far from where it stood still, on the screen, that other things have come into view. */
const FAR = 150;

function isFar(a: View, b: View): boolean {
	return Math.abs(a.x - b.x) > FAR || Math.abs(a.y - b.y) > FAR;
}
