// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import {
  atTheReport,
  reportBody,
  type ToldFact,
} from '../../../../tests/support/at-the-report.tsx';
import { idOf, readingOf } from '../../../../tests/support/door-facts.ts';
import { showScreen } from '../../../../tests/support/show-screen.tsx';
import { personId } from '../../../../tests/support/unit-campus.ts';
import type { Role } from '../../../domain/role.ts';
import { ReportCount } from './report-count.tsx';

const LIU = personId('201', 2);
const PM = { day: '2020-06-08', slot: 'pm' } as const;

const FEVER_FOUND: ToldFact = {
  id: idOf('q', 1),
  at: '2020-06-08T04:30:00.000Z',
  type: 'session-check',
  body: {
    personId: LIU,
    session: PM,
    place: { kind: 'unit', id: idOf('u', 1) },
    state: 'present',
    reading: readingOf(38.5, 'axilla'),
    symptoms: [],
    isIllness: null,
  },
  by: idOf('g', 2),
};
const NORMAL_TOLD: ToldFact = {
  id: idOf('q', 2),
  at: '2020-06-08T04:40:00.000Z',
  type: 'self-report',
  body: reportBody(LIU, { session: PM }),
  by: idOf('g', 3),
};

async function atTheList(role: Role) {
  const report = await atTheReport({
    role,
    startAt: '2020-06-08T05:00:00.000Z',
    facts: () => [FEVER_FOUND, NORMAL_TOLD],
  });
  await report.screen.until(() => expect(report.screen.text()).toContain('刘敏 · 1-201'));
  return report;
}

test('a fever that staff found is listed and counted until somebody says that the person was reached', async () => {
  const { screen, ...report } = await atTheList('unit_keeper');
  expect(screen.text()).toContain('Seen by staff · 38.5 °C');
  const bar = showScreen(report.app, <ReportCount />);
  await bar.until(() => expect(bar.text()).toContain('1 abnormal report'));

  await screen.tap('Reached: 刘敏');
  expect(screen.text()).toContain('How did you reach 刘敏?');
  await screen.tap('Not reached');
  await screen.tap('Reached: 刘敏');
  await screen.tap('By phone');
  await report.kept('contact-log', 1);

  const body = { channel: 'phone', isReached: true, health: null, note: null, nextOn: null };
  expect(report.bodiesOf('contact-log')).toEqual([{ personId: LIU, ...body }]);
  await screen.until(() => expect(screen.text()).toContain('Followed up at 13:00'));
  expect(screen.has('button', 'Reached: 刘敏')).toBe(false);
  await bar.until(() => expect(bar.text()).toBe(''));
});

test('who only reads the reports of a building tells of no talk', async () => {
  const { screen } = await atTheList('building_head');

  expect(screen.has('button', 'Reached: 刘敏')).toBe(false);
});
