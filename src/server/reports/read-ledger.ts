import { addDays, boundsOfDay } from '../../domain/campus-day.ts';
import { DEFAULT_POLICY, roundRulesOf } from '../../domain/default-policy.ts';
import type { FactType } from '../../domain/fact.ts';
import type { Id } from '../../domain/id.ts';
import { personScope } from '../../domain/scope.ts';
import { LEDGER_DAYS, ledgerOf } from '../../domain/temperature-ledger.ts';
import type { LedgerQuery, PersonLedger } from '../../protocol/office-reports.ts';
import { getDocument, listDocuments } from '../database/documents.ts';
import type { Dependencies } from '../dependencies.ts';
import { Problem } from '../problem.ts';
import { readFacts } from '../rounds/read-facts.ts';
import { dayAsked } from '../rounds/read-rounds.ts';
import { readReportPeople } from './report-people.ts';

export const MEASURING: readonly FactType[] = [
  'door-check',
  'second-check',
  'session-check',
  'self-report',
  'void',
];

/** Throws `not-found` for somebody whom the roster does not know. */
export async function readLedger(
  deps: Dependencies,
  personId: Id,
  query: LedgerQuery,
): Promise<PersonLedger> {
  const { db, settings } = deps;
  const zone = settings.campusZone;
  if ((await getDocument(db, 'directory', personId)) === null) throw new Problem('not-found');
  const [pack] = await listDocuments(db, 'policy');
  const policy = pack?.body ?? DEFAULT_POLICY;
  const lastDay = dayAsked(deps, query.lastDay);
  const { from } = boundsOfDay(addDays(lastDay, 1 - LEDGER_DAYS), zone);
  const facts = await readFacts(db, {
    types: MEASURING,
    from,
    scopes: [personScope(personId)],
  });
  const names = await readReportPeople(db, [personId]);
  return {
    person: names.person(personId),
    disagreeDeltaC: roundRulesOf(policy).disagreeDeltaC,
    days: ledgerOf(facts, { personId, lastDay, policy, zone }).map(({ day, readings }) => ({
      day,
      readings: readings.map(({ id, at, source, reading, verdict, gapC, isOverGap }) => ({
        id,
        at,
        source,
        tempC: reading.tempC,
        site: reading.site,
        verdict,
        gapC,
        isOverGap,
      })),
    })),
  };
}
