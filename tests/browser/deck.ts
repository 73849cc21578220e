/** The sample deck on a port of its own, which makes it another origin, and talk with its frames. */
import type { Server } from 'node:http';
import { expect, type Frame, type Page } from '@playwright/test';
import { createDeckServer } from '../../tools/deck.mjs';
import { listen } from '../../tools/serve.mjs';

export interface Deck {
  readonly address: string;
  close(): Promise<void>;
}

/** @param site address of the site that the slides embed */
export async function openDeck(site: string): Promise<Deck> {
  const server: Server = createDeckServer({ site: site.replace(/\/$/, '') });
  const port = await listen(server, { host: '127.0.0.1', port: 0 });
  return {
    address: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

/** The frame of a demo in a page that embeds it. */
export async function frameOf(page: Page, demo: string): Promise<Frame> {
  const find = () => page.frames().find((frame) => new URL(frame.url()).pathname.endsWith(`/embed/${demo}/`));
  await expect.poll(() => find() !== undefined, { timeout: 20_000 }).toBe(true);
  return find()!;
}

/** Has the page keep what its frames say, and hands it out by `said`. */
export async function hear(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const heard: unknown[] = [];
    Object.assign(window, { heard });
    window.addEventListener('message', ({ data }) => heard.push(data));
  });
}

export interface Said {
  readonly type: string;
  readonly [part: string]: unknown;
}

/** What was said by frames so far, of one type. */
export const said = (page: Page, type: string): Promise<Said[]> =>
  page.evaluate(
    (wanted) =>
      (window as unknown as { heard: Said[] }).heard.filter(
        (message) => message?.source === 'marginalia' && message.type === wanted,
      ),
    type,
  );

/** Says something to the frame of a demo, as a host does. */
export const say = (page: Page, demo: string, message: object | string): Promise<void> =>
  page.evaluate(
    ([name, words]) => {
      const frame = [...document.querySelectorAll('iframe')].find((each) =>
        each.src.includes(`/embed/${name}/`),
      );
      frame!.contentWindow!.postMessage(
        typeof words === 'string' ? words : { source: 'marginalia', v: 1, ...words },
        '*',
      );
    },
    [demo, message] as const,
  );
