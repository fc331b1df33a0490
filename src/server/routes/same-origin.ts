import type { Context } from 'hono';
import { Problem } from '../problem.ts';

/**
 * A write that carries our cookie must come from our own pages. Browsers say so in `Sec-Fetch-Site`
 * or `Origin`; with neither, `always` refuses and `if-told` lets in (a caller without our cookie).
 */
export function requireSameOrigin(c: Context, how: 'always' | 'if-told'): void {
  if (!isSameOrigin(c, how === 'if-told')) throw new Problem('forbidden', { why: 'cross-origin' });
}

function isSameOrigin(c: Context, otherwise: boolean): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin') return false;
  const origin = c.req.header('origin');
  if (origin !== undefined) return site === 'same-origin' || hostOf(origin) === ownHost(c);
  return site === 'same-origin' || otherwise;
}

const ownHost = (c: Context): string => c.req.header('host') ?? new URL(c.req.url).host;

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
