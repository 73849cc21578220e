/** The runners' JSON reports to three numbers. What a report cannot account for counts as a failure. */

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** One failure, for a runner that left no usable report. @type {Counts} */
export const brokenRun = { passed: 0, failed: 1, skipped: 0 };

/** A step without tests of its own, counted as one. @param {boolean} ok @returns {Counts} */
export const oneStep = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 });

/** @param {Counts[]} list @returns {Counts} */
export function sum(list) {
  const total = (key) => list.reduce((n, counts) => n + counts[key], 0);
  return { passed: total('passed'), failed: total('failed'), skipped: total('skipped') };
}

/**
 * Vitest's report. A file that failed before it named a test counts once.
 * @param {{ testResults: { status: string, assertionResults: { status: string }[] }[] }} report @returns {Counts}
 */
export function vitestCounts(report) {
  return sum(
    report.testResults.map(({ status, assertionResults }) => {
      const of = (...kinds) => assertionResults.filter((test) => kinds.includes(test.status)).length;
      const counts = { passed: of('passed'), skipped: of('pending', 'skipped', 'todo', 'disabled') };
      const failed = assertionResults.length - counts.passed - counts.skipped;
      return { ...counts, failed: status === 'failed' && failed === 0 ? 1 : failed };
    }),
  );
}

/**
 * Playwright's report. A flaky test, one that passed only when repeated, is a failure; so is an error outside tests.
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors: unknown[] }} report
 * @returns {Counts}
 */
export function playwrightCounts({ stats, errors }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

/**
 * A runner that ended badly without naming a failed test still failed.
 * @param {Counts} counts @param {number} exitCode @returns {Counts}
 */
export function heedExitCode(counts, exitCode) {
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** The last line of `npm test`. @param {Counts} counts */
export function countLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
