/** What axe finds on a page, as it stands. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Axe {
  run(context: string): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/** Violations within `selector`, each with its rule and elements. */
export async function violations(page: Page, selector = 'html'): Promise<string[]> {
  // Evaluated, not inserted: the page's own policy refuses scripts that it does not know.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  return page.evaluate(async (within) => {
    const result = await (window as unknown as { axe: Axe }).axe.run(within);
    return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  }, selector);
}

/** The same in the light theme and then in the dark one, on one page: loading it twice is dear. */
export async function violationsInBothThemes(page: Page, selector = 'html'): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    // Drawings follow the theme at the next display frame.
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 150))),
    );
    found.push(...(await violations(page, selector)).map((violation) => `${colorScheme}: ${violation}`));
  }
  return found;
}
