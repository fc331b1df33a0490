import { sql } from 'kysely';
import { v5 as uuidv5 } from 'uuid';
import type { ReadBody } from '../../domain/fact.ts';
import type { Id, Instant } from '../../domain/id.ts';
import { personScope } from '../../domain/scope.ts';
import { listDocuments } from '../database/documents.ts';
import { idChunks } from '../database/insert-many.ts';
import type { Reader } from '../database/tables.ts';
import type { Parking } from './judge-fact.ts';
import type { Consented } from './news.ts';
import type { Telling } from './rights.ts';
import { readRow } from './stored-facts.ts';

export const consentMarkId = (personId: Id): Id => uuidv5('consent', personId);

/** What somebody answered to the privacy notice, and when. */
export type Answered = Pick<Consented, 'personId' | 'isGiven' | 'at' | 'factId'>;

/** By corrected time, then id. */
export const isLaterAnswer = (a: Answered, b: Answered): boolean =>
  a.at === b.at ? a.factId > b.factId : a.at > b.at;

/** What somebody told of themselves counts if it was told before `end`; `null` = at any time. */
export interface Cover {
  end: Instant | null;
}

/**
 * Of all answers of one person, in whatever order they came: a consent settles also what was told before it, and
 * the first refusal after the last consent ends it. `null` where nothing is covered.
 */
export function coverOf(answers: readonly Answered[]): Cover | null {
  const sorted = [...answers].sort((a, b) => (isLaterAnswer(a, b) ? 1 : -1));
  const last = sorted.findLastIndex(({ isGiven }) => isGiven);
  return last === -1 ? null : { end: sorted[last + 1]?.at ?? null };
}

/**
 * The answers of these people, by the id of the mark: all that decide. Where the mark is of a consent, that is the
 * last answer, and none before it does.
 */
export async function readAnswers(
  db: Reader,
  markIds: readonly Id[],
): Promise<Map<Id, Answered[]>> {
  const answers = new Map<Id, Answered[]>();
  if (markIds.length === 0) return answers;
  const refused: Id[] = [];
  for (const { id, body } of await listDocuments(db, 'mark', markIds)) {
    if (body.about !== 'consent') continue;
    answers.set(id, [body]);
    if (!body.isGiven) refused.push(body.personId);
  }
  for (const answer of await readStored(db, refused))
    answers.get(consentMarkId(answer.personId))?.push(answer);
  return answers;
}

/** Every answer that these people gave and that is kept. */
async function readStored(db: Reader, personIds: readonly Id[]): Promise<Answered[]> {
  const answers: Answered[] = [];
  for (const scopes of idChunks(personIds.map(personScope))) {
    const rows = await db
      .selectFrom('feed')
      .innerJoin('opLog', 'opLog.id', 'feed.refId')
      .selectAll('opLog')
      .where('feed.scope', 'in', scopes)
      .where('feed.kind', '=', 'fact')
      // No index of types: it would walk over the answers of everybody.
      .where(sql`${sql.ref('opLog.type')} || ''`, '=', 'consent')
      .where(sql`${sql.ref('opLog.outcome')} || ''`, '=', 'stored')
      .execute();
    for (const row of rows) {
      const read = readRow(row)?.read;
      if (read?.type !== 'consent') continue;
      const { personId, isGiven } = read.body;
      answers.push({ personId, isGiven, at: row.correctedAt, factId: row.id });
    }
  }
  return answers;
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
  answers: readonly Answered[],
  { type, body }: ReadBody,
  { personId, correctedAt }: Telling,
): Parking | null {
  if (type !== 'self-report' || body.onBehalfAs !== null || body.personId !== personId) return null;
  const cover = coverOf(answers.filter((one) => one.personId === personId));
  if (cover !== null && (cover.end === null || correctedAt < cover.end)) return null;
  return { why: 'no-consent', field: 'body.personId', waitsFor: consentMarkId(personId) };
}
