import { foldSeals, markOfSeal, SEAL_TYPES } from '../../domain/seal-register.ts';
import type { Id } from '../../domain/id.ts';
import type { DocumentPut, Standing } from '../database/documents.ts';
import type { FactsAtHand } from './facts-at-hand.ts';
import type { OpRow } from './stored-facts.ts';

const TYPES: ReadonlySet<string> = new Set(SEAL_TYPES);

/** The seal that a fact is, or is about; `null` for what is of another duty. */
export function sealOf(facts: FactsAtHand, { id, rootId, type }: OpRow): Id | null {
  if (!TYPES.has(type)) return null;
  const sealId = rootId ?? id;
  return facts.fact(sealId)?.read.type === 'seal' ? sealId : null;
}

/**
 * Where the seal lies: what phones know of it once its facts are too old for them. Folded from what
 * judging has at hand already, so it reads nothing. Gone with a seal that was taken back.
 */
export function sealMarks(
  facts: FactsAtHand,
  sealIds: Iterable<Id>,
  { current }: Standing,
): DocumentPut[] {
  return [...sealIds].flatMap((id): DocumentPut[] => {
    const entry = foldSeals(facts.family(id).map(({ fact }) => fact)).seal(id);
    const body = entry === null ? null : markOfSeal(entry);
    if (body !== null) return [{ kind: 'mark', id, body, scopes: [...facts.scopesOf(id)] }];
    const old = current.get(`mark ${id}`)?.body;
    return old === undefined ? [] : [{ kind: 'mark', id, body: JSON.parse(old), scopes: [] }];
  });
}
