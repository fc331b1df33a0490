import { v5 as uuidv5 } from 'uuid';
import type { Mark } from '../../domain/document.ts';
import type { ReadBody } from '../../domain/fact.ts';
import type { Id, Instant } from '../../domain/id.ts';
import { listDocuments } from '../database/documents.ts';
import type { Reader } from '../database/tables.ts';
import type { Parking } from './judge-fact.ts';
import type { Consented } from './news.ts';
import type { Telling } from './rights.ts';

export const consentMarkId = (personId: Id): Id => uuidv5('consent', personId);

/** The last answer to the privacy notice, as marked. */
export type ConsentMark = Extract<Mark, { about: 'consent' }>;

/** By corrected time, then id. */
export function isLaterAnswer(
  a: Pick<Consented, 'at' | 'factId'>,
  b: Pick<Consented, 'at' | 'factId'>,
): boolean {
  return a.at === b.at ? a.factId > b.factId : a.at > b.at;
}

/**
 * Whether what somebody told of themselves then may count. A consent settles also what was told before it; after a
 * withdrawal, what was told before that still counts.
 */
export const isCovered = ({ isGiven, at }: Pick<Consented, 'isGiven' | 'at'>, told: Instant) =>
  isGiven || told < at;

/** The marks of these people, or of these marks, by the id of the mark. */
export async function readConsentMarks(
  db: Reader,
  markIds: readonly Id[],
): Promise<Map<Id, ConsentMark>> {
  const marks = new Map<Id, ConsentMark>();
  if (markIds.length === 0) return marks;
  for (const { id, body } of await listDocuments(db, 'mark', markIds))
    if (body.about === 'consent') marks.set(id, body);
  return marks;
}

/** Of whose health these tell as their own: their answers to the notice are asked. */
export const askedOf = (reads: readonly ReadBody[]): Id[] => [
  ...new Set(
    reads.flatMap(({ type, body }) =>
      type === 'self-report' && body.onBehalfAs === null ? [body.personId] : [],
    ),
  ),
];

/**
 * A person's own report without their consent to the notice waits for it. What staff tell of somebody in their duty
 * asks for none.
 */
export function findUnagreed(
  answers: readonly Pick<Consented, 'isGiven' | 'at' | 'factId' | 'personId'>[],
  { type, body }: ReadBody,
  { personId, correctedAt }: Telling,
): Parking | null {
  if (type !== 'self-report' || body.onBehalfAs !== null || body.personId !== personId) return null;
  const [last] = answers
    .filter((one) => one.personId === personId)
    .sort((a, b) => (isLaterAnswer(a, b) ? -1 : 1));
  if (last !== undefined && isCovered(last, correctedAt)) return null;
  return { why: 'no-consent', field: 'body.personId', waitsFor: consentMarkId(personId) };
}
