import { setImmediate } from 'node:timers/promises';
import type { Id, Instant } from '../../domain/id.ts';
import type { RosterRow } from '../../domain/roster/roster-row.ts';
import type { Scope } from '../../domain/scope.ts';
import type { DifferenceCounts } from '../../protocol/office-roster.ts';
import { writeAudit } from '../accounts/audit.ts';
import { accessDocuments } from '../database/access.ts';
import { storeDocuments, type DocumentPut, type Writer } from '../database/documents.ts';
import { stampFeed, type FeedChange } from '../database/feed.ts';
import { chunksOf, insertMany } from '../database/insert-many.ts';
import type { Db } from '../database/open.ts';
import type { Tables, Tx } from '../database/tables.ts';
import { writeDatabase } from '../database/transaction.ts';
import { accountsOver } from '../places/accounts-over.ts';
import { searchKeysOf } from './pinyin.ts';
import { leaverPuts, personPuts, type KeysOf } from './roster-documents.ts';
import { RosterHomes, wantedHome } from './roster-homes.ts';
import { planRoster, type RosterPlan } from './roster-plan.ts';
import { readRosterState, type RosterState } from './roster-state.ts';

const CHUNK = 1000;

export interface RosterImport {
  rows: readonly RosterRow[];
  handleLeft: 'keep' | 'mark-left';
  /** Of the plan that was shown; `null` applies whatever the plan is now. */
  planSha: string | null;
  by: Id | null;
  at: Instant;
  /** The campus's zone: on which day somebody left. */
  zone: string;
  /** Search keys that were made ahead; else they are looked up here. */
  keysOf?: KeysOf;
  /** For the audit. */
  file: { name: string; sha: string };
}

export type RosterApplied =
  | { outcome: 'applied'; counts: DifferenceCounts; heads: Map<Scope, number> }
  /** People or places have changed since the preview; nothing was stored. */
  | { outcome: 'outdated' };

/** What an import of these rows would do now. */
export async function previewRoster(db: Db, rows: readonly RosterRow[]): Promise<RosterPlan> {
  return planRoster(await readRosterState(db), rows);
}

/** Stores a roster in one transaction: all of it, or nothing. Lets others run between its steps. */
export async function applyRoster(db: Db, wanted: RosterImport): Promise<RosterApplied> {
  return writeDatabase(db, async (tx) => {
    const state = await readRosterState(tx);
    const plan = planRoster(state, wanted.rows);
    if (wanted.planSha !== null && wanted.planSha !== plan.sha) return { outcome: 'outdated' };
    const heads = await storePlan(tx, { state, plan, wanted });
    return { outcome: 'applied', counts: plan.counts, heads };
  });
}

async function storePlan(
  tx: Tx,
  of: { state: RosterState; plan: RosterPlan; wanted: RosterImport },
): Promise<Map<Scope, number>> {
  const { state, plan, wanted } = of;
  const by: Writer = { accountId: wanted.by, at: wanted.at };
  const staying = plan.people.filter((person) => person.after !== null);
  const homes = new RosterHomes(state, staying.map(wantedHome));
  const { keysOf = searchKeysOf } = wanted;
  const numbers: Tables['personNumber'][] = [];
  const changes: FeedChange[] = [];
  const store = async (puts: readonly DocumentPut[]): Promise<void> => {
    changes.push(...(await storeDocuments(tx, puts, by)));
    await setImmediate();
  };
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: wanted.zone }).format(
    new Date(wanted.at),
  );
  for (const chunk of chunksOf(plan.people, CHUNK)) {
    const puts: DocumentPut[] = [];
    for (const person of chunk) {
      const written = personPuts(person, { homes, keysOf, at: wanted.at, day });
      if (written !== null) puts.push(...written.puts);
      if (written !== null && person.known === null)
        numbers.push({ number: person.number, personId: written.personId });
      if (person.kind === 'left' && wanted.handleLeft === 'mark-left')
        puts.push(...leaverPuts(person, day, wanted.at));
    }
    await store(puts);
  }
  for (const chunk of chunksOf(homes.puts(), CHUNK)) await store(chunk);
  await insertMany(tx, { table: 'personNumber' }, numbers);
  const accountIds = await accountsOver(tx, [...homes.changedBuildings]);
  await store(await accessDocuments(tx, accountIds, wanted.at));
  await writeAudit(tx, {
    at: wanted.at,
    accountId: wanted.by,
    what: 'roster.import',
    subject: null,
    details: { ...wanted.file, handleLeft: wanted.handleLeft, counts: plan.counts },
  });
  return stampFeed(tx, changes);
}
