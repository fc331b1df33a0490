import { expect, test, vi } from 'vitest';
import { telling, waysToTell, type ReportPlace, type ReportType } from './support/report-bodies.ts';
import {
  openReportCampus,
  type Actor,
  type Relation,
  type ReportCampus,
} from './support/report-campus.ts';
import { expectNothingTold } from './support/nothing-told.ts';
import { seed, seedPerson } from './support/report-seeds.ts';
import { pullAll, push, record, type TestPhone } from './support/test-server.ts';

// Twenty people and some hundred calls on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const TYPES: readonly ReportType[] = [
  'self-report',
  'second-report',
  'consent',
  'correction-request',
  'session-check',
  'session-return',
  'absence',
  'contact-log',
  'reminder',
  'cluster-acknowledgement',
];
const RELATIONS: readonly Relation[] = ['self', 'own', 'foreign'];
const RESIDENTS: readonly Actor[] = ['student', 'room_head', 'teacher'];

/**
 * Typed by hand from the design's table, never made from the code. Of whom: s themselves, o their own place
 * (a room head's room), f another place.
 */
const MAY_RECORD = `
                    self second consent correct check return absence contact remind cluster
student             s    s      s       s       -     -      s       -       -      -
room_head           so   s      s       s       -     -      so      -       -      -
teacher             s    s      s       s       -     -      s       -       -      -
teacher of a class  s    s      s       s       -     -      so      -       -      -
volunteer           -    -      -       -       -     -      -       -       -      -
keeper              o    -      -       -       -     -      -       -       -      -
guard               o    -      -       -       -     -      -       -       -      -
unit_keeper         o    -      -       -       o     o      o       o       o      o
building_head       -    -      -       -       -     -      -       -       o      o
duty_lead           -    -      -       -       -     -      -       -       o      o
class_head          o    -      -       -       o     o      o       o       o      o
counsellor          o    -      -       -       o     o      o       o       o      o
property            -    -      -       -       -     -      -       -       -      -
clinic              -    -      -       -       -     -      -       -       -      -
auditor             -    -      -       -       -     -      -       -       -      -
office_admin        -    -      -       -       -     -      -       -       sof    -
`;

/** What comes down to their phones; what goes by the office's own lists is the last test's. */
const MAY_READ = `
                    self second consent correct check return absence contact remind cluster
student             s    s      s       s       s     -      s       s       s      -
room_head           s    s      s       s       s     -      s       s       s      -
teacher             s    s      s       s       s     -      s       s       s      -
teacher of a class  -    -      -       -       -     -      -       -       -      -
volunteer           -    -      -       -       -     -      -       -       -      -
keeper              -    -      -       -       -     -      -       -       -      -
guard               -    -      -       -       -     -      -       -       -      -
unit_keeper         o    o      -       -       o     o      o       o       -      o
building_head       o    o      -       -       o     o      o       o       -      o
duty_lead           o    o      -       -       o     o      o       o       -      o
class_head          o    o      -       o       o     o      o       o       -      o
counsellor          o    o      -       o       o     o      o       o       -      o
property            -    -      -       -       -     -      -       -       -      -
clinic              -    -      -       -       -     -      -       -       -      -
auditor             -    -      -       -       -     -      -       -       -      -
office_admin        -    -      -       -       -     -      -       -       -      -
`;

const HEADER = MAY_RECORD.split('\n')[1] ?? '';
const ACTORS = MAY_RECORD.trim()
  .split('\n')
  .slice(1)
  .map((line) => line.slice(0, 20).trim() as Actor);

/** The same table as the server draws it. */
function draw(cells: ReadonlyMap<Actor, ReadonlyMap<ReportType, string>>): string {
  const columns = [...HEADER.matchAll(/\w+ */g)].map(([column]) => column.length);
  const lines = ACTORS.map((actor) => {
    const row = TYPES.map((type, at) =>
      (cells.get(actor)?.get(type) || '-').padEnd(columns[at] ?? 0),
    );
    return `${actor.padEnd(20)}${row.join('')}`.trimEnd();
  });
  return `\n${[HEADER, ...lines].join('\n')}\n`;
}

/** Of places and of nobody: there is no self in them. */
const isOfPlace = (type: ReportType): boolean =>
  type === 'session-return' || type === 'cluster-acknowledgement';

test('each role records of the health of those it may, and of nobody else', async () => {
  const campus = await openReportCampus();
  const cells = new Map<Actor, Map<ReportType, string>>();
  for (const actor of ACTORS) cells.set(actor, await recordableBy(campus, actor));

  expect(draw(cells)).toBe(MAY_RECORD);
});

/** A cell of the table with one more relation: s, o or f. */
function withLetter(cell = '', relation: Relation): string {
  const letter = relation.slice(0, 1);
  return cell.includes(letter) ? cell : cell + letter;
}

/** Those of the same place, whoever they are, stand in it as the teller does. */
function placeOf({ places }: ReportCampus, relation: Relation, teller: TestPhone): ReportPlace {
  return relation === 'self' ? { ...places.own, personId: teller.personId } : places[relation];
}

async function recordableBy(campus: ReportCampus, actor: Actor): Promise<Map<ReportType, string>> {
  const phone = await campus.phoneAs(actor);
  const tries = TYPES.flatMap((type) =>
    RELATIONS.filter((relation) => relation !== 'self' || !isOfPlace(type)).flatMap((relation) => {
      const place = placeOf(campus, relation, phone);
      return waysToTell(type, place).map((parts) => ({ type, relation, place, parts }));
    }),
  );
  const operations = tries.map(({ type, place, parts }, at) =>
    record(phone, at + 1, telling(type, place, parts)),
  );
  const { results } = await push(phone, ...operations);
  const row = new Map<ReportType, string>();
  for (const [at, { type, relation }] of tries.entries()) {
    if (results[at]?.outcome === 'stored') row.set(type, withLetter(row.get(type), relation));
  }
  expect(
    new Set(results.map(({ why }) => why ?? 'stored').concat('stored', 'not-allowed')),
  ).toEqual(new Set(['stored', 'not-allowed']));
  return row;
}

test('to each role’s phone comes down what it may read, and no more', async () => {
  const campus = await openReportCampus();
  const seeds = await seed(campus);
  const cells = new Map<Actor, Map<ReportType, string>>();
  for (const actor of ACTORS) {
    const phone = await campus.phoneAs(actor);
    const own = new Map(seeds);
    const place = placeOf(campus, 'self', phone);
    if (RESIDENTS.includes(actor))
      await seedPerson(campus, own, { relation: 'self', place, phone });
    const entries = (await pullAll(phone)).pages.flatMap((page) => page.entries);
    const down = new Set(entries.flatMap((one) => (one.kind === 'fact' ? one.fact.id : [])));
    const row = new Map<ReportType, string>();
    for (const [id, { type, relation }] of own)
      if (down.has(id)) row.set(type, withLetter(row.get(type), relation));
    cells.set(actor, row);
    if (row.size === 0) expectNothingTold(entries);
  }

  expect(draw(cells)).toBe(MAY_READ);
});

test('a guard learns of residents that they have reported, for which session, and nothing else', async () => {
  const campus = await openReportCampus();
  await seed(campus);

  const { pages } = await pullAll(await campus.phoneAs('guard'));

  const door = pages.filter(({ scope }) => scope.endsWith('/door')).flatMap((page) => page.entries);
  const bodies = door.map((entry) => (entry.kind === 'document' ? entry.body : entry.fact));
  const sessions = [{ day: '2020-06-08', slot: 'pm' }];
  expect(bodies).toEqual([{ about: 'reported', personId: campus.places.own.personId, sessions }]);
  expectNothingTold(pages);
});

test('a student learns of nobody else that there is anything of them', async () => {
  const campus = await openReportCampus();
  const seeded = await seed(campus);
  const student = await campus.phoneAs('student');
  const others = [...seeded.keys()];

  const down = await pullAll(student);
  // What names a fact of somebody else is refused, whatever that one is.
  const answers = await push(
    student,
    ...others.map((id, at) =>
      record(student, at + 1, { type: 'void', body: { voids: id, doorId: null, reason: 'mine' } }),
    ),
    ...others.map((of, at) =>
      record(
        student,
        others.length + at + 1,
        telling('correction-request', placeOf(campus, 'self', student), { of }),
      ),
    ),
    ...others.map((amends, at) =>
      record(
        student,
        2 * others.length + at + 1,
        telling('self-report', campus.places.own, { amends }),
      ),
    ),
  );

  const text = JSON.stringify(down);
  for (const { personId } of [campus.places.own, campus.places.foreign])
    expect(text).not.toContain(personId);
  for (const id of others) expect(text).not.toContain(id);
  expect(new Set(answers.results.map(({ outcome }) => outcome))).toEqual(new Set(['parked']));
  expectNothingTold(answers);
});
