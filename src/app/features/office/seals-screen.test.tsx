// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import type { Role } from '../../../domain/role.ts';
import type { SealDetail, SealRow } from '../../../protocol/office-seal.ts';
import {
  answerSignedIn,
  idOf,
  ME,
  openDesk,
  startFakeServer,
  WENYUAN,
} from './office-desk.test.support.tsx';

const AT = '2026-11-22T01:00:00.000Z';
const TYPED = '2026-11-22T02:15:00.000Z';
const ROW: SealRow = {
  id: idOf(20),
  building: { id: WENYUAN.id, name: WENYUAN.name },
  room: '6-101',
  thing: 'window',
  place: '北窗',
  reason: 'vacant',
  number: '000123',
  state: 'broken',
  since: AT,
  sinceTypedInAt: null,
  appliedAt: AT,
  appliedBy: '周望舒',
  isVoided: false,
  isNumberTwice: true,
  openIncidents: 1,
};
const STEP = {
  at: AT,
  typedInAt: null,
  byName: '周望舒',
  number: null,
  authorisedBy: null,
  witness: null,
  note: null,
  photos: [],
  isContested: false,
  isOpenIncident: false,
  acknowledged: [],
  voided: null,
};
const DETAIL: SealDetail = {
  seal: ROW,
  steps: [
    { ...STEP, id: ROW.id, state: null, number: ROW.number },
    {
      ...STEP,
      id: idOf(21),
      state: 'broken',
      note: 'torn',
      isOpenIncident: true,
      typedInAt: TYPED,
    },
  ],
};

async function openSeal(role: Role) {
  const server = startFakeServer();
  answerSignedIn(server);
  const assignment = { id: idOf(26), accountId: ME.account.id, role, to: null };
  const own = {
    ...assignment,
    from: '2020-01-01T00:00:00.000Z',
    post: { kind: 'campus' as const },
  };
  server.answers('me', { ...ME, assignments: [own] });
  server.answers('seals', { total: 1, openIncidents: 1, rows: [ROW] });
  server.answers('seal', DETAIL);
  const desk = openDesk('/office/seals', server);
  await desk.sees('1 incident is not acknowledged');
  await desk.sees('number on two seals');
  await desk.tap('Open seal 000123');
  await desk.sees('torn');
  expect(desk.text()).toMatch(/From paper, typed in .*10:15/);
  return { server, desk };
}

test('the office acknowledges an incident; a second try after a lost answer names the same fact', async () => {
  const { server, desk } = await openSeal('office_admin');
  server.refuses('acknowledgeSeal', 'unavailable');
  await desk.type('Note (optional)', ' seen ');
  await desk.tap('Acknowledge');
  await desk.sees(/try again/i);
  const first = server.lastBody('acknowledgeSeal');
  server.answers('acknowledgeSeal', DETAIL);

  await desk.tap('Acknowledge');

  await expect
    .poll(() => server.asked.filter(({ path }) => path.endsWith('/acknowledge')))
    .toHaveLength(2);
  expect(first).toEqual({ factId: expect.any(String) as string, checkId: idOf(21), note: 'seen' });
  expect(server.lastBody('acknowledgeSeal')).toEqual(first);
});

test('the auditor reads the register and acknowledges nothing', async () => {
  const { desk } = await openSeal('auditor');

  expect(() => desk.get('button', 'Acknowledge')).toThrow();
});

test('the register is asked for by building and state', async () => {
  const { server, desk } = await openSeal('auditor');

  await desk.type('State', 'incident');
  await desk.type('Building', WENYUAN.id);

  const wanted = `buildingId=${WENYUAN.id}`;
  await expect
    .poll(() => server.asked.at(-1)?.path)
    .toSatisfy((path: string) => path.includes('state=incident') && path.includes(wanted));
});
