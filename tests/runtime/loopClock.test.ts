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
	it('owes a report after 100 ms', () => {
		expect(clock.reportDue()).toBe(true);
		clock.reported(0);
		time = 99;
		expect(clock.reportDue()).toBe(false);
		time = 100;
		expect(clock.reportDue()).toBe(true);
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

	it('tells where the time of a round goes, and leaves none of it out', () => {
		expect(clock.times).toBeUndefined();
		for (let round = 1; round <= 50; round++) {
			for (const [part, took] of [
				['host', 3],
				['device', 10],
				['pictures', round % 10 === 0 ? 20 : 0],
				['rest', 1],
			] as const) {
				clock.turnTo(part);
				time += took;
			}
			if (round % 10 === 0) clock.reported(round);
		}
		expect(clock.times).toEqual({ host: 3, device: 10, pictures: 2, rest: 1 });
		const total = Object.values(clock.times!).reduce((a, b) => a + b);
		expect(total).toBeCloseTo(1000 / clock.roundsPerSecond);
	});

	it('leaves pauses out', () => {
		clock.turnTo('host');
		time += 4;
		clock.turnTo('rest');
		clock.reported(1);
		time += 60_000;
		clock.start(1);
		clock.turnTo('host');
		time += 6;
		clock.reported(2);
		expect(clock.times).toEqual({ host: 6, device: 0, pictures: 0, rest: 0 });
	});
});
