// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { disinfectionRulesOf } from '../../../domain/default-disinfection.ts';
import { reportRulesOf } from '../../../domain/default-report.ts';
import { DEFAULT_HYGIENE } from '../../../domain/default-hygiene.ts';
import { DEFAULT_POLICY } from '../../../domain/default-policy.ts';
import { DRAFT_VERSIONS } from '../../../domain/report-languages.ts';
import type { Role } from '../../../domain/role.ts';
import {
  answerSignedIn,
  idOf,
  ME,
  openDesk,
  startFakeServer,
} from './office-desk.test.support.tsx';

function openRules(role: Role = 'office_admin', policy = DEFAULT_POLICY) {
  const server = startFakeServer();
  answerSignedIn(server);
  const assignment = { id: idOf(26), accountId: ME.account.id, role, to: null };
  server.answers('me', {
    ...ME,
    assignments: [{ ...assignment, from: '2020-01-01T00:00:00.000Z', post: { kind: 'campus' } }],
  });
  server.answers('policy', { version: 3, policy });
  return { server, desk: openDesk('/office/rules', server) };
}

const withForehead = (forehead: number) => ({
  ...DEFAULT_POLICY,
  temperature: {
    ...DEFAULT_POLICY.temperature,
    thresholdC: { ...DEFAULT_POLICY.temperature.thresholdC, forehead },
  },
});

test('a line that was moved is saved with everything else as it was', async () => {
  const { server, desk } = openRules();
  server.answers('changePolicy', { version: 4, policy: withForehead(37.1) });
  await desk.type('forehead', '37.1');

  await desk.submit('Save');

  await desk.sees('Phones take the rules over at their next contact');
  expect(server.lastBody('changePolicy')).toEqual(withForehead(37.1));
  const saved = server.asked.find(({ method }) => method === 'PUT');
  expect(saved?.headers['if-match']).toBe('"3"');
});

test('a value out of its range is told at its field and not sent', async () => {
  const { server, desk } = openRules();
  await desk.type('Unlock grace', '90');

  await desk.submit('Save');

  await desk.sees('From 0 to 60 minutes');
  expect(() => server.lastBody('changePolicy')).toThrow(/not called/);
});

test('lines that do not rise are refused in words', async () => {
  const { desk } = openRules();
  await desk.type('Too low below', '37');

  await desk.submit('Save');

  await desk.sees('The lines must rise');
});

test('somebody who was faster is shown field by field, and the choice is saved over theirs', async () => {
  const { server, desk } = openRules();
  await desk.type('forehead', '37.1');
  const theirs = { ...DEFAULT_POLICY, phone: { ...DEFAULT_POLICY.phone, unlockGraceMinutes: 0 } };
  server.refuses('changePolicy', 'precondition-failed', {
    version: 7,
    theirs,
    yours: withForehead(37.1),
    fields: ['temperature', 'phone'],
  });
  await desk.submit('Save');
  await desk.sees('Somebody else has changed this in the meantime.');
  await desk.sees('High from, by body site · forehead');
  server.answers('changePolicy', { version: 8, policy: theirs });
  await desk.tap('Theirs0', 'radio');

  await desk.tap('Save what is chosen');

  const wanted = { ...withForehead(37.1), phone: theirs.phone };
  await vi.waitFor(() => expect(server.lastBody('changePolicy')).toEqual(wanted));
  const saved = server.asked.filter(({ method }) => method === 'PUT');
  expect(saved.map(({ headers }) => headers['if-match'])).toEqual(['"3"', '"7"']);
});

test('the defaults are filled in and saved only when asked', async () => {
  const { server, desk } = openRules('office_admin', withForehead(36.9));
  await desk.sees('Fill in the defaults');
  const forehead = () => (desk.get('field', 'forehead') as HTMLInputElement).value;
  expect(forehead()).toBe('36.9');

  await desk.tap('Fill in the defaults');

  await vi.waitFor(() => expect(forehead()).toBe('37.3'));
  expect(() => server.lastBody('changePolicy')).toThrow(/not called/);
});

test('an auditor reads the rules and cannot change them', async () => {
  const { desk } = openRules('auditor');

  await desk.sees('Unlock grace');
  expect(() => desk.get('button', 'Save')).toThrow(/no button/);
});

test('a night of its own is saved, and one without an end is told at its field', async () => {
  const { server, desk } = openRules();
  server.answers('changePolicy', { version: 4, policy: DEFAULT_POLICY });
  await desk.type('Night check: from', '06:00');
  await desk.submit('Save');
  await desk.sees('Fill this in');
  await desk.type('Night check: from', '22:30');

  await desk.submit('Save');

  await desk.sees('Phones take the rules over at their next contact');
  expect(server.lastBody('changePolicy')).toEqual({
    ...DEFAULT_POLICY,
    nightCheck: { from: '22:30', to: '06:00' },
  });
});

test('another inspection form and its days are saved with the forms; what the page does not show stays', async () => {
  const { server, desk } = openRules();
  server.answers('changePolicy', { version: 4, policy: DEFAULT_POLICY });
  await desk.type('Form in use', 'twenty');
  await desk.type('To be put right within', '7');

  await desk.submit('Save');

  await desk.sees('Phones take the rules over at their next contact');
  expect(server.lastBody('changePolicy')).toEqual({
    ...DEFAULT_POLICY,
    hygiene: { ...DEFAULT_HYGIENE, formInUse: 'twenty', fixByDays: 7 },
  });
});

test('rounds of disinfection are typed as windows or times a week, and a slip is shown at its field', async () => {
  const { server, desk } = openRules();
  server.answers('changePolicy', { version: 4, policy: DEFAULT_POLICY });
  await desk.type('Dormitory', '06:00-12:00, 11:00-20:00');
  await desk.submit('Save');
  await desk.sees('Please write windows one after another');
  expect(server.asked.filter(({ method }) => method === 'PUT')).toEqual([]);

  await desk.type('Dormitory', '6:00–11:00，13:00–21:30');
  await desk.type('Family area', '2/7');
  await desk.submit('Save');

  await desk.sees('Phones take the rules over at their next contact');
  const before = disinfectionRulesOf(DEFAULT_POLICY);
  expect(server.lastBody('changePolicy')).toEqual({
    ...DEFAULT_POLICY,
    disinfection: {
      ...before,
      rounds: {
        ...before.rounds,
        dormitory: {
          per: 'day',
          windows: [
            { from: '06:00', to: '11:00' },
            { from: '13:00', to: '21:30' },
          ],
        },
        family: { per: 'week', times: 2 },
      },
    },
  });
});

test('sessions are typed as windows with reminder and deadline, and a slip is shown at its field', async () => {
  const { server, desk } = openRules();
  server.answers('changePolicy', { version: 4, policy: DEFAULT_POLICY });
  await desk.type('Evening session', '20:00-23:00, 19:00, 22:30');
  await desk.submit('Save');
  await desk.sees('Please write it as the hint shows');
  expect(server.asked.filter(({ method }) => method === 'PUT')).toEqual([]);

  await desk.type('Evening session', '20:00–23:00，21：30、22:30');
  await desk.type('Morning session', '');
  await desk.type('Clusters: people/days/hours', '2/1/12');
  await desk.type('Symptoms', 'rash | 皮疹 | Rash | rash');
  await desk.type('A zero report is required', 'no');

  await desk.submit('Save');

  await desk.sees('Phones take the rules over at their next contact');
  const before = reportRulesOf(DEFAULT_POLICY);
  expect(server.lastBody('changePolicy')).toEqual({
    ...DEFAULT_POLICY,
    report: {
      ...before,
      slots: [
        before.slots[1],
        { slot: 'evening', from: '20:00', to: '23:00', remindAt: '21:30', unitDeadline: '22:30' },
      ],
      isZeroRequired: false,
      clusters: [{ count: 2, days: 1, hours: 12 }],
      symptoms: [{ code: 'rash', zh: '皮疹', en: 'Rash', group: 'rash' }],
    },
  });
});

test('whom to call is saved without setting the other rules of reports, and a number that nobody can dial is told', async () => {
  const { server, desk } = openRules();
  server.answers('changePolicy', { version: 4, policy: DEFAULT_POLICY });
  await desk.type('Whom to call after an abnormal report', '校医院 | Clinic | ask the office');
  await desk.submit('Save');
  await desk.sees('Please write it as the hint shows');
  expect(server.asked.filter(({ method }) => method === 'PUT')).toEqual([]);

  await desk.type(
    'Whom to call after an abnormal report',
    '校医院 | Clinic | 028-8540 0120\n\n值班室｜Duty room｜13800000000',
  );
  await desk.submit('Save');

  await desk.sees('Phones take the rules over at their next contact');
  expect(server.lastBody('changePolicy')).toEqual({
    ...DEFAULT_POLICY,
    calls: [
      { zh: '校医院', en: 'Clinic', number: '028-8540 0120' },
      { zh: '值班室', en: 'Duty room', number: '13800000000' },
    ],
  });
});

test('a language is let on by who has read its draft and when, and a confirmation of another draft counts for none', async () => {
  const before = { code: 'ru' as const, version: 'of-before', by: '何俄文', on: '2020-01-01' };
  const { server, desk } = openRules('office_admin', { ...DEFAULT_POLICY, languages: [before] });
  server.answers('changePolicy', { version: 4, policy: DEFAULT_POLICY });
  const field = (name: string) => (desk.get('field', name) as HTMLInputElement).value;
  await desk.sees('Name and day of who has read the draft');
  expect(field('Russian for reporters: confirmed by')).toBe('');
  await desk.type('French for reporters: confirmed by', '李明');
  await desk.submit('Save');
  await desk.sees('Please write it as the hint shows');

  await desk.type('French for reporters: confirmed by', '李明，2026-11-22');
  await desk.submit('Save');

  await desk.sees('Phones take the rules over at their next contact');
  expect(server.lastBody('changePolicy')).toEqual({
    ...DEFAULT_POLICY,
    languages: [{ code: 'fr', version: DRAFT_VERSIONS.fr, by: '李明', on: '2026-11-22' }],
  });
});
