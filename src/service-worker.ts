/// <reference lib="webworker" />
/**
 * What a reader has once loaded stands without a network. Nothing is fetched ahead: a page, its scripts, its data are
 * kept as they are asked for. Files whose name is their hash come from the store first; all else from the network, and
 * from the store where that fails.
 */
import { base, build, files } from '$service-worker';
import { isKeptMessage, keyOf, wayOf } from './lib/offline/ways';

const worker = self as unknown as ServiceWorkerGlobalScope;
/** Hashed files never change, so they outlive a new version of the site; what it no longer has is dropped then. */
const hashed = 'marginalia-hashed-1';
const others = 'marginalia-1';

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));

worker.addEventListener('activate', (event) => event.waitUntil(takeOver()));

async function takeOver(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith('marginalia-') && name !== hashed && name !== others) await caches.delete(name);
  }
  const present = new Set([...build, ...files].map((path) => new URL(path, worker.location.origin).href));
  const store = await caches.open(hashed);
  for (const { url } of await store.keys()) {
    if (!present.has(url)) await store.delete(url);
  }
  await worker.clients.claim();
}

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || request.headers.has('range')) return;
  if (new URL(request.url).origin !== worker.location.origin) return;
  const way = wayOf(request.url, base);
  if (way === 'leave') return;
  event.respondWith(way === 'network' ? networkFirst(event) : storeFirst(event));
});

/** A page says what it had loaded before this worker stood between it and the network. */
worker.addEventListener('message', (event) => {
  if (isKeptMessage(event.data)) event.waitUntil(keepAll(event.data.urls));
});

async function storeFirst(event: FetchEvent): Promise<Response> {
  const store = await caches.open(hashed);
  const known = await store.match(event.request);
  if (known) return known;
  const response = await fetch(event.request);
  keep(event, store, event.request.url, response);
  return response;
}

async function networkFirst(event: FetchEvent): Promise<Response> {
  const store = await caches.open(others);
  try {
    const response = await fetch(event.request);
    keep(event, store, keyOf(event.request.url), response);
    return response;
  } catch (error) {
    const known = await store.match(keyOf(event.request.url));
    if (known) return known;
    throw error;
  }
}

function keep(event: FetchEvent, store: Cache, key: string, response: Response): void {
  if (response.status !== 200 || response.type !== 'basic' || response.redirected) return;
  // A full disk costs the copy, not the page.
  event.waitUntil(store.put(key, response.clone()).catch(() => {}));
}

async function keepAll(urls: readonly string[]): Promise<void> {
  for (const url of urls) {
    if (new URL(url).origin !== worker.location.origin) continue;
    const way = wayOf(url, base);
    if (way === 'leave') continue;
    try {
      const store = await caches.open(way === 'network' ? others : hashed);
      const key = way === 'network' ? keyOf(url) : url;
      if (await store.match(key)) continue;
      // The browser has it already; asking its own cache first costs no transfer.
      const response = await fetch(url, { cache: 'force-cache' });
      if (response.status === 200 && !response.redirected) await store.put(key, response);
    } catch {
      // Gone, or the disk is full: it will be asked for again when it is needed.
    }
  }
}
