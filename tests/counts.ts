// How many tests a runner's JSON report tells of.

export interface Counts {
	passed: number;
	failed: number;
	skipped: number;
}

export function countVitest(report: unknown): Counts {
	const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = report as Record<
		string,
		number
	>;
	return {
		passed: numPassedTests ?? 0,
		failed: numFailedTests ?? 0,
		skipped: (numPendingTests ?? 0) + (numTodoTests ?? 0),
	};
}

export function countPlaywright(report: unknown): Counts {
	const { stats } = report as {
		stats: { expected: number; unexpected: number; flaky: number; skipped: number };
	};
	// Nothing is tried twice, so a flaky test is a failed one.
	return {
		passed: stats.expected,
		failed: stats.unexpected + stats.flaky,
		skipped: stats.skipped,
	};
}
