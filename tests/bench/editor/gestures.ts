// Gestures on a canvas of nodes, as a person makes them, and what the page is kept from meanwhile.
import type { Page } from 'playwright';

/** Milliseconds. */
export interface Watched {
	/** Between two frames: the middle one, and the longest. */
	frame: number;
	longest: number;
	/** What the page's main thread computed, without waiting for its turn. */
	busy: number;
	/** Tasks of more than 50 ms, and the longest of them. */
	longTasks: number;
	longestTask: number;
}

interface Watch {
	frames: number[];
	tasks: number[];
	stop(): void;
}

declare global {
	interface Window {
		watch: Watch;
	}
}

/** Frames and long tasks while something is done. */
export async function watch(page: Page, gesture: () => Promise<void>): Promise<Watched> {
	await settled(page);
	const session = await page.context().newCDPSession(page);
	await session.send('Performance.enable', { timeDomain: 'threadTicks' });
	const computed = async (): Promise<number> => {
		const { metrics } = await session.send('Performance.getMetrics');
		return metrics.find(({ name }) => name === 'TaskDuration')!.value * 1000;
	};
	const before = await computed();
	await page.evaluate(() => {
		const [frames, tasks]: [number[], number[]] = [[], []];
		let last = performance.now();
		let going = true;
		const step = (now: number): void => {
			frames.push(now - last);
			last = now;
			if (going) requestAnimationFrame(step);
		};
		requestAnimationFrame(step);
		const observer = new PerformanceObserver((list) =>
			list.getEntries().forEach(({ duration }) => tasks.push(duration)),
		);
		observer.observe({ entryTypes: ['longtask'] });
		window.watch = {
			frames,
			tasks,
			stop() {
				going = false;
				observer.disconnect();
			},
		};
	});
	await gesture();
	await settled(page);
	const busy = (await computed()) - before;
	await session.detach();
	const seen = await page.evaluate(() => {
		window.watch.stop();
		const { tasks } = window.watch;
		const frames = window.watch.frames.slice(1).sort((a, b) => a - b);
		return {
			frame: frames[frames.length >> 1] ?? 0,
			longest: frames.at(-1) ?? 0,
			longTasks: tasks.length,
			longestTask: Math.max(0, ...tasks),
		};
	});
	return { ...seen, busy };
}

/** Whatever is under way is drawn. */
async function settled(page: Page): Promise<void> {
	await page.evaluate(
		() =>
			new Promise<void>((resolve) =>
				requestAnimationFrame(() => requestAnimationFrame(() => resolve())),
			),
	);
}

export const STEPS = 40;

/** Moves the view by a trackpad’s small steps. */
export async function pan(page: Page, [x, y]: readonly [number, number]): Promise<void> {
	await page.mouse.move(x, y);
	for (let i = 0; i < STEPS; i++) {
		await page.mouse.wheel(i < STEPS / 2 ? 12.5 : -12.5, i < STEPS / 2 ? 7.5 : -7.5);
		await settled(page);
	}
}

/** In and out again, by pinching: a wheel with Ctrl held. */
export async function zoom(page: Page, [x, y]: readonly [number, number]): Promise<void> {
	await page.mouse.move(x, y);
	await page.keyboard.down('Control');
	for (let i = 0; i < STEPS; i++) {
		await page.mouse.wheel(0, i < STEPS / 2 ? -6 : 6);
		await settled(page);
	}
	await page.keyboard.up('Control');
}

/** Takes a node along and brings it back. */
export async function drag(page: Page, [x, y]: readonly [number, number]): Promise<void> {
	await page.mouse.move(x, y);
	await page.mouse.down();
	for (let i = 1; i <= STEPS; i++) {
		const far = i <= STEPS / 2 ? i : STEPS - i;
		await page.mouse.move(x + far * 4, y + far * 3);
		await settled(page);
	}
	await page.mouse.up();
}
