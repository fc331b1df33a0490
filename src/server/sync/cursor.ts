import { createHmac } from 'node:crypto';
import * as z from 'zod/mini';
import type { Id } from '../../domain/id.ts';
import type { Scope } from '../../domain/scope.ts';

/** How far a phone has read: opaque to it. Grants nothing, for what is followed is looked up at each pull. */
export interface Cursor {
  epoch: Id;
  seqs: Map<Scope, number>;
}

const CursorText = z.strictObject({
  v: z.literal(1),
  epoch: z.string(),
  scopes: z.record(z.string(), z.int().check(z.nonnegative())),
});

const MAC_CHARACTERS = 16;

export function writeCursor({ epoch, seqs }: Cursor): string {
  const text = JSON.stringify({ v: 1, epoch, scopes: Object.fromEntries(seqs) });
  return `${Buffer.from(text, 'utf8').toString('base64url')}.${macOf(text, epoch)}`;
}

/** `null` for a text that is not one of ours, or no longer whole. */
export function readCursor(written: string): Cursor | null {
  const [encoded = '', mac] = written.split('.');
  const text = Buffer.from(encoded, 'base64url').toString('utf8');
  const parsed = CursorText.safeParse(parseJson(text));
  if (!parsed.success || mac !== macOf(text, parsed.data.epoch)) return null;
  return { epoch: parsed.data.epoch, seqs: new Map(Object.entries(parsed.data.scopes)) };
}

/** Against corruption only: whoever could forge it would gain a pull from another number. */
const macOf = (text: string, epoch: Id): string =>
  createHmac('sha256', epoch).update(text).digest('base64url').slice(0, MAC_CHARACTERS);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
