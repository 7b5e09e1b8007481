import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as tf from '@tensorflow/tfjs';
import * as deviceFence from '../../src/lib/runtime/deviceFence';
import { TrainingEngine } from '../../src/lib/runtime/engine';
import { nextTask } from '../../src/lib/runtime/nextTask';
import { StretchesAhead } from '../../src/lib/runtime/stretchesAhead';
import { Trainer } from '../../src/lib/runtime/trainer';
import { wasmFiles } from '../../src/lib/runtime/wasmFilesInNode';
import { smallGan } from './smallGan';

/** A device that does one stretch of work when it is told to. */
class FakeDevice {
	handedOver = 0;
	private readonly pending: (() => void)[] = [];

	readonly fence = (): Promise<void> => {
		this.handedOver++;
		return new Promise((resolve) => void this.pending.push(resolve));
	};

	get behind(): number {
		return this.pending.length;
	}

	doOne(): void {
		this.pending.shift()?.();
	}
}

let device: FakeDevice;

beforeEach(() => {
	device = new FakeDevice();
});

/** Lets everything happen that needs no device. */
async function settle(): Promise<void> {
	for (let i = 0; i < 5; i++) await nextTask();
}

it('lets a third stretch be handed over, and no fourth before the first is done', async () => {
	const ahead = new StretchesAhead(device.fence);
	await ahead.handedOver();
	await ahead.handedOver();
	let room = false;
	const third = ahead.handedOver().then(() => (room = true));
	await settle();
	expect(room).toBe(false);
	device.doOne();
	await third;
	expect(device.behind).toBe(2);
});

it('does not wait where there is no device', async () => {
	const ahead = new StretchesAhead(undefined);
	for (let i = 0; i < 10; i++) await ahead.handedOver();
});

describe('the training loop', () => {
	afterEach(() => void vi.restoreAllMocks());

	it('is three stretches ahead at most, whether the device was quick before or not', async () => {
		vi.spyOn(deviceFence, 'deviceFence').mockReturnValue(device.fence);
		const engine = new TrainingEngine({
			tf,
			wasmFiles,
			loadDataset: () => Promise.reject(new Error('There are no data sets.')),
		});
		await engine.open({ document: smallGan(), backend: 'cpu', base: '' });
		const played = vi.spyOn(Trainer.prototype, 'playNext');
		engine.train();
		for (const quick of [true, false, true, false]) {
			for (let i = 0; i < 20; i++) {
				if (quick) while (device.behind > 0) device.doOne();
				else device.doOne();
				await settle();
				expect(device.behind).toBeLessThanOrEqual(3);
			}
		}
		expect(device.handedOver).toBeGreaterThan(40);
		const before = played.mock.calls.length;
		const paused = engine.pause();
		await settle();
		expect(played.mock.calls.length).toBe(before);
		device.doOne();
		await paused;
		expect(played.mock.calls.length).toBe(before);
	});
});
