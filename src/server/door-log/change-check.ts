import type { DoorCheck } from '../../domain/door-check.ts';
import type { DoorEntry } from '../../domain/door-entry.ts';
import type { FactBody } from '../../domain/fact.ts';
import type { Id } from '../../domain/id.ts';
import type { CorrectRequest, MatchRequest, VoidRequest } from '../../protocol/office-door-log.ts';
import type { DoorLogRow } from '../../protocol/office-people.ts';
import type { GivenResult } from '../../protocol/sync.ts';
import { writeAudit } from '../accounts/audit.ts';
import type { Tx } from '../database/tables.ts';
import { writeDatabase } from '../database/transaction.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { Problem } from '../problem.ts';
import { openDesk, recordAtDesk } from './office-desk.ts';
import { readEntry, readRow } from './read-entry.ts';

interface Changing<Request> {
  by: Id;
  /** Of the check's first version. */
  entryId: Id;
  request: Request;
}

/** Names the person behind an unknown check. Throws `conflict` if it names somebody already. */
export function matchCheck(
  deps: Dependencies,
  { request, ...of }: Changing<MatchRequest>,
): Promise<DoorLogRow> {
  const { factId, personId } = request;
  return recordAbout(deps, { ...of, factId, what: 'door-log.match' }, ({ current, check }) => {
    if (check.subject.kind !== 'unknown') throw new Problem('conflict', { why: 'not-unknown' });
    const body = { ...check, subject: { kind: 'person', personId }, amends: current.id } as const;
    return { type: 'door-check', body };
  });
}

/** The whole check again with the fields put right. Throws `conflict` where that would say nothing new. */
export function correctCheck(
  deps: Dependencies,
  { request, ...of }: Changing<CorrectRequest>,
): Promise<DoorLogRow> {
  const { factId } = request;
  return recordAbout(deps, { ...of, factId, what: 'door-log.correct' }, ({ current, check }) => {
    const body = corrected(check, request);
    if (JSON.stringify(body) === JSON.stringify(check))
      throw new Problem('conflict', { why: 'unchanged' });
    return { type: 'door-check', body: { ...body, amends: current.id } };
  });
}

export function voidCheck(
  deps: Dependencies,
  { request, ...of }: Changing<VoidRequest>,
): Promise<DoorLogRow> {
  const { factId, reason } = request;
  return recordAbout(deps, { ...of, factId, what: 'door-log.void' }, ({ id, check }) => ({
    type: 'void',
    body: { voids: id, doorId: check.doorId, reason },
  }));
}

function corrected(check: DoorCheck, request: CorrectRequest): DoorCheck {
  const { direction, personId } = request;
  const subject = personId === undefined ? check.subject : ({ kind: 'person', personId } as const);
  return {
    ...check,
    subject,
    direction: direction ?? check.direction,
    reading: correctedReading(check.reading, request),
  };
}

/** What was typed here is in °C, whatever the instrument shows; the value it showed stays in the version before. */
function correctedReading(
  reading: DoorCheck['reading'],
  { tempC, site }: CorrectRequest,
): DoorCheck['reading'] {
  if (tempC === undefined && site === undefined) return reading;
  if (reading !== null && (tempC === undefined || tempC === reading.tempC))
    return { ...reading, site: site ?? reading.site };
  const where = site ?? reading?.site;
  if (tempC === undefined || where === undefined)
    throw new Problem('bad-request', { at: tempC === undefined ? 'tempC' : 'site' });
  const thermometerId = reading?.thermometerId ?? null;
  return { tempC, site: where, thermometerId, rawValue: tempC, rawUnit: 'C' };
}

type NewFact =
  | { type: 'door-check'; body: FactBody<'door-check'> }
  | { type: 'void'; body: FactBody<'void'> };

/**
 * One audited transaction: a fact about a check that stands, or nothing at all. The same `factId` again
 * answers with the row and records nothing.
 */
async function recordAbout(
  deps: Dependencies,
  of: { by: Id; entryId: Id; factId: Id; what: string },
  plan: (entry: DoorEntry) => NewFact,
): Promise<DoorLogRow> {
  const { by, entryId, factId, what } = of;
  const at = instantOf(deps.now());
  const heads = await writeDatabase(deps.db, async (tx) => {
    await openDesk(tx, at);
    if (await isRecorded(tx, of)) return new Map();
    const entry = await readEntry(tx, entryId);
    if (entry === null) throw new Problem('not-found');
    if (entry.isVoided) throw new Problem('conflict', { why: 'voided' });
    const fact = { id: factId, accountId: by, ...plan(entry) };
    const { result, heads: stamped } = await recordAtDesk(tx, deps, fact);
    if (result.outcome === 'parked') throw refusal(result);
    await writeAudit(tx, { at, accountId: by, what, subject: entryId, details: { factId } });
    return stamped;
  });
  deps.pokes.announce(heads);
  return readRow(deps.db, entryId);
}

/** `entryId`: what the fact is about; `null` = no other one. Throws `conflict` where this id names something else. */
export async function isRecorded(
  tx: Tx,
  { by, entryId, factId }: { by: Id; entryId: Id | null; factId: Id },
): Promise<boolean> {
  const known = await tx
    .selectFrom('opLog')
    .select(['rootId', 'accountId', 'outcome'])
    .where('sentId', '=', factId)
    .executeTakeFirst();
  if (known === undefined) return false;
  const { rootId, accountId, outcome } = known;
  if (rootId === entryId && accountId === by && outcome === 'stored') return true;
  throw new Problem('conflict', { at: 'factId' });
}

/** At a desk somebody waits for the answer: what would be kept apart is refused, and nothing is stored. */
export function refusal({ why, field }: GivenResult): Problem {
  if (why === 'not-allowed') return new Problem('forbidden', { why });
  return new Problem('bad-request', { at: field?.split('.').at(-1) ?? '', why });
}
