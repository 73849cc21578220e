/** Driving one demo as a reader does: by its buttons, sliders and read-outs. */
import { expect, type Locator, type Page } from '@playwright/test';

export class TrainerOnPage {
  readonly figure: Locator;

  constructor(
    readonly page: Page,
    readonly id = 'arcface',
  ) {
    this.figure = page.locator(`[data-demo="${id}"]`);
  }

  /** In a frame of its own, which is there sooner than an article, unless a page is named. */
  async open(query = '', slug = `en/embed/${this.id}/`): Promise<void> {
    await this.page.goto(`${slug}${query}`);
    // Views come when a reader is there and their place is near the screen.
    await this.figure.scrollIntoViewIfNeeded();
    await this.arrive();
  }

  /** Moves the pointer, as a reader does, until the page has noticed. */
  async arrive(): Promise<void> {
    let x = 1;
    await expect
      .poll(
        async () => {
          await this.page.mouse.move(x++, 2);
          return this.figure.locator('[data-view]').first().isVisible();
        },
        { timeout: 20_000, intervals: [100] },
      )
      .toBe(true);
  }

  press(name: 'Train' | 'Pause' | 'Step' | 'Reset' | 'Again from the start' | 'Try again'): Promise<void> {
    return this.figure.getByRole('button', { name, exact: true }).click();
  }

  slider(parameter: string): Locator {
    return this.figure.locator(`[data-parameter="${parameter}"] input`);
  }

  /** A read-out's number; NaN where it stands empty. */
  async stat(name: string, loss = 'arcface'): Promise<number> {
    const value = await this.figure
      .locator(`tr[data-loss="${loss}"] [data-stat="${name}"]`)
      .getAttribute('data-value');
    return value === null ? NaN : Number(value);
  }

  async step(): Promise<number> {
    return Number(await this.figure.locator('[data-stat="step"]').textContent());
  }

  backend(): Promise<string | null> {
    return this.figure.locator('[data-stat="backend"]').textContent();
  }

  /** Waits until the training here is shown, not the recorded run that the figure opened on. */
  async waitForLive(timeoutMs = 60_000): Promise<void> {
    await expect(this.figure).toHaveAttribute('data-shows', 'live', { timeout: timeoutMs });
  }

  async waitForStep(step: number, timeoutMs: number): Promise<void> {
    await this.waitForLive(timeoutMs);
    await expect
      .poll(() => this.step(), { timeout: timeoutMs, intervals: [100] })
      .toBeGreaterThanOrEqual(step);
  }

  /** Waits until it rests at `step` and the read-outs belong to it. */
  async waitForRest(step: number, timeoutMs: number): Promise<void> {
    await this.waitForStep(step, timeoutMs);
    await expect(this.figure).toHaveAttribute('data-phase', 'paused', { timeout: timeoutMs });
  }
}

/** Brings an element near and moves the pointer, as a reader does, until the figure that it stands in lives. */
export async function wake(page: Page, element: Locator): Promise<void> {
  await element.scrollIntoViewIfNeeded();
  const island = page.locator('.island', { has: element }).first();
  if (!(await island.count())) return;
  let x = 1;
  await expect
    .poll(
      async () => {
        await page.mouse.move(x++, 2);
        return island.getAttribute('data-alive');
      },
      { timeout: 20_000, intervals: [100] },
    )
    .toBe('true');
}

/** Complaints of a page: what it printed as errors, threw, or asked of another host. */
export function watchForTrouble(page: Page): string[] {
  const trouble: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') trouble.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => trouble.push(`thrown: ${error.message}`));
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== '127.0.0.1') trouble.push(`asked ${request.url()}`);
  });
  return trouble;
}

/** Opens a demo, trains a step, and leaves by a link of the site: the page stays, the demo and its worker go. */
export async function openAndClose(page: Page, visits: number): Promise<void> {
  const trainer = new TrainerOnPage(page);
  for (let visit = 0; visit < visits; visit++) {
    await trainer.open('?net=mlp&backend=wasm', 'en/arcface/');
    await trainer.press('Step');
    await trainer.waitForRest(1, 60_000);
    expect(page.workers().length).toBe(1);
    await page.locator('header .wordmark').click();
    await expect(page).toHaveURL(/\/en\/$/);
    await expect.poll(() => page.workers().length).toBe(0);
  }
}
