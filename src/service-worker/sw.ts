import { clientsClaim } from 'workbox-core';
import { createHandlerBoundToURL, precacheAndRoute, type PrecacheEntry } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { BACKGROUND_TAG } from '../sync/background-tag.ts';

declare const self: ServiceWorkerGlobalScope & {
  __WB_MANIFEST: (PrecacheEntry | string)[];
};

/** Background Sync: Chromium has it, and TypeScript's own library does not know it. */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

/**
 * Opens the app without network: every route here is for GET, and `/api` always goes to the server. A new
 * version waits until the page asks for it.
 */
precacheAndRoute(self.__WB_MANIFEST);
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: [/^\/api(\/|$)/] }),
);
clientsClaim();

self.addEventListener('message', (event: ExtendableMessageEvent) => {
  const message: unknown = event.data;
  const isAsked =
    typeof message === 'object' &&
    message !== null &&
    'type' in message &&
    message.type === 'SKIP_WAITING';
  if (isAsked) void self.skipWaiting();
});

/** What was saved while no network was there goes up although no page is open. Nothing of it needs a PIN. */
self.addEventListener('sync', (event) => {
  const sync = event as SyncEvent;
  if (sync.tag === BACKGROUND_TAG) sync.waitUntil(sendQueue());
});

/** Loaded when it is needed: the worker starts for every page that is opened. */
async function sendQueue(): Promise<void> {
  const loaded = await import('./send-queue.ts');
  await loaded.sendQueue(import.meta.env.APP_VERSION);
}
