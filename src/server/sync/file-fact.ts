import { utcDay } from '../../domain/campus-day.ts';
import { isEndOfShift } from '../../domain/shift.ts';
import type { ReadBody } from '../../domain/fact.ts';
import type { Id } from '../../domain/id.ts';
import { isPersonScope, personScope, type Scope } from '../../domain/scope.ts';
import type { FeedChange } from '../database/feed.ts';
import type { FactsAtHand } from './facts-at-hand.ts';
import type { OpRow, StoredFact } from './stored-facts.ts';

type FiledFact = Pick<OpRow, 'id' | 'sha' | 'correctedAt'>;

/**
 * Files a fact that counts. One that is about another (amendment, void) lies wherever any telling of
 * that one lies, and the other tellings come to lie where it lies: whoever sees one sees which is in
 * force. The first record follows only where it names nobody, and a report never to who told another one.
 */
export function fileFact(
  facts: FactsAtHand,
  fact: FiledFact & { read: ReadBody; rootId: Id | null; scopes: readonly Scope[] },
): FeedChange[] {
  const family = fact.rootId === null ? [] : facts.family(fact.rootId);
  const others = family.filter(({ row }) => row.id !== fact.id && !isEndOfShift(row.type));
  const scopes = new Set(fact.scopes);
  for (const { row } of others) for (const scope of facts.scopesOf(row.id)) scopes.add(scope);
  const own = new Set(fact.scopes);
  const changes = changesOf(
    fact,
    [...scopes].filter((scope) => own.has(scope) || follows(fact.read, scope)),
  );
  for (const other of others) {
    const { row } = other;
    if (row.id === fact.rootId && !namesNobody(other)) continue;
    const lies = facts.scopesOf(row.id);
    const missing = [...scopes].filter((scope) => !lies.has(scope) && follows(other.read, scope));
    changes.push(...changesOf(row, missing));
  }
  return changes;
}

/** A guard who reports on behalf gets back only that: not what others say of the same person later. */
function follows(read: ReadBody, scope: Scope): boolean {
  if (read.type !== 'self-report') return true;
  return !isPersonScope(scope) || scope === personScope(read.body.personId);
}

function namesNobody({ read }: StoredFact): boolean {
  return read.type === 'door-check' && read.body.subject.kind === 'unknown';
}

function changesOf({ id, sha, correctedAt }: FiledFact, scopes: Iterable<Scope>): FeedChange[] {
  const day = utcDay(correctedAt);
  const changes: FeedChange[] = [];
  for (const scope of scopes)
    changes.push({
      scope,
      kind: 'fact',
      refId: id,
      version: 1,
      sha,
      isGone: false,
      isNew: true,
      day,
    });
  return changes;
}
