import { boundsOfDay } from '../../domain/campus-day.ts';
import { DEFAULT_POLICY, roundRulesOf } from '../../domain/default-policy.ts';
import { factsOfTotalsFrom, temperatureTotalsOf } from '../../domain/temperature-totals.ts';
import type { TemperaturesQuery, TemperaturesReply } from '../../protocol/office-rollup.ts';
import { listDocuments } from '../database/documents.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import type { PersonIndexCache } from '../roster/person-index.ts';
import { dayAsked } from '../rounds/read-rounds.ts';
import { MEASURING } from './read-ledger.ts';
import { readToldAbout } from './read-told-about.ts';
import { readSessionRosters, requirePlace } from './session-rosters.ts';

/** Throws `not-found` for a class or unit that there is not. */
export async function readTemperatures(
  deps: Dependencies,
  people: PersonIndexCache,
  { kind, id, day: asked }: TemperaturesQuery,
): Promise<TemperaturesReply> {
  const { db, settings } = deps;
  const zone = settings.campusZone;
  await requirePlace(db, kind, id);
  const day = dayAsked(deps, asked);
  const [pack] = await listDocuments(db, 'policy');
  const policy = pack?.body ?? DEFAULT_POLICY;
  const { to } = boundsOfDay(day, zone);
  const over = instantOf(deps.now()) < to ? null : to;
  const roster = { by: kind, away: [], over, placeId: id };
  const { members } = await readSessionRosters(db, people, roster);
  const personIds = members.map(({ personId }) => personId);
  const { from } = boundsOfDay(factsOfTotalsFrom(day), zone);
  const facts = await readToldAbout(db, { types: MEASURING, personIds, from });
  const totals = temperatureTotalsOf(facts, { personIds, day, policy, zone });
  return { day, ...totals, disagreeDeltaC: roundRulesOf(policy).disagreeDeltaC };
}
