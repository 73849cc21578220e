/** What holds for every page of the built site. */
import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from '@playwright/test';
import { violationsInBothThemes } from './axe';
import { watchForTrouble } from './trainer';

/** Addresses below the site's root, as the build has them; the gallery has a test of its own. */
export function pagesOfTheSite(): string[] {
  return readdirSync('build', { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)index\.html$/.test(file) && !file.startsWith('gallery'))
    .map((file) => (dirname(file) === '.' ? '' : `${dirname(file)}/`))
    .sort();
}

/** Pages that are looked at with every commit: one of each kind. */
export const isBrief = (path: string): boolean =>
  /^(|en\/((arcface|verification|lab)\/)?|zh\/|en\/embed\/arcface\/)$/.test(path);

export function pageStands(path: string): void {
  test(`/${path} stands and is accessible in both themes`, async ({ page }) => {
    const trouble = watchForTrouble(page);
    await page.goto(`./${path}`, { waitUntil: 'networkidle' });
    await expect(page.locator('html')).toHaveAttribute('lang', path.startsWith('zh') ? 'zh-CN' : 'en');
    expect(await violationsInBothThemes(page)).toEqual([]);
    expect(trouble).toEqual([]);
  });
}
