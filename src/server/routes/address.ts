import { isIPv6 } from 'node:net';
import type { Context } from 'hono';
import type { Settings } from '../dependencies.ts';

/** Who calls, for counting tries: by the last address that the trusted proxy saw, or the socket's. */
export const callerAddress = (c: Context, settings: Pick<Settings, 'isBehindProxy'>): string =>
  networkOf(addressOf(c, settings));

function addressOf(c: Context, settings: Pick<Settings, 'isBehindProxy'>): string {
  if (settings.isBehindProxy) {
    const last = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
    if (last) return last;
  }
  const env = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined;
  return env?.incoming?.socket?.remoteAddress ?? 'unknown';
}

/** Of IPv6 the first 64 bits, all the rest of which one machine may take as it likes. */
function networkOf(address: string): string {
  const [bare = ''] = address.split('%');
  if (!isIPv6(bare)) return address;
  // In its shortest form, IPv4 within it included.
  const short = new URL(`http://[${bare}]`).hostname.slice(1, -1);
  if (short.startsWith('::ffff:')) return short;
  const [before = [], after = []] = short.split('::').map((part) => part.split(':'));
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...zeros, ...after]
    .slice(0, 4)
    .map((part) => part || '0')
    .join(':');
}
