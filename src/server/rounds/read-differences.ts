import { boundsOfDay } from '../../domain/campus-day.ts';
import { typedInAt } from '../../domain/happened-at.ts';
import { roundRulesOf } from '../../domain/default-policy.ts';
import type { DoorLog } from '../../domain/door-log.ts';
import type { Id } from '../../domain/id.ts';
import { gapToDoor, isOverGap, type ReadingGap } from '../../domain/reading-gap.ts';
import { doorReadingsOf, type TakenReading } from '../../domain/remeasure-ladder.ts';
import { roomOf } from '../../domain/room-text.ts';
import { foldRounds, type VisitEntry } from '../../domain/round-log.ts';
import type { DifferenceRow, DifferencesPage } from '../../protocol/office-rounds.ts';
import { listDocuments } from '../database/documents.ts';
import type { Dependencies } from '../dependencies.ts';
import { readDoorLog } from '../door-log/read-door-log.ts';
import { readDoorNames, type DoorNames } from '../door-log/door-names.ts';
import { readFacts } from './read-facts.ts';
import { dayAsked } from './read-rounds.ts';

type DoorReading = ReturnType<typeof doorReadingsOf>[number];
interface Difference {
  check: VisitEntry<'second-check'>;
  gap: ReadingGap<DoorReading>;
}

/** All of one day, newest first. */
export async function selectDifferences(
  deps: Dependencies,
  asked: DifferencesPage['day'] | undefined,
): Promise<Omit<DifferencesPage, 'total'>> {
  const { db, settings } = deps;
  const day = dayAsked(deps, asked);
  const { from, to } = boundsOfDay(day, settings.campusZone);
  const log = foldRounds([
    ...(await readFacts(db, { types: ['second-check'], from, to })),
    ...(await readFacts(db, { types: ['void'], from })),
  ]);
  const names = await readDoorNames(db);
  const { disagreeDeltaC } = roundRulesOf(names.policy);
  const measured = log.measured();
  const doors = measured.length === 0 ? null : await readDoorLog(db, from);
  const found = measured.flatMap((personId) =>
    log
      .secondChecksOf(personId)
      .filter(({ at }) => at >= from && at < to)
      .flatMap((check) => differenceOf(check, doors, { to, disagreeDeltaC })),
  );
  found.sort((a, b) => (a.check.at === b.check.at ? 0 : a.check.at < b.check.at ? 1 : -1));
  return { day, disagreeDeltaC, rows: await describe(deps, names, found) };
}

function differenceOf(
  check: VisitEntry<'second-check'>,
  doors: DoorLog | null,
  { to, disagreeDeltaC }: { to: string; disagreeDeltaC: number },
): Difference[] {
  if (doors === null) return [];
  const { id, at, body } = check;
  const ofDay = doorReadingsOf(doors, body.personId).filter((door) => door.at < to);
  const gap = gapToDoor({ id, at, reading: body.reading }, ofDay);
  return gap !== null && isOverGap(gap, disagreeDeltaC) ? [{ check, gap }] : [];
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
  return found.map(({ check, gap: { door, gapC } }) => {
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
      door: {
        ...taken(door, door.entry.current.by),
        doorName: names.door(door.entry.check.doorId),
      },
      gapC,
    };
  });
}
