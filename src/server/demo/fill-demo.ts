import { addDays, dayOf } from '../../domain/campus-day.ts';
import type { Id } from '../../domain/id.ts';
import type { Directory } from '../../domain/person.ts';
import type { Post, Role } from '../../domain/role.ts';
import { issueCode } from '../accounts/enrolment-codes.ts';
import { changeDocuments } from '../accounts/change-documents.ts';
import { isSetUp } from '../accounts/set-up.ts';
import { assignmentPut, newAssignment } from '../accounts/staff-documents.ts';
import { listDocuments } from '../database/documents.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { reissueCard } from '../enrolment/make-cards.ts';
import { byNaturalOrder } from '../places/natural-order.ts';
import { saveCampaign } from '../rounds/change-campaigns.ts';
import { Chance } from './chance.ts';
import { addDemoStaff, DEMO_LOGINS, foundDemoCampus, type DemoCampus } from './demo-campus.ts';
import { demoDisinfection } from './demo-disinfection.ts';
import { demoSeals } from './demo-seals.ts';
import { demoDuties } from './demo-duties.ts';
import type { DemoHousehold } from './demo-household.ts';
import { demoHygiene } from './demo-hygiene.ts';
import { demoNight } from './demo-night.ts';
import { record, staffPhone, type DemoPhone } from './demo-phone.ts';
import { demoRound } from './demo-round.ts';
import { demoWeek } from './demo-week.ts';
import { fillHealth, type DemoTime } from './fill-health.ts';

/** How somebody of a role gets in: a link that works once, for a phone. */
export interface DemoSignIn {
  role: Role;
  name: string;
  /** Path below the server's address. */
  link: string;
}

const SEED = 20_261_122;
const FOUNDED_AGO_MS = 8 * 86_400_000;
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
    const phone = await staffPhone(
      { deps, founding, by: campus.adminId },
      { name: `门岗 · ${door.name}`, role: 'keeper', post },
    );
    const residentIds = campus.residents
      .filter(({ home }) => home?.buildingId === buildingId)
      .map(({ id }) => id);
    const week = demoWeek({ ...phone, doorId: door.id, residentIds }, chance, deps.now());
    await record(deps, phone, week);
  }
  const time = { deps, founding };
  await cleanFirstBuilding(time, campus);
  const { keeper, unitId } = await inspectFirstUnit(time, campus);
  const household = await fillHealth(time, { campus, keeper, unitId, chance });
  return offerSignIns(time, campus, household);
}

/** Property staff of the first building, with two days of their work and the seals of the unit that the demo's keeper looks after. */
async function cleanFirstBuilding(
  { deps, founding }: DemoTime,
  { adminId, areas, buildings, units }: DemoCampus,
): Promise<void> {
  const [building] = buildings;
  if (building === undefined) return;
  const signer = await staffPhone(
    { deps, founding, by: adminId },
    {
      name: `物业 · ${building.name}`,
      role: 'property',
      post: { kind: 'building', id: building.id },
    },
  );
  const own = areas.filter(({ buildingId }) => buildingId === building.id);
  const of = { signer, areas: own, zone: deps.settings.campusZone };
  const unit = units.find(({ buildingId }) => buildingId === building.id);
  const rooms = (await listDocuments(deps.db, 'room')).map(({ body }) => body);
  const seals = {
    signer: of.signer,
    buildingId: building.id,
    rooms: rooms.filter(({ unitId }) => unitId === unit?.id),
  };
  await record(deps, signer, [
    ...demoDisinfection(of, deps.now()),
    ...demoSeals(seals, deps.now()),
  ]);
}

/** The keeper of the first unit, who has looked some of its rooms over, and walks it today. */
async function inspectFirstUnit(
  { deps, founding }: DemoTime,
  { adminId, units }: DemoCampus,
): Promise<{ keeper: DemoPhone; unitId: Id }> {
  const [unit] = units;
  if (unit === undefined) throw new Error('the demo campus has no unit');
  const { id, buildingId, code } = unit;
  const keeper = await staffPhone(
    { deps, founding, by: adminId },
    {
      name: `单元负责人 · ${code}`,
      role: 'unit_keeper',
      post: { kind: 'unit', id, buildingId },
    },
  );
  const all = (await listDocuments(deps.db, 'room'))
    .flatMap(({ body }) => (body.unitId === id ? body : []))
    .sort((a, b) => byNaturalOrder(a.code, b.code));
  const rooms = all.slice(0, INSPECTED_ROOMS);
  const of = { signer: keeper, rooms, zone: deps.settings.campusZone };
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
  await record(deps, keeper, [
    ...demoHygiene(of, deps.now()),
    ...demoNight({ ...of, unitId: id, homes }, deps.now()),
    ...demoRound({ signer: of.signer, unitId: id, rooms: walked }, deps.now()),
  ]);
  await beginCampaign(deps, adminId, buildingId);
  return { keeper, unitId: id };
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

async function offerSignIns(
  { deps, founding }: DemoTime,
  campus: DemoCampus,
  { student, roomHead }: Pick<DemoHousehold, 'student' | 'roomHead'>,
): Promise<DemoSignIn[]> {
  await addDemoStaff(founding, {
    role: 'auditor',
    name: '演示督查',
    post: { kind: 'campus' },
    login: DEMO_LOGINS.auditor,
  });
  const signIns: DemoSignIn[] = [];
  for (const { role, name, post } of demoDuties(campus, student.classId)) {
    const accountId = await addDemoStaff(founding, { role, name, post });
    const { link } = await issueCode(deps, { accountId, by: campus.adminId });
    signIns.push({ role, name, link });
  }
  const by = campus.adminId;
  const room = await cardFor(deps, { by, person: roomHead });
  await makeRoomHead(deps, { by, personId: roomHead.id });
  return [
    ...signIns,
    { role: 'room_head', name: roomHead.name, link: room },
    { role: 'student', name: student.name, link: await cardFor(deps, { by, person: student }) },
  ];
}

const cardFor = async (
  deps: Dependencies,
  { by, person }: { by: Id; person: Directory },
): Promise<string> =>
  (await reissueCard(deps, { by, personId: person.id, validDays: undefined })).link;

/** Beside being a student, which a card has made of this person. */
async function makeRoomHead(
  deps: Dependencies,
  { by, personId }: { by: Id; personId: Id },
): Promise<void> {
  const { id: accountId } = await deps.db
    .selectFrom('account')
    .select('id')
    .where('personId', '=', personId)
    .executeTakeFirstOrThrow();
  const from = instantOf(deps.now());
  const post = { kind: 'self' } as const;
  const assignment = newAssignment({ accountId, role: 'room_head', post, from });
  await changeDocuments(deps, by, () =>
    Promise.resolve({
      puts: [assignmentPut(assignment)],
      accountIds: [accountId],
      what: 'assignment.create',
      subject: accountId,
      result: null,
    }),
  );
}
