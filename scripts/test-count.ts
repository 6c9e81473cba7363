export type Count = { passed: number; failed: number; skipped: number };

export const nothing: Count = { passed: 0, failed: 0, skipped: 0 };

export function add(a: Count, b: Count): Count {
	return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** The closing line, in the form that other programs read. */
export function summary({ passed, failed, skipped }: Count): string {
	return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** From Vitest's JSON report. A file that cannot be loaded has no tests, and is one failure. */
export function countVitest(report: unknown): Count {
	const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = report as {
		numPassedTests: number;
		numFailedTests: number;
		numPendingTests: number;
		numTodoTests: number;
		testResults: { status: string; assertionResults: { status: string }[] }[];
	};
	const unloadable = testResults.filter(
		({ status, assertionResults }) =>
			status === 'failed' && !assertionResults.some((result) => result.status === 'failed')
	);
	return {
		passed: numPassedTests,
		failed: numFailedTests + unloadable.length,
		skipped: numPendingTests + numTodoTests
	};
}

/** From Playwright's JSON report. A test that passes only at a second try has failed. */
export function countPlaywright(report: unknown): Count {
	const { stats, errors } = report as {
		stats: { expected: number; unexpected: number; flaky: number; skipped: number };
		errors: unknown[];
	};
	const own = stats.unexpected + stats.flaky;
	return { passed: stats.expected, failed: own === 0 ? errors.length : own, skipped: stats.skipped };
}
