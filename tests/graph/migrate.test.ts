import { describe, expect, it } from 'vitest';
import { migrate, migrations, type Migration } from '../../src/lib/graph/migrate';
import { VERSION } from '../../src/lib/graph/types';

/** A history made up for this test. */
const chain: Record<number, Migration> = {
	0: ({ name, ...rest }) => ({ ...rest, title: name ?? '' }),
	1: (document) => ({ ...document, run: { batch: 64 } }),
};

describe('migrate', () => {
	it('goes through every version in turn', () => {
		const old = { version: 0, name: 'first', nodes: [1] };
		expect(migrate(old, chain, 2)).toEqual({
			version: 2,
			title: 'first',
			nodes: [1],
			run: { batch: 64 },
		});
		expect(migrate({ version: 1, title: 'second' }, chain, 2)).toEqual({
			version: 2,
			title: 'second',
			run: { batch: 64 },
		});
		expect(old).toEqual({ version: 0, name: 'first', nodes: [1] });
	});

	it('leaves the newest version as it is', () => {
		const now = { version: 2, title: 'now' };
		expect(migrate(now, chain, 2)).toBe(now);
	});

	it('gives nothing where the chain has a gap', () => {
		expect(migrate({ version: 0 }, { 1: chain[1]! }, 2)).toBeUndefined();
		expect(migrate({ version: -1 }, chain, 2)).toBeUndefined();
	});

	it('has a migration for every version before this one', () => {
		for (let version = 1; version < VERSION; version++)
			expect(migrations[version]).toBeTypeOf('function');
		expect(Object.keys(migrations)).toHaveLength(VERSION - 1);
	});
});
