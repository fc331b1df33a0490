import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { utcDay } from '../../domain/campus-day.ts';
import type { FactType } from '../../domain/fact.ts';
import type { Id, Instant } from '../../domain/id.ts';
import type { Fact } from '../../domain/operation.ts';
import { personScope } from '../../domain/scope.ts';
import { idChunks } from '../database/insert-many.ts';
import type { Reader } from '../database/tables.ts';
import { factOf } from '../sync/stored-facts.ts';

/** What was told about these people: by their own feeds, which name few since that day, and only then by what those name. */
export async function readToldAbout(
  db: Reader,
  of: { types: readonly FactType[]; personIds: readonly Id[]; from: Instant },
): Promise<Fact[]> {
  const { types, personIds, from } = of;
  const named: Id[] = [];
  for (const scopes of idChunks(personIds.map(personScope))) {
    const entries = db
      .selectFrom('feed')
      .select('refId')
      .where('scope', 'in', scopes)
      .where('kind', '=', 'fact')
      .where('day', '>=', utcDay(from));
    for (const { refId } of await entries.execute()) named.push(refId);
    await setImmediate();
  }
  const facts: Fact[] = [];
  for (const ids of idChunks(named)) {
    const rows = db
      .selectFrom('opLog')
      .select(['id', 'deviceId', 'envelope', 'correctedAt', 'receivedAt'])
      .where('id', 'in', ids)
      .where('outcome', '=', 'stored')
      .where('purgedAt', 'is', null)
      .where(sql<boolean>`"type" || '' in (${sql.join(types)})`);
    for (const row of await rows.execute()) facts.push(factOf(row));
    await setImmediate();
  }
  return facts;
}
