/**
 * From the press of Train in a browser that has nothing cached to 95 % held-out accuracy on the screen: the built
 * site's first demo on wasm, and a page of plain tfjs code that trains the same recipe on the same data.
 */
import type { Browser, Page } from '@playwright/test';
import { demoSelector, openFirstDemo } from './first-demo';
import { median, reportTarget, rounded, type Report } from './rows';

const accuracyGoal = 0.95;
const mostMinutes = 30;
/** The full run ends here if it has not reached the goal; its time is then a lower bound. */
const mostSteps = 1500;

/** Steps of the plain page where it does not train to the end; the first ten are for the compiler. */
const plainSteps = 30;
const compilerSteps = 10;

export interface ColdStartOptions {
  readonly siteUrl: string;
  readonly benchUrl: string;
  /** Trains the plain page to the end as well, which takes minutes, instead of reckoning it from its first steps. */
  readonly full: boolean;
}

export async function benchColdStart(
  browser: Browser,
  { siteUrl, benchUrl, full }: ColdStartOptions,
  report: Report,
): Promise<void> {
  const own = await coldly(browser, (page) => trainOnSite(page, siteUrl));
  report({
    bench: 'cold start',
    page: 'ours',
    seconds: seconds(own.totalMs),
    firstStepSeconds: seconds(own.firstStepMs),
    steps: own.steps,
    stepMs: rounded((own.totalMs - own.firstStepMs) / (own.steps - 1)),
    isReckoned: false,
    accuracy: own.accuracy,
  });
  const plain = await coldly(browser, (page) => trainPlainly(page, benchUrl, full ? mostSteps : plainSteps));
  const stepMs = median(plain.stepTimes.slice(compilerSteps));
  // As many steps as ours needed, and no time at all for looking at the held-out samples: in plain's favour.
  const totalMs = full ? plain.totalMs : plain.firstStepMs + (own.steps - 1) * stepMs;
  report({
    bench: 'cold start',
    page: 'plain tfjs',
    seconds: seconds(totalMs),
    firstStepSeconds: seconds(plain.firstStepMs),
    steps: full ? plain.stepTimes.length : own.steps,
    stepMs: rounded(stepMs),
    isReckoned: !full,
    accuracy: full ? plain.accuracy : null,
  });
  const share = own.totalMs / totalMs;
  reportTarget(report, `cold start to 95 %: share of plain tfjs' time`, share, { atMost: 0.1 });
}

/** A fresh profile for each: no cache, no remembered backend, no service worker. */
async function coldly<T>(browser: Browser, work: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext();
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
}

interface OwnRun {
  readonly totalMs: number;
  readonly firstStepMs: number;
  readonly steps: number;
  readonly accuracy: number;
}

/** Watches the page's own read-outs from inside, by the page's own clock. */
async function trainOnSite(page: Page, siteUrl: string): Promise<OwnRun> {
  const figure = await openFirstDemo(page, `${siteUrl}?backend=wasm`);
  const button = figure.getByRole('button', { name: 'Train', exact: true });
  await page.evaluate(
    ([goal, selector]) => {
      const demo = document.querySelector<HTMLElement>(selector)!;
      const stat = (name: string) => demo.querySelector<HTMLElement>(`[data-stat="${name}"]`)!;
      const run = { fromMs: 0, firstStepMs: 0, totalMs: 0, steps: 0, accuracy: 0 };
      Object.assign(window, { run });
      document.addEventListener('click', () => (run.fromMs ||= performance.now()), { capture: true });
      const look = setInterval(() => {
        // Before it, the read-outs are those of the recorded run on which the figure opens.
        if (!run.fromMs || demo.dataset.shows !== 'live') return;
        const steps = Number(stat('step').textContent);
        if (steps > 0) run.firstStepMs ||= performance.now() - run.fromMs;
        const accuracy = Number(stat('accuracy').dataset.value);
        if (!(accuracy >= goal)) return;
        clearInterval(look);
        run.accuracy = accuracy;
        run.steps = steps;
        run.totalMs = performance.now() - run.fromMs;
      }, 10);
    },
    [accuracyGoal, demoSelector] as const,
  );
  await button.click();
  await page.waitForFunction(() => (window as unknown as { run: OwnRun }).run.totalMs > 0, null, {
    timeout: mostMinutes * 60_000,
    polling: 500,
  });
  return page.evaluate(() => (window as unknown as { run: OwnRun }).run);
}

interface PlainRun {
  readonly totalMs: number;
  readonly firstStepMs: number;
  readonly stepTimes: readonly number[];
  /** The last that was measured; null before any. */
  readonly accuracy: number | null;
}

async function trainPlainly(page: Page, benchUrl: string, stepLimit: number): Promise<PlainRun> {
  await page.goto(`${benchUrl}plain/?steps=${stepLimit}&accuracy=${accuracyGoal}`, {
    waitUntil: 'networkidle',
  });
  await page.getByRole('button', { name: 'Train' }).click();
  await page.waitForFunction(
    () => {
      const { totalMs, error } = document.documentElement.dataset;
      return totalMs !== undefined || error !== undefined;
    },
    null,
    { timeout: mostMinutes * 60_000, polling: 500 },
  );
  const data = await page.evaluate(() => ({ ...document.documentElement.dataset }));
  if (data.error !== undefined) throw new Error(`The plain page failed: ${data.error}`);
  return {
    totalMs: Number(data.totalMs),
    firstStepMs: Number(data.firstStepAtMs),
    stepTimes: JSON.parse(data.stepTimes!) as number[],
    accuracy: data.accuracy ? Number(data.accuracy) : null,
  };
}

const seconds = (milliseconds: number): number => rounded(milliseconds / 1000);
