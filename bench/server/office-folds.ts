import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Id } from '../../src/domain/id.ts';
import { listDocuments, putDocuments } from '../../src/server/database/documents.ts';
import { migrate } from '../../src/server/database/migrate.ts';
import { openDatabase, type Db } from '../../src/server/database/open.ts';
import { writeDatabase } from '../../src/server/database/transaction.ts';
import { readFindingsPage } from '../../src/server/hygiene/read-findings.ts';
import { selectInspections } from '../../src/server/hygiene/read-inspections.ts';
import { roomPut } from '../../src/server/places/place-documents.ts';
import { readCampaignReport } from '../../src/server/rounds/change-campaigns.ts';
import { readNightReply } from '../../src/server/rounds/read-night.ts';
import type { Bench } from '../bench.ts';
import { figureOf, type Figure } from '../figures.ts';
import { say } from '../progress.ts';
import { benchDependencies } from './bench-app.ts';
import { fillDutyCampus } from './duty-campus.ts';
import { createFactWriter, type FactWriter } from './fact-writer.ts';

const BUILDINGS = 100;
const RESIDENTS = 300;
const ROOMS = 75;
const WEEKS = 12;
const CAMPAIGN_DAYS = 14;
const DAY_MS = 86_400_000;
const RUNS = 3;
/** Twenty to eleven in the evening by the campus's clock: within a night. */
export const NOW_MS = Date.UTC(2026, 4, 20, 14, 40);

/** How long the office waits for what is folded from many facts, at a campus of 30,000. */
export const officeFoldsBench: Bench = {
  name: 'server-office',
  about:
    'the office’s open findings, inspections, campaign and night, over 30,000 people and a term of rounds',
  measure: async (stage) => {
    const dataDir = join(stage.folder, 'office');
    mkdirSync(dataDir, { recursive: true });
    const db = await openDatabase({ url: null, dataDir, report: (error) => say(String(error)) });
    await migrate(db);
    const deps = { ...benchDependencies(db, dataDir), now: () => NOW_MS };
    const campaignId = await fillRounds(db);
    const day = new Date(NOW_MS).toISOString().slice(0, 10);
    const figures: Figure[] = [];
    const calls: [name: string, what: string, call: () => Promise<unknown>][] = [
      ['findings', 'open findings of all buildings', () => readFindingsPage(deps, {})],
      [
        'inspections',
        'inspections of a day',
        () => selectInspections(deps, { from: day, to: day }),
      ],
      ['campaign', 'how far a campaign of 14 days is', () => readCampaignReport(deps, campaignId)],
      ['night', 'who is in for the night', () => readNightReply(deps, {})],
    ];
    for (const [name, what, call] of calls) {
      const samples: number[] = [];
      const cpuMs: number[] = [];
      for (let run = 0; run < RUNS; run += 1) {
        const [startMs, cpu] = [performance.now(), process.cpuUsage()];
        await call();
        samples.push(performance.now() - startMs);
        const { user, system } = process.cpuUsage(cpu);
        cpuMs.push((user + system) / 1000);
      }
      const about = { what, cpu: null };
      figures.push(
        figureOf(
          { name: `server-office-${name}`, ...about, goal: { most: 1000, of: 'p50' } },
          samples,
        ),
        figureOf({ name: `server-office-${name}-cpu`, ...about }, cpuMs),
      );
    }
    await db.destroy();
    return { figures };
  },
};

interface Walked {
  roomId: Id;
  unitId: Id;
  personIds: readonly Id[];
}

/** A term's hygiene, two weeks of daily rounds (half of them for a campaign), and what passed at doors meanwhile. */
export async function fillRounds(db: Db): Promise<Id> {
  await fillDutyCampus(db, { buildings: BUILDINGS, residentsOfBuilding: RESIDENTS, phones: 1 });
  const walked = await fillRooms(db);
  const campaignId = await fillCampaign(db);
  const writer = createFactWriter(db);
  for (let day = CAMPAIGN_DAYS - 1; day >= 0; day -= 1)
    await walkAll(writer, walked, { day, campaignId: day % 2 === 0 ? campaignId : null });
  for (let week = WEEKS - 1; week >= 0; week -= 1)
    for (const [index, { roomId, unitId }] of walked.entries()) {
      const atMs = NOW_MS - week * 7 * DAY_MS - 5 * 3_600_000;
      const visit = { visitId: randomUUID(), roomId };
      await writer.tell({ unitId, atMs }, 'inspection', {
        ...visit,
        formId: 'hundred',
        formVersion: 1,
      });
      if (index % 2 === 0) await findAndMend(writer, { unitId, visit, atMs, isOpen: week === 0 });
    }
  await writer.passages(300_000, NOW_MS);
  await writer.flush();
  say(`${String(writer.count())} facts`);
  return campaignId;
}

async function walkAll(
  writer: FactWriter,
  walked: readonly Walked[],
  { day, campaignId }: { day: number; campaignId: Id | null },
): Promise<void> {
  const atMs = NOW_MS - day * DAY_MS;
  const roundByUnit = new Map<Id, Id>();
  for (const { roomId, unitId, personIds } of walked) {
    const measuring = { thermometerId: null, thermometerUnit: 'C', site: 'forehead' } as const;
    const body = { unitId, purpose: 'round', campaignId, ...measuring } as const;
    const roundId =
      roundByUnit.get(unitId) ??
      (await writer.tell({ unitId, atMs: atMs - 1_200_000 }, 'round', body));
    roundByUnit.set(unitId, roundId);
    const visit = { visitId: randomUUID(), roomId };
    for (const personId of personIds) {
      const presence = { ...visit, personId, state: 'present', complaint: null } as const;
      await writer.tell({ unitId, atMs: atMs - 600_000, shiftId: roundId }, 'presence', presence);
    }
  }
}

async function findAndMend(
  writer: FactWriter,
  of: { unitId: Id; visit: { visitId: Id; roomId: Id }; atMs: number; isOpen: boolean },
): Promise<void> {
  const { unitId, visit, atMs, isOpen } = of;
  const item = { formId: 'hundred', itemId: 'air', personId: null, points: 2, note: null };
  const body = { ...visit, ...item, fixBy: '2026-05-30', photos: [] };
  const findingId = await writer.tell({ unitId, atMs }, 'finding', body);
  if (isOpen) return;
  const right = { ...visit, findingId, note: null, photos: [] };
  await writer.tell({ unitId, atMs: atMs + DAY_MS, rootId: findingId }, 'rectification', right);
}

/** Four people a room, by whatever number the roster has them under. */
async function fillRooms(db: Db): Promise<Walked[]> {
  const people = await listDocuments(db, 'directory');
  const byUnit = new Map<Id, Id[]>();
  for (const { id, body } of people) {
    const unitId = body.home?.unitId;
    if (unitId) byUnit.set(unitId, [...(byUnit.get(unitId) ?? []), id]);
  }
  const units = await listDocuments(db, 'unit');
  const perUnit = Math.ceil((ROOMS * BUILDINGS) / units.length);
  const rooms = units.flatMap(({ id: unitId, body: { buildingId } }) =>
    Array.from({ length: perUnit }, (_, at) => {
      const body = { id: randomUUID(), buildingId, unitId, code: String(101 + at), beds: ['1'] };
      const personIds = (byUnit.get(unitId) ?? []).slice(at * 4, at * 4 + 4);
      return { body, walked: { roomId: body.id, unitId, personIds } };
    }),
  );
  const by = { accountId: null, at: new Date(NOW_MS).toISOString() };
  await writeDatabase(db, (tx) =>
    putDocuments(
      tx,
      rooms.map(({ body }) => roomPut(body)),
      by,
    ),
  );
  return rooms.map(({ walked }) => walked);
}

async function fillCampaign(db: Db): Promise<Id> {
  const id = randomUUID();
  const buildings = await listDocuments(db, 'building');
  const dayOf = (days: number): string =>
    new Date(NOW_MS - days * DAY_MS).toISOString().slice(0, 10);
  const body = {
    id,
    name: 'Every room once',
    purpose: null,
    from: dayOf(CAMPAIGN_DAYS - 1),
    to: dayOf(0),
    buildingIds: buildings.map((building) => building.id),
    closedAt: null,
  };
  const by = { accountId: null, at: new Date(NOW_MS).toISOString() };
  await writeDatabase(db, (tx) =>
    putDocuments(tx, [{ kind: 'campaign', id, body, scopes: [] }], by),
  );
  return id;
}
