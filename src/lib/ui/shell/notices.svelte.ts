// Short messages over any screen: what happened, and one thing to do about it.

export interface Notice {
	id: number;
	text: string;
	tone: 'quiet' | 'error';
	action?: { label: string; run: () => unknown };
}

/** Milliseconds a message stays that is not about an error. */
const STAYS = 8000;

let list = $state.raw<readonly Notice[]>([]);
let made = 0;

export function notices(): readonly Notice[] {
	return list;
}

/** Errors stay until they are closed. Gives what `dismiss` takes. */
export function notify(notice: Omit<Notice, 'id'>): number {
	const id = made++;
	list = [...list.slice(-2), { ...notice, id }];
	if (notice.tone === 'quiet') setTimeout(() => dismiss(id), STAYS);
	return id;
}

export function dismiss(id: number): void {
	list = list.filter((notice) => notice.id !== id);
}
