import { describe, expect, it } from 'vitest';
import { SlowMotion } from '../../../src/lib/ui/panels/run/slowMotion.svelte';
import { programOf } from '../../compile/compileTiny';
import { ganDocument } from '../../graph/documents';

function slowed({ played, fails = false }: { played?: number; fails?: boolean } = {}) {
	const steps: string[] = [];
	const program = programOf(ganDocument());
	const run = {
		program: () => program,
		played: () => played,
		play: (player: string) => {
			steps.push(player);
			return Promise.resolve(!fails);
		},
	};
	const slow = new SlowMotion(run);
	const place = (): string | undefined => {
		const { now } = slow;
		return now && `${now.player} ${now.stages[now.stage]!.does}`;
	};
	return { slow, steps, place };
}

describe('slow motion', () => {
	it('goes through the turns in order, and plays each update when it comes to it', async () => {
		const { slow, steps, place } = slowed();
		const seen: (string | undefined)[] = [];
		for (let i = 0; i < 12; i++) {
			await slow.next();
			seen.push(`${place()} ${steps.length}`);
		}
		expect(seen).toEqual([
			'playD draw 0',
			'playD forward 0',
			'playD forward 0',
			'playD loss 0',
			'playD gradient 0',
			'playD update 1',
			'playG forward 1',
			'playG forward 1',
			'playG loss 1',
			'playG gradient 1',
			'playG update 2',
			'playD draw 2',
		]);
		expect(steps).toEqual(['playD', 'playG']);
	});

	it('looks back without undoing, and on again without playing twice', async () => {
		const { slow, steps, place } = slowed();
		for (let i = 0; i < 7; i++) await slow.next();
		slow.back();
		slow.back();
		expect([place(), slow.looksBack]).toEqual(['playD gradient', true]);
		await slow.next();
		await slow.next();
		expect([place(), slow.looksBack, steps.length]).toEqual(['playG forward', false, 1]);
		for (let i = 0; i < 20; i++) slow.back();
		expect([place(), slow.hasEarlier]).toEqual(['playD draw', false]);
	});

	it('begins with the turn that is next', async () => {
		const { slow, place } = slowed({ played: 0 });
		await slow.next();
		expect(place()).toBe('playG forward');
	});

	it('stays where it is when an update fails, and is over with the graph', async () => {
		const { slow, place, steps } = slowed({ fails: true });
		for (let i = 0; i < 8; i++) await slow.next();
		expect([place(), slow.busy]).toEqual(['playD gradient', false]);
		expect(steps).toEqual(['playD', 'playD', 'playD']);
		slow.end();
		expect(slow.now).toBeUndefined();
	});
});
