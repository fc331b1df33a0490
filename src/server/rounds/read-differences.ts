import { boundsOfDay } from '../../domain/campus-day.ts';
import { typedInAt } from '../../domain/happened-at.ts';
import { roundRulesOf } from '../../domain/default-policy.ts';
import { readFact } from '../../domain/fact.ts';
import { inFactOrder } from '../../domain/fact-order.ts';
import type { Day, Id, Instant } from '../../domain/id.ts';
import type { Fact } from '../../domain/operation.ts';
import type { PolicyPack } from '../../domain/policy.ts';
import { gapTo, isOverGap, type ReadingGap } from '../../domain/reading-gap.ts';
import { doorReadingsOf, type TakenReading } from '../../domain/remeasure-ladder.ts';
import { aheadBy, sessionClockOf } from '../../domain/report-session.ts';
import { roomOf } from '../../domain/room-text.ts';
import { foldRounds, type VisitEntry } from '../../domain/round-log.ts';
import { personScope } from '../../domain/scope.ts';
import { foldSessions } from '../../domain/session-log.ts';
import { toldReadings, type ToldReading } from '../../domain/told-readings.ts';
import type { DifferenceRow, DifferencesPage } from '../../protocol/office-rounds.ts';
import { listDocuments } from '../database/documents.ts';
import type { Reader } from '../database/tables.ts';
import type { Dependencies } from '../dependencies.ts';
import { readDoorLog } from '../door-log/read-door-log.ts';
import { readDoorNames, type DoorNames } from '../door-log/door-names.ts';
import { readFacts } from './read-facts.ts';
import { dayAsked } from './read-rounds.ts';

/** What a second check is held against. */
interface Beside extends TakenReading {
  source: 'door' | ToldReading['source'];
  by: Id;
  doorId: Id | null;
}
interface Difference {
  takenBack: Fact | null;
  check: VisitEntry<'second-check'>;
  gap: ReadingGap<Beside>;
}

/** All of one day, newest first. */
export async function selectDifferences(
  deps: Dependencies,
  asked: DifferencesPage['day'] | undefined,
): Promise<Omit<DifferencesPage, 'total'>> {
  const { db, settings } = deps;
  const day = dayAsked(deps, asked);
  const { from, to } = boundsOfDay(day, settings.campusZone);
  // Those taken back as well: the gap was shown before, and must not go with it.
  const log = foldRounds(await readFacts(db, { types: ['second-check'], from, to }));
  const voids = await readVoids(db, from);
  const names = await readDoorNames(db);
  const { disagreeDeltaC } = roundRulesOf(names.policy);
  const measured = log.measured();
  const besides =
    measured.length === 0 ? null : await readBesides(deps, { day, measured, ...names });
  const found = measured.flatMap((personId) =>
    log
      .secondChecksOf(personId)
      .filter(({ at }) => at >= from && at < to)
      .flatMap((check) => differencesOf(check, besides?.(personId) ?? [], disagreeDeltaC))
      .map((one): Difference => ({ ...one, takenBack: voids.get(one.check.id) ?? null })),
  );
  found.sort((a, b) => (a.check.at === b.check.at ? 0 : a.check.at < b.check.at ? 1 : -1));
  return { day, disagreeDeltaC, rows: await describe(deps, names, found) };
}

/** By what was taken back since then, the first fact that did so. */
async function readVoids(db: Reader, from: Instant): Promise<ReadonlyMap<Id, Fact>> {
  const firstById = new Map<Id, Fact>();
  for (const fact of inFactOrder(await readFacts(db, { types: ['void'], from }))) {
    const read = readFact(fact);
    if (read?.type === 'void' && !firstById.has(read.body.voids))
      firstById.set(read.body.voids, fact);
  }
  return firstById;
}

/** What the doors read of these people on that day, and what was told of it: of each source by itself. */
async function readBesides(
  { db, settings }: Dependencies,
  of: { day: Day; measured: readonly Id[]; policy: PolicyPack },
): Promise<(personId: Id) => (readonly Beside[])[]> {
  const { day, measured, policy } = of;
  const zone = settings.campusZone;
  const { from, to } = boundsOfDay(day, zone);
  const doors = await readDoorLog(db, from);
  const types = ['self-report', 'void'] as const;
  const { reports } = foldSessions(
    await readFacts(db, { types, from, scopes: measured.map(personScope) }),
  );
  const isAhead = aheadBy(sessionClockOf(policy, zone));
  return (personId) => {
    const atDoor = doorReadingsOf(doors, personId)
      .filter(({ at }) => at < to)
      .map(({ entry, ...taken }): Beside => ({
        ...taken,
        source: 'door',
        by: entry.current.by,
        doorId: entry.check.doorId,
      }));
    const told = toldReadings(reports, personId, isAhead)
      .filter((one) => one.day === day)
      .map((one): Beside => ({ ...one, doorId: null }));
    return [atDoor, told];
  };
}

function differencesOf(
  check: VisitEntry<'second-check'>,
  besides: readonly (readonly Beside[])[],
  disagreeDeltaC: number,
): Omit<Difference, 'takenBack'>[] {
  const { id, at, body } = check;
  return besides.flatMap((readings) => {
    const gap = gapTo({ id, at, reading: body.reading }, readings);
    return gap !== null && isOverGap(gap, disagreeDeltaC) ? [{ check, gap }] : [];
  });
}

async function describe(
  { db }: Dependencies,
  names: DoorNames,
  found: readonly Difference[],
): Promise<DifferenceRow[]> {
  const people = await names.people(
    db,
    found.map(({ check }) => check.body.personId),
  );
  const buildings = new Map(
    (await listDocuments(db, 'building')).map(({ id, body }) => [id, body.name]),
  );
  const taken = ({ id, at, reading }: TakenReading, by: Id) => ({
    id,
    at,
    tempC: reading.tempC,
    site: reading.site,
    by: { id: by, name: names.account(by) },
  });
  return found.map(({ check, takenBack, gap: { other, gapC } }) => {
    const { id, at, by, body } = check;
    const person = people.get(body.personId);
    return {
      person: { id: body.personId, name: person?.name ?? '', number: person?.number ?? null },
      room: person === undefined ? '' : roomOf(person),
      buildingName: buildings.get(person?.home?.buildingId ?? '') ?? null,
      second: {
        ...taken({ id, at, reading: body.reading }, by),
        typedInAt: typedInAt(check.fact),
      },
      other: {
        ...taken(other, other.by),
        source: other.source,
        doorName: other.doorId && names.door(other.doorId),
      },
      gapC,
      takenBack: takenBack && {
        at: takenBack.correctedAt,
        by: names.account(takenBack.by),
        reason: reasonOf(takenBack),
      },
    };
  });
}

function reasonOf(fact: Fact): string {
  const read = readFact(fact);
  return read?.type === 'void' ? read.body.reason : '';
}
