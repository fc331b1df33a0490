// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import {
  atTheReport,
  CONSENT,
  reportBody,
  type ToldFact,
} from '../../../../tests/support/at-the-report.tsx';
import { idOf } from '../../../../tests/support/door-facts.ts';
import { oneSessionComesDown } from '../../../../tests/support/feed.ts';
import type { SomeDocument } from '../../../../tests/support/show-screen.tsx';
import { DEFAULT_POLICY } from '../../../domain/default-policy.ts';
import { reportRulesOf } from '../../../domain/default-report.ts';
import type { Id } from '../../../domain/id.ts';
import { chooseLanguage } from '../../preferences.ts';

const ASKS_EXPOSURE: SomeDocument = {
  kind: 'policy',
  id: idOf('y', 1),
  body: {
    ...DEFAULT_POLICY,
    report: { ...reportRulesOf(DEFAULT_POLICY), askExposure: true },
  },
};

const agreed = (more: (me: { personId: Id }) => readonly ToldFact[] = () => []) => ({
  facts: (me: { personId: Id }) => [CONSENT(me.personId), ...more(me)],
});

test('the notice comes before the first report, and the agreement is recorded with its version', async () => {
  const { screen, ...report } = await atTheReport();
  expect(screen.text()).toContain('Before your first report');
  expect(screen.has('button', 'Report now')).toBe(false);

  await report.agree();

  expect(report.bodiesOf('consent')).toEqual([
    { personId: report.personId, noticeVersion: '2026-11-1', isGiven: true },
  ]);
  screen.get('button', 'Report now');
});

test('a normal report with every question is five taps and three digits', async () => {
  const { screen, ...report } = await atTheReport({ ...agreed(), documents: [ASKS_EXPOSURE] });

  await screen.tap('Report now');
  await report.type('365');
  await screen.tap('None of these');
  await screen.tap('On campus');
  await screen.tap('No');
  await screen.tap('Send');
  await report.kept('self-report', 1);

  expect(report.bodiesOf('self-report')).toEqual([reportBody(report.personId, { exposure: 'no' })]);
  await screen.until(() => expect(screen.text()).toContain('Nothing abnormal'));
  expect(screen.text()).toContain('Saved on this phone, not received yet');
  expect(screen.has('button', 'Report now')).toBe(false);
});

test('of the last report only the place of measuring is kept, and where the person was comes first', async () => {
  const { screen, ...report } = await atTheReport(
    agreed(({ personId }) => [
      {
        id: idOf('q', 2),
        at: '2020-06-07T01:00:00.000Z',
        type: 'self-report',
        body: reportBody(personId, {
          session: { day: '2020-06-07', slot: 'am' },
          reading: { tempC: 36.7, site: 'ear', thermometerId: null, rawValue: 36.7, rawUnit: 'C' },
          whereabouts: 'abroad',
          city: 'Lagos',
        }),
      },
    ]),
  );

  await screen.tap('Report now');

  const field = (label: string) => (screen.get('field', label) as HTMLInputElement).value;
  expect(field('Temperature now')).toBe('');
  expect(field('Measured at')).toBe('ear');
  await report.type('371');
  await screen.tap('None of these');
  const choices = [...screen.page.querySelectorAll('main button[aria-pressed]')];
  expect(choices.map(({ textContent }) => textContent)[0]).toBe('Outside mainland China');
  expect(choices.every((choice) => choice.getAttribute('aria-pressed') === 'false')).toBe(true);
  await screen.tap('Outside mainland China');
  expect(field('Country and city (optional)')).toBe('');
});

test('a high temperature says what to do and whom to call, and a correction takes its place', async () => {
  const { screen, ...report } = await atTheReport(agreed());

  await screen.tap('Report now');
  await report.type('379');
  await screen.tap('None of these');
  await screen.tap('On campus');
  await screen.tap('Send');
  await screen.until(() => expect(screen.text()).toContain('High: 37.9 °C'));
  expect(screen.text()).toContain('From 37.3 °C it counts as fever here');
  expect(screen.text()).toContain('Tell your unit keeper or class head now');
  expect(screen.text()).toContain('Without network nobody sees it yet');

  await screen.tap('Correct it');
  await screen.tap(/^Change: Temperature/);
  await report.type('369');
  await screen.tap('Send');
  await report.kept('self-report', 2);

  const [first] = report.operations().filter(({ type }) => type === 'self-report');
  expect(report.bodiesOf('self-report')[1]).toMatchObject({
    reading: { tempC: 36.9 },
    amends: first?.id,
  });
  await screen.until(() => expect(screen.text()).toContain('Nothing abnormal'));
  expect(screen.text()).not.toContain('High:');
});

test('a half-made report outlives a killed app and a change of language', async () => {
  const report = await atTheReport(agreed());
  await report.screen.tap('Report now');
  await report.type('368');
  await report.screen.tap('Headache');
  await report.screen.tap('Next: 1 chosen');
  await report.screen.until(async () => {
    const key = `self-report:${report.app.unlocked.accountId}`;
    expect(await report.app.journal.readDraft(key)).toMatchObject({ step: 'where' });
  });

  report.restart();
  await report.screen.until(() => report.screen.get('button', 'On campus'));
  await chooseLanguage('zh');
  await report.screen.tap('在校内');
  expect(report.screen.text()).toContain('36.8 °C');
  expect(report.screen.text()).toContain('头痛');
  await report.screen.tap('提交');
  await report.kept('self-report', 1);
  await chooseLanguage('en');

  expect(report.bodiesOf('self-report')[0]).toMatchObject({
    reading: { tempC: 36.8 },
    symptoms: ['headache'],
    whereabouts: 'on_campus',
  });
});

test('without a thermometer the reason is told in the place of a value', async () => {
  const { screen, ...report } = await atTheReport(agreed());

  await screen.tap('Report now');
  await screen.tap('Not measured');
  await screen.tap('No thermometer');
  await screen.tap('None of these');
  await screen.tap('On campus');
  await screen.tap('Send');
  await report.kept('self-report', 1);

  expect(report.bodiesOf('self-report')[0]).toMatchObject({
    reading: null,
    notMeasured: 'no_thermometer',
  });
  await screen.until(() => expect(screen.text()).toContain('Measure as soon as you can'));
});

test('a value that no body has is refused, and the next digit begins anew', async () => {
  const { screen, ...report } = await atTheReport(agreed());
  await screen.tap('Report now');

  await report.type('999');

  expect(screen.text()).toContain('99.9 cannot be right');
  await report.type('366');
  screen.get('button', 'None of these');
});

test('after its time a session can still be reported, and says that it is late', async () => {
  const { screen, ...report } = await atTheReport({
    ...agreed(),
    startAt: '2020-06-08T05:00:00.000Z',
  });

  await screen.tap('Report late: Morning, Mon, Jun 8');
  expect(screen.text()).toContain('the report is marked late');
  await report.type('365');
  await screen.tap('None of these');
  await screen.tap('On campus');
  await screen.tap('Send');
  await report.kept('self-report', 1);

  expect(report.bodiesOf('self-report')[0]).toMatchObject({
    session: { day: '2020-06-08', slot: 'am' },
  });
  await screen.until(() => expect(screen.text()).toMatch(/Reported at 13:00, late/));
});

test('sessions that the office has changed are asked for at once', async () => {
  const { screen, app } = await atTheReport(agreed());
  await screen.until(() => expect(screen.text()).toContain('Morning'));

  await oneSessionComesDown(app.replica, 'after 1');

  await screen.until(() => expect(screen.text()).toContain('Evening'));
  expect(screen.text()).not.toContain('Morning');
});

test('who has done one of the two systems only is told so', async () => {
  const { screen, ...report } = await atTheReport(agreed());

  await screen.tap('I have reported there');
  await screen.tap('Yes, it is sent');
  await report.kept('second-report', 1);

  expect(report.bodiesOf('second-report')[0]).toMatchObject({ day: '2020-06-08' });
  await screen.until(() =>
    expect(screen.text()).toContain('You have reported in the provincial system, but not here'),
  );
  expect(screen.text()).toContain('Done today at 08:00');
});

test('whoever takes the consent back is told what it means, and reports no more here', async () => {
  const { screen, ...report } = await atTheReport(agreed());

  await screen.tap('Privacy notice', 'link');
  await screen.tap('Withdraw my consent');
  await screen.tap('Withdraw');
  await report.kept('consent', 1);

  expect(report.bodiesOf('consent')[0]).toMatchObject({ isGiven: false });
  await screen.until(() => expect(screen.text()).toContain('You have withdrawn your consent'));
  expect(screen.has('button', 'Report now')).toBe(false);
});

test('an agreement that only the mark still tells is not asked for again', async () => {
  const { screen } = await atTheReport({
    documents: ({ personId }) => [
      {
        kind: 'mark',
        id: idOf('k', 1),
        body: {
          about: 'consent',
          personId,
          noticeVersion: '2026-11-1',
          isGiven: true,
          at: '2020-03-01T00:00:00.000Z',
          factId: idOf('q', 1),
        },
      },
    ],
  });

  screen.get('button', 'Report now');
});

test('whose clock shows another time than the campus sees both, with the day where it differs', async () => {
  const { screen } = await atTheReport(agreed());

  expect(screen.text()).toContain('Campus time 08:00 · your clock 17:00');
  expect(screen.text()).toContain(
    '06:00–12:00 campus time · Sun, Jun 7 15:00–Sun, Jun 7 21:00 by your clock',
  );
  expect(screen.text()).toContain('12:00–20:00 campus time · Sun, Jun 7 21:00–05:00 by your clock');
});

test('a notice that has changed is shown anew before the next report', async () => {
  const { screen } = await atTheReport({
    facts: ({ personId }) => [
      {
        ...CONSENT(personId),
        body: { personId, noticeVersion: '2020-01-1', isGiven: true },
      },
    ],
  });

  expect(screen.text()).toContain('The notice has changed since you agreed');
  expect(screen.has('button', 'Report now')).toBe(false);
});
