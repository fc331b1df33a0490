import { randomUUID } from 'node:crypto';
import { addDays, dayOf } from '../../domain/campus-day.ts';
import type { Id } from '../../domain/id.ts';
import type { Operation } from '../../domain/operation.ts';
import type { Post, Role } from '../../domain/role.ts';
import { issueCode } from '../accounts/enrolment-codes.ts';
import { redeem } from '../accounts/redeem.ts';
import { newSecret } from '../accounts/secrets.ts';
import { isSetUp } from '../accounts/set-up.ts';
import { listDocuments } from '../database/documents.ts';
import { chunksOf } from '../database/insert-many.ts';
import { writeDatabase } from '../database/transaction.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { byNaturalOrder } from '../places/natural-order.ts';
import { saveCampaign } from '../rounds/change-campaigns.ts';
import { takeOperations } from '../sync/take-operations.ts';
import { Chance } from './chance.ts';
import { addDemoStaff, DEMO_LOGINS, foundDemoCampus, type DemoCampus } from './demo-campus.ts';
import { demoDisinfection } from './demo-disinfection.ts';
import { demoSeals } from './demo-seals.ts';
import { demoDuties } from './demo-duties.ts';
import { demoHygiene } from './demo-hygiene.ts';
import { demoNight } from './demo-night.ts';
import { demoRound } from './demo-round.ts';
import { demoWeek } from './demo-week.ts';

/** How somebody of a role gets in: a link that works once, for a phone. */
export interface DemoSignIn {
  role: Role;
  name: string;
  /** Path below the server's address. */
  link: string;
}

const SEED = 20_261_122;
const FOUNDED_AGO_MS = 8 * 86_400_000;
const BATCH = 500;
const INSPECTED_ROOMS = 6;

/**
 * Fills an empty database with an invented campus and a week of records, and gives a sign-in for each
 * role. `null` if somebody has set up already: a demo never mixes with real data.
 */
export async function fillDemo(deps: Dependencies): Promise<DemoSignIn[] | null> {
  if (await isSetUp(deps.db)) return null;
  const founding: Dependencies = { ...deps, now: () => deps.now() - FOUNDED_AGO_MS };
  const chance = new Chance(SEED);
  const campus = await foundDemoCampus(founding, chance);
  for (const door of campus.doors) {
    const [buildingId = ''] = door.buildingIds;
    const post: Post = { kind: 'building', id: buildingId };
    const keeperId = await addDemoStaff(founding, {
      name: `门岗 · ${door.name}`,
      role: 'keeper',
      post,
    });
    const secret = newSecret();
    const deviceId = await demoPhone(deps, { accountId: keeperId, by: campus.adminId, secret });
    const residentIds = campus.residents
      .filter(({ home }) => home?.buildingId === buildingId)
      .map(({ id }) => id);
    const week = demoWeek(
      { accountId: keeperId, secret, doorId: door.id, residentIds },
      chance,
      deps.now(),
    );
    await record(deps, deviceId, week);
  }
  await cleanFirstBuilding(deps, founding, campus);
  await inspectFirstUnit(deps, founding, campus);
  return offerSignIns(deps, founding, campus);
}

/** Property staff of the first building, with two days of their work and the seals of the unit that the demo's keeper looks after. */
async function cleanFirstBuilding(
  deps: Dependencies,
  founding: Dependencies,
  { adminId, areas, buildings, units }: DemoCampus,
): Promise<void> {
  const [building] = buildings;
  if (building === undefined) return;
  const accountId = await addDemoStaff(founding, {
    name: `物业 · ${building.name}`,
    role: 'property',
    post: { kind: 'building', id: building.id },
  });
  const secret = newSecret();
  const deviceId = await demoPhone(deps, { accountId, by: adminId, secret });
  const own = areas.filter(({ buildingId }) => buildingId === building.id);
  const of = { signer: { accountId, secret }, areas: own, zone: deps.settings.campusZone };
  const unit = units.find(({ buildingId }) => buildingId === building.id);
  const rooms = (await listDocuments(deps.db, 'room')).map(({ body }) => body);
  const seals = {
    signer: of.signer,
    buildingId: building.id,
    rooms: rooms.filter(({ unitId }) => unitId === unit?.id),
  };
  await record(deps, deviceId, [
    ...demoDisinfection(of, deps.now()),
    ...demoSeals(seals, deps.now()),
  ]);
}

/** The keeper of the first unit, who has looked some of its rooms over, and walks it today. */
async function inspectFirstUnit(
  deps: Dependencies,
  founding: Dependencies,
  { adminId, units }: DemoCampus,
): Promise<void> {
  const [unit] = units;
  if (unit === undefined) return;
  const { id, buildingId, code } = unit;
  const accountId = await addDemoStaff(founding, {
    name: `单元负责人 · ${code}`,
    role: 'unit_keeper',
    post: { kind: 'unit', id, buildingId },
  });
  const secret = newSecret();
  const deviceId = await demoPhone(deps, { accountId, by: adminId, secret });
  const all = (await listDocuments(deps.db, 'room'))
    .flatMap(({ body }) => (body.unitId === id ? body : []))
    .sort((a, b) => byNaturalOrder(a.code, b.code));
  const rooms = all.slice(0, INSPECTED_ROOMS);
  const of = { signer: { accountId, secret }, rooms, zone: deps.settings.campusZone };
  const people = (await listDocuments(deps.db, 'directory')).map(({ body }) => body);
  const homes = all.map((room) => ({
    room,
    residentIds: people.flatMap(({ id: personId, home }) =>
      home?.unitId === id && home.room === room.code ? personId : [],
    ),
  }));
  const walked = homes
    .slice(0, INSPECTED_ROOMS)
    .map(({ room, residentIds }) => ({ id: room.id, residentIds }));
  await record(deps, deviceId, [
    ...demoHygiene(of, deps.now()),
    ...demoNight({ ...of, unitId: id, homes }, deps.now()),
    ...demoRound({ signer: of.signer, unitId: id, rooms: walked }, deps.now()),
  ]);
  await beginCampaign(deps, adminId, buildingId);
}

async function beginCampaign(deps: Dependencies, by: Id, buildingId: Id): Promise<void> {
  const from = dayOf(instantOf(deps.now()), deps.settings.campusZone);
  const request = {
    name: '全覆盖走访',
    purpose: '面对面宣传防护知识',
    from,
    to: addDays(from, 6),
    buildingIds: [buildingId],
    isClosed: false,
  };
  await saveCampaign(deps, { by, known: null, request });
}

async function demoPhone(
  deps: Dependencies,
  of: { accountId: Id; by: Id; secret: string },
): Promise<Id> {
  const { code } = await issueCode(deps, of);
  const { deviceId } = await redeem(
    deps,
    {
      code,
      deviceToken: newSecret(),
      accountSecret: of.secret,
      deviceName: '演示手机',
      platform: 'demo',
    },
    null,
  );
  return deviceId;
}

/** Through the same door as every phone's records: signed, judged, filed. */
async function record(
  deps: Dependencies,
  deviceId: Id,
  week: readonly Omit<Operation, 'seq'>[],
): Promise<void> {
  const logId = randomUUID();
  const receivedAtMs = deps.now();
  const receivedAt = instantOf(receivedAtMs);
  const numbered = week.map((operation, index) => ({ ...operation, seq: index + 1 }));
  for (const operations of chunksOf(numbered, BATCH))
    await writeDatabase(deps.db, (tx) =>
      takeOperations(
        {
          tx,
          deviceId,
          logId,
          clock: { now: receivedAt, zone: 'Asia/Shanghai', boot: 'server', monoMs: 0 },
          clockReadAtMs: receivedAtMs,
          receivedAt,
          emptiedAt: null,
          isQuarantined: false,
          campusZone: deps.settings.campusZone,
          report: deps.report,
        },
        operations,
      ),
    );
}

async function offerSignIns(
  deps: Dependencies,
  founding: Dependencies,
  campus: DemoCampus,
): Promise<DemoSignIn[]> {
  await addDemoStaff(founding, {
    role: 'auditor',
    name: '演示督查',
    post: { kind: 'campus' },
    login: DEMO_LOGINS.auditor,
  });
  const signIns: DemoSignIn[] = [];
  for (const { role, name, post } of demoDuties(campus)) {
    const accountId = await addDemoStaff(founding, { role, name, post });
    const { link } = await issueCode(deps, { accountId, by: campus.adminId });
    signIns.push({ role, name, link });
  }
  return signIns;
}
