import { expect, test, vi } from 'vitest';
import type { Endpoint } from '../../src/protocol/endpoint.ts';
import { OFFICE_API, type OfficeCall } from '../../src/protocol/office.ts';
import { hashPassword } from '../../src/server/accounts/password.ts';
import { OfficeClient, PASSWORD } from './office/office-client.ts';
import { expectNothingTold } from './support/nothing-told.ts';
import {
  FOREIGN_NAME,
  openReportCampus,
  type Actor,
  type ReportCampus,
} from './support/report-campus.ts';
import { seed } from './support/report-seeds.ts';

// Fifteen people and some thousand calls on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const NOT_THE_OFFICE: readonly Actor[] = [
  'student',
  'room_head',
  'teacher',
  'teacher of a class',
  'volunteer',
  'keeper',
  'guard',
  'unit_keeper',
  'building_head',
  'duty_lead',
  'class_head',
  'counsellor',
  'property',
  'clinic',
];

/** What answers whoever asks, with nothing of anybody else. Typed by hand, so that a new read without a guard is seen. */
const ANSWERED: Partial<Record<OfficeCall, number>> = {
  setUpState: 200,
  me: 200,
  deviceMemory: 200,
};
/** Reads that are asked by POST, so that names and numbers stand in no address, with what they would be answered for. */
const ASKED_BY_POST: Partial<Record<OfficeCall, object>> = {
  people: { query: FOREIGN_NAME },
  staff: {},
  enrolments: { query: FOREIGN_NAME },
  planCards: { cardsFor: 'all' },
};
const CALLS = Object.entries(OFFICE_API as Record<OfficeCall, Endpoint>) as [
  OfficeCall,
  Endpoint,
][];

test('no list, filter, export or refusal of the office tells anything to those who are not the office', async () => {
  const campus = await openReportCampus();
  const seeded = await seed(campus);
  const [factId = ''] = seeded.keys();
  const { personId, classId } = campus.places.foreign;
  const ids = [personId, factId, classId];
  const reads = CALLS.filter(([name, { method }]) => method === 'get' || name in ASKED_BY_POST);
  const signIn = await officeDoorOf(campus);
  for (const actor of NOT_THE_OFFICE) {
    const client = await signIn(actor);
    for (const [name, endpoint] of reads) {
      const answers = await askFor(client, { name, endpoint, ids });

      const statuses = answers.map(({ status }) => `${actor} ${name} ${status}`);
      expect(new Set(statuses)).toEqual(new Set([`${actor} ${name} ${ANSWERED[name] ?? 403}`]));
      expectNobodyNamed(answers, campus);
    }
  }
});

test('an auditor, who may look, is given no file of it', async () => {
  const campus = await openReportCampus();
  await seed(campus);
  const exports = CALLS.filter(([, { reply }]) => reply === 'csv');
  const signIn = await officeDoorOf(campus);
  const client = await signIn('auditor');
  for (const [name, endpoint] of exports) {
    const answers = await askFor(client, { name, endpoint, ids: [campus.places.foreign.classId] });

    expect([name, ...new Set(answers.map(({ status }) => status))]).toEqual([name, 403]);
    expectNobodyNamed(answers, campus);
  }
  expect(exports.length).toBeGreaterThan(9);
});

/** Signs each in to the office, whatever they are. */
async function officeDoorOf({ server, phoneAs }: ReportCampus) {
  const passwordHash = await hashPassword(PASSWORD);
  return async (actor: Actor): Promise<OfficeClient> => {
    const { accountId } = await phoneAs(actor);
    await server.db
      .updateTable('account')
      .set({ login: actor, passwordHash })
      .where('id', '=', accountId)
      .execute();
    const client = new OfficeClient(server);
    await client.json('POST', '/login', { login: actor, password: PASSWORD });
    return client;
  };
}

interface Answer {
  status: number;
  text: string;
}

/** The call for each of the ids, plain and with the filters that lists and exports have. */
async function askFor(
  client: OfficeClient,
  of: { name: OfficeCall; endpoint: Endpoint; ids: readonly string[] },
): Promise<Answer[]> {
  const { name, endpoint, ids } = of;
  const method = endpoint.method.toUpperCase();
  const body = ASKED_BY_POST[name];
  const paths = endpoint.path.includes(':')
    ? ids.map((id) => endpoint.path.replace(/:\w+/g, id))
    : [endpoint.path];
  const filters = ['', '?day=2020-06-08&mask=0', `?kind=class&id=${ids.at(-1)}`];
  const queries = endpoint.query === undefined ? [''] : filters;
  const answers: Answer[] = [];
  for (const address of paths.flatMap((path) => queries.map((query) => `${path}${query}`))) {
    const response = await client.send(method, address, body && { body });
    answers.push({ status: response.status, text: await response.text() });
  }
  return answers;
}

function expectNobodyNamed(answers: readonly Answer[], { places }: ReportCampus): void {
  expectNothingTold(answers);
  const text = JSON.stringify(answers);
  for (const word of [FOREIGN_NAME, places.own.personId, places.foreign.personId])
    expect(text).not.toContain(word);
}
