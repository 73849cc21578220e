/** Starts the worker and hands its messages to whoever drives the page, by the function that it has put there. */
const { hand } = window as unknown as { hand(message: unknown): void };
const worker = new Worker(new URL('./speed.worker.ts', import.meta.url), { type: 'module' });
worker.onmessage = ({ data }) => hand(data);
worker.onerror = ({ message }) => hand(message ?? 'The worker did not start.');
