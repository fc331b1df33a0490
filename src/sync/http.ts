import type { OpenSession, Send } from './network.ts';

/** `baseUrl` has no slash at its end; empty means this origin. */
export declare function createHttpSend(baseUrl: string, fetch: typeof globalThis.fetch): Send;
export declare function createHttpSession(
  baseUrl: string,
  fetch: typeof globalThis.fetch,
): OpenSession;
