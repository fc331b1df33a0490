import { expect, test } from 'vitest';
import { DEFAULT_POLICY } from '../../../src/domain/default-policy.ts';
import { reportRulesOf } from '../../../src/domain/default-report.ts';
import type { PolicyPack } from '../../../src/domain/policy.ts';
import { CAMPUS_PUBLIC } from '../../../src/domain/scope.ts';
import { PolicyEntry } from '../../../src/protocol/office-policy.ts';
import { SessionRolls } from '../../../src/protocol/office-rollup.ts';
import { POLICY_ID } from '../../../src/server/accounts/set-up.ts';
import { phoneOfResident } from '../support/east-rooms.ts';
import { telling } from '../support/report-bodies.ts';
import { at } from '../support/test-server.ts';
import { openReportOffice } from './report-office.ts';

/** Four in the afternoon of that day by the campus's clock. */
const DAY = '2020-06-08';

test('what was told stays told when the office puts its session off, and nothing is asked when the rules have ended', async () => {
  const { server, tell, office, places } = await openReportOffice();
  const student = await phoneOfResident(server, places.own.personId);
  const rolls = async () => SessionRolls.parse(await office.json('GET', '/session-rolls'));
  await server.put([
    { kind: 'policy', id: POLICY_ID, body: DEFAULT_POLICY, scopes: [CAMPUS_PUBLIC] },
  ]);
  await tell(student, { ...telling('self-report', places.own), at: at(-239) });
  expect((await rolls()).counts).toMatchObject({ present: 1 });

  const report = reportRulesOf(DEFAULT_POLICY);
  const slots = report.slots.map((one) =>
    one.slot === 'pm' ? { ...one, from: '15:00', remindAt: '15:30' } : one,
  );
  const put = async (version: number, fields: Partial<PolicyPack>) =>
    PolicyEntry.parse(
      await office.json(
        'PUT',
        '/policy',
        { ...DEFAULT_POLICY, ...fields },
        { 'if-match': `"${version}"` },
      ),
    ).policy;
  await put(1, { report: { ...report, slots } });
  const reply = await rolls();
  expect(reply.session).toMatchObject({ day: DAY, slot: 'pm', from: at(-60) });
  expect(reply.counts).toMatchObject({ present: 1 });

  const ended = await put(2, { report: { ...report, slots }, validTo: '2020-06-07' });
  expect(ended.earlierSlots?.map(({ until }) => until)).toEqual(['2020-01-01', DAY, DAY]);
  expect((await rolls()).session).toMatchObject({ day: '2020-06-07', slot: 'pm' });
  expect(await office.refusal('GET', `/session-rolls?day=${DAY}`)).toBe('bad-request');
  expect(await office.json('GET', '/clusters')).toMatchObject({ rows: [] });
});
