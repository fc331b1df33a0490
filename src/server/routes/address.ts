import type { Context } from 'hono';
import type { Settings } from '../dependencies.ts';

/** Who calls, for counting tries: the last address that the trusted proxy saw, or the socket's. */
export function callerAddress(c: Context, settings: Settings): string {
  if (settings.isBehindProxy) {
    const last = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
    if (last) return last;
  }
  const env = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined;
  return env?.incoming?.socket?.remoteAddress ?? 'unknown';
}
