// @vitest-environment happy-dom
import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import { doorCampus, ZHANG } from '../../../../tests/support/door-campus.ts';
import { buildCheck } from '../../../../tests/support/phone-storage.ts';
import { openPhone, showScreen } from '../../../../tests/support/show-screen.tsx';
import { findingOf } from '../../../store/journal-check.ts';
import type { Difference, Finding } from '../../../store/journal-database.ts';
import { ProofSection } from './proof-section.tsx';

const AT = '2020-06-08T06:00:00.000Z';
const AROUND = { now: Date.parse(AT), zone: 'Asia/Shanghai' };

async function openDoorPhone() {
  const phone = await openPhone({
    documents: (account) => doorCampus(account, 'keeper'),
    startAt: AT,
  });
  const body = buildCheck({ subject: { kind: 'person', personId: ZHANG.id } });
  const { app } = phone;
  const check = await app.journal.record({
    by: app.unlocked,
    type: 'door-check',
    body,
    shiftId: null,
  });
  const note = (differences: readonly Difference[], end: Finding['end']) =>
    app.journal.noteSelfCheck(app.unlocked.accountId, {
      countedAt: AT,
      found: findingOf(differences, AT, end),
    });
  const show = () => showScreen(app, <ProofSection around={AROUND} isRunning={false} />);
  return { ...phone, checkId: check.id, note, show };
}

test('what differs is told by time, person and room, with how much lies where and how to repair it', async () => {
  const { checkId, note, show } = await openDoorPhone();
  const lost = v7({ msecs: Date.parse('2020-06-08T01:02:00.000Z') });
  await note(
    [
      { id: checkId, of: 'fact', how: 'only-here' },
      { id: lost, of: 'fact', how: 'only-there' },
      { id: ZHANG.id, of: 'directory', how: 'unlike' },
    ],
    'open',
  );

  const screen = show();

  await screen.until(() => expect(screen.text()).toContain('3 records are not the same'));
  expect(screen.text()).toContain('Only here: 1 · only on the server: 1 · not alike: 1');
  expect(screen.text()).toContain(`only here Door check · 14:00 · 张伟 2-305 ${checkId.slice(-8)}`);
  expect(screen.text()).toContain(`only on the server Record · 09:02 ${lost.slice(-8)}`);
  expect(screen.text()).toContain(`not alike Person · 张伟 2-305 ${ZHANG.id.slice(-8)}`);
  expect(screen.has('button', 'Repair now')).toBe(true);
});

test('after the repair it is said that all is right, and it can be compared again', async () => {
  const { app, checkId, note, show } = await openDoorPhone();
  await note([{ id: checkId, of: 'fact', how: 'only-here' }], 'mended');
  let compared = 0;
  app.sync.compare = () => void (compared += 1);

  const screen = show();

  await screen.until(() => expect(screen.text()).toContain('It has been put right'));
  expect(screen.text()).toContain('last counted 14:00');
  await screen.tap('Compare again');
  expect(compared).toBe(1);
});

test('of many only the first are listed, and how many more there are', async () => {
  const { note, show } = await openDoorPhone();
  const many = Array.from({ length: 45 }, () => ({ id: v7(), of: 'fact', how: 'unlike' }) as const);
  await note(many, 'open');

  const screen = show();

  await screen.until(() => expect(screen.text()).toContain('and 5 more'));
  expect(screen.page.querySelectorAll('li')).toHaveLength(41);
});
