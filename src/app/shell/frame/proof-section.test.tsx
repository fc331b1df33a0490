// @vitest-environment happy-dom
import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import { doorCampus, ZHANG } from '../../../../tests/support/door-campus.ts';
import { buildCheck, buildResult } from '../../../../tests/support/phone-storage.ts';
import { openPhone, showScreen } from '../../../../tests/support/show-screen.tsx';
import type { DigestLanes } from '../../../protocol/sync.ts';
import { findingOf } from '../../../store/journal-check.ts';
import type { Difference, Finding } from '../../../store/journal-database.ts';
import type { AppContext } from '../../context.ts';
import { setLanguage } from '../../strings.ts';
import { ProofSection } from './proof-section.tsx';

const AT = '2020-06-08T06:00:00.000Z';
const ANOTHER_DIGEST: DigestLanes = [1, 2, 3, 4];
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

test('each record that can be read no longer is named by its time', async () => {
  const { app, show } = await openDoorPhone();
  const lost = v7({ msecs: Date.parse('2020-06-08T01:02:00.000Z') });
  app.journal.unreadable = () => new Set([lost]);

  const screen = show();

  await screen.until(() => expect(screen.text()).toContain('1 record on this phone can no longer'));
  expect(screen.text()).toContain(`Record · 09:02 ${lost.slice(-8)}`);
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

/** What the server last said of the sum over this phone's records, with as many received. */
async function compareWithServer(app: AppContext, isEqual: boolean): Promise<void> {
  const [entry] = app.journal.entries();
  await app.journal.settle([buildResult(entry!.operation, { outcome: 'stored' })], AT);
  const own = await app.journal.digestThrough(1);
  const digest = isEqual ? own! : ANOTHER_DIGEST;
  await app.journal.compare({ contiguous: 1, acked: 1, digest, at: '2020-06-08T05:30:00.000Z' });
}

test('what was compared is told as the server’s word had it then, not by what this phone counts now', async () => {
  const { app, show } = await openDoorPhone();
  await compareWithServer(app, true);
  const body = buildCheck({ subject: { kind: 'person', personId: ZHANG.id } });
  const later = await app.journal.record({
    by: app.unlocked,
    type: 'door-check',
    body,
    shiftId: null,
  });
  const entry = app.journal.entries().find(({ operation }) => operation.id === later.id);
  await app.journal.settle([buildResult(entry!.operation, { outcome: 'stored' })], AT);

  const screen = show();

  const words = '1 record of this phone was received. Both sides hold the same, compared 13:30';
  await screen.until(() => expect(screen.text()).toContain(words));
  setLanguage('zh');
  await screen.until(() =>
    expect(screen.text()).toContain('本机已收到回执的 1 条记录，两边一致（13:30 核对）'),
  );
});

test.each(['open', 'lost-here'] as const)(
  'beside what is listed as not the same, and %s, nothing is called the same',
  async (end) => {
    const { app, checkId, note, show } = await openDoorPhone();
    await compareWithServer(app, true);
    await note([{ id: checkId, of: 'fact', how: 'only-there' }], end);

    const screen = show();

    await screen.until(() => expect(screen.text()).toContain('only on the server: 1'));
    expect(screen.text()).not.toContain('hold the same');
    setLanguage('zh');
    await screen.until(() => expect(screen.text()).toContain('仅在服务器：1'));
    expect(screen.text()).not.toContain('一致（13:30');
  },
);

test('where only the server has it no repair is promised', async () => {
  const { checkId, note, show } = await openDoorPhone();
  await note([{ id: checkId, of: 'fact', how: 'only-there' }], 'lost-here');

  const screen = show();

  await screen.until(() =>
    expect(screen.text()).toContain('1 record is on the server, but no longer the same on this'),
  );
  expect(screen.text()).toContain('Show this list to the office.');
  expect(screen.has('button', 'Repair now')).toBe(false);
  expect(screen.has('button', 'Compare again')).toBe(true);
  setLanguage('zh');
  await screen.until(() =>
    expect(screen.text()).toContain('有 1 条记录服务器上有，本机的已缺失或不同'),
  );
  expect(screen.has('button', '立即修复')).toBe(false);
});
