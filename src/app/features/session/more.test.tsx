// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { AM, openSessions, toldWell } from '../../../../tests/support/in-a-session.tsx';
import { pupil } from '../../../../tests/support/session-campus.ts';
import type { FactBody } from '../../../domain/fact.ts';
import { SESSION_HEADER } from '../../../protocol/version.ts';

const tick = (number: number): FactBody<'second-report'> => ({
  personId: pupil(number),
  day: '2020-06-08',
  doneAt: '2020-06-08T01:30:00.000Z',
});

test('a class head sees who did one of the two systems, and reminds those of the second one', async () => {
  const { app, screen, recorded, says, kept } = await openSessions();
  const told = { by: app.unlocked, shiftId: null };
  for (const number of [1, 2])
    await app.journal.record({ ...told, type: 'self-report', body: toldWell(number) });
  for (const number of [1, 3])
    await app.journal.record({ ...told, type: 'second-report', body: tick(number) });

  await screen.tap(/^Second system/, 'link');

  await says('1 of 5 did both');
  await says(
    /Only here: 1 person.*韩梅.*Only in the second system: 1 person.*周涛.*there at 09:30/s,
  );
  await says(/Neither: 2 people.*吴倩.*郑远/s);
  await screen.tap('Remind 1 person of the second system');
  await kept('reminder', 1);
  expect(recorded('reminder')).toEqual([
    { personId: pupil(2), about: 'second_report', session: AM },
  ]);
});

const CARD = {
  personId: pupil(2),
  name: '韩梅',
  passportName: null,
  building: 'East building',
  unit: '1',
  room: '201',
  bed: '2',
  className: 'Class 1',
  code: 'ABCD-2345',
  needsNumber: true,
  link: '/#enrol=ABCD2345~2020',
  expiresAt: '2020-06-09T14:00:00.000Z',
};

/** A server that opens a session and then gives this answer to a card. */
function server(answer: () => Response) {
  const asked: { url: string; body: unknown; session: string | null }[] = [];
  const fetch: typeof globalThis.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, location.origin).pathname;
    const session = { session: 's'.repeat(43), expiresAt: '2020-06-08T20:00:00.000Z' };
    if (url === '/api/v1/sessions') return Promise.resolve(Response.json(session));
    if (!url.endsWith('/enrolment-card')) return Promise.reject(new TypeError('no network'));
    const headers = new Headers(init?.headers);
    const body: unknown = JSON.parse(init?.body as string);
    asked.push({ url, body, session: headers.get(SESSION_HEADER) });
    return Promise.resolve(answer());
  };
  return { asked, fetch };
}
const refusal = (code: string, status: number): Response =>
  Response.json(
    { type: `urn:shouwang:problem:${code}`, title: code, status, code },
    { status, headers: { 'content-type': 'application/problem+json' } },
  );

test('a class head finds the student, is asked once more, and shows code and QR of the new card', async () => {
  const { asked, fetch } = server(() => Response.json(CARD));
  const { screen, says } = await openSessions({ fetch });
  await screen.tap(/^Lost or dead phone/, 'link');
  await says('New card for a lost phone');
  await screen.type('Name, number or room', '韩梅');

  await screen.tap(/^韩梅/);
  await says('Their phone before ends at once');
  expect(asked).toEqual([]);
  await screen.tap('End the phone and make a card');

  await says('ABCD-2345');
  await says('with the person’s own number');
  await says(/Good once, until .*22:00/);
  expect(screen.page.querySelector('svg[aria-label="QR code for 韩梅"]')).not.toBeNull();
  expect(asked).toEqual([
    {
      url: `/api/v1/people/${pupil(2)}/enrolment-card`,
      body: { validDays: 1 },
      session: 's'.repeat(43),
    },
  ]);
  await screen.tap('Done');
  expect(screen.text()).not.toContain('ABCD-2345');
});

test('without network no card is made, and the head is told what to do instead', async () => {
  const { screen, says } = await openSessions({ role: 'unit_keeper' });
  await screen.tap(/^Lost or dead phone/, 'link');
  await screen.tap(/^韩梅/);
  await screen.tap('End the phone and make a card');

  await says('A new card needs the network');
  expect(screen.get('link', 'Report for them now').getAttribute('href')).toBe('/report/behalf');
  screen.get('button', 'Try again');
});

test.each([
  ['forbidden', 403, 'The server gives you no card'],
  ['conflict', 409, 'This person has a duty'],
  ['server-fault', 500, 'could not make a card just now'],
])('a card refused with %s says why', async (code, status, words) => {
  const { fetch } = server(() => refusal(code, status));
  const { screen, says } = await openSessions({ fetch });
  await screen.tap(/^Lost or dead phone/, 'link');
  await screen.tap(/^韩梅/);
  await screen.tap('End the phone and make a card');

  await says(words);
});

test('an answer that was lost says that the phone before may have ended', async () => {
  const { fetch } = server(() => Response.json({ code: 'what a proxy says' }));
  const { screen, says } = await openSessions({ fetch, role: 'building_head' });
  await screen.tap(/^Lost or dead phone/, 'link');
  await screen.tap(/^韩梅/);
  await screen.tap('End the phone and make a card');

  await says('may have ended already');
});

test('whose duty gives no cards here is told so', async () => {
  const { screen, says } = await openSessions({ role: 'auditor' });
  await screen.tap(/^Lost or dead phone/, 'link');

  await says('You may make no cards');
  expect(screen.has('button', /^韩梅/)).toBe(false);
});
