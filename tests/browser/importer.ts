/** Driving the importer as a reader does, and people to bring. */
import type { Locator, Page } from '@playwright/test';
import { zipSync } from 'fflate';
import { orlLike } from '../support/import-files';
import { encodePng } from '../support/png';

/** Ten people with five images each: PGM for the most, PNG for one. */
export function people(): Record<string, Uint8Array> {
  const files: Record<string, Uint8Array> = orlLike(new Array<number>(9).fill(5));
  for (let n = 1; n <= 5; n++) {
    const rgb = new Uint8Array(20 * 30 * 3).map((_, i) => (i * n * 7) % 256);
    files[`s10/${n}.png`] = new Uint8Array(encodePng({ width: 20, height: 30, rgb }));
  }
  return files;
}

export class ImporterOnPage {
  readonly root: Locator;

  constructor(readonly page: Page) {
    this.root = page.locator('[data-importer]');
  }

  async open(path = 'en/faces/'): Promise<void> {
    await this.page.goto(path);
    // Nothing listens before the page is alive.
    await this.page.waitForFunction(() => document.querySelector('[data-importer] button') !== null);
    await this.page.waitForLoadState('networkidle');
  }

  async choose(
    how: 'folder' | 'file',
    files: string | { name: string; mimeType: string; buffer: Buffer },
  ): Promise<void> {
    await this.root.locator(`input[data-choose="${how}"]`).setInputFiles(files);
  }

  zip(name: string, files: Record<string, Uint8Array>) {
    return { name, mimeType: 'application/zip', buffer: Buffer.from(zipSync(files)) };
  }

  set(name: string): Locator {
    return this.root.locator(`[data-set="${name}"]`);
  }
}
