import { beforeEach, describe, expect, it } from 'vitest';
import { LoopClock } from '../../src/lib/runtime/loopClock';

let time = 0;
let clock: LoopClock;

beforeEach(() => {
	time = 0;
	clock = new LoopClock(() => time);
	clock.start(0);
});

describe('LoopClock', () => {
	it('owes a yield after every phase until the device is known to keep pace', async () => {
		expect(clock.yieldDue()).toBe(true);
		await clock.timeWaiting(Promise.resolve());
		clock.yielded();
		expect(clock.yieldDue()).toBe(false);
		clock.start(1);
		expect(clock.yieldDue()).toBe(true);
	});

	it('owes a yield after 25 ms, a report after 100 ms', async () => {
		await clock.timeWaiting(Promise.resolve());
		clock.reported(0);
		time = 24;
		expect(clock.yieldDue()).toBe(false);
		time = 25;
		expect(clock.yieldDue()).toBe(true);
		clock.yielded();
		expect(clock.yieldDue()).toBe(false);
		expect(clock.reportDue()).toBe(false);
		time = 100;
		expect(clock.reportDue()).toBe(true);
	});

	it('owes a yield after every phase while the device is behind', async () => {
		const waiting = (milliseconds: number): Promise<void> =>
			clock.timeWaiting(Promise.resolve().then(() => void (time += milliseconds)));
		await waiting(500);
		clock.yielded();
		expect(clock.yieldDue()).toBe(true);
		await waiting(1);
		clock.yielded();
		expect(clock.yieldDue()).toBe(false);
	});

	it('draws pictures five times a second at most, and rarer where they are slow', async () => {
		expect(clock.monitorsDue()).toBe(true);
		await clock.timeMonitors(async () => (time += 1));
		time = 199;
		expect(clock.monitorsDue()).toBe(false);
		time = 200;
		expect(clock.monitorsDue()).toBe(true);
		await clock.timeMonitors(async () => (time += 300));
		time = 200 + 2999;
		expect(clock.monitorsDue()).toBe(false);
		time = 200 + 3000;
		expect(clock.monitorsDue()).toBe(true);
	});

	it('tells the speed of the last seconds, not of the whole run', () => {
		for (let round = 1; round <= 100; round++) {
			time += 100;
			clock.reported(round);
		}
		expect(clock.roundsPerSecond).toBeCloseTo(10);
		for (let round = 101; round <= 200; round++) {
			time += 50;
			clock.reported(round);
		}
		expect(clock.roundsPerSecond).toBeCloseTo(20);
	});

	it('tells a speed below one round in three seconds', () => {
		for (let round = 1; round <= 3; round++) {
			time += 5000;
			clock.reported(round);
		}
		expect(clock.roundsPerSecond).toBeCloseTo(0.2);
	});
});
