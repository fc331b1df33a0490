import { signal } from '@preact/signals';
import { expect, onTestFinished } from 'vitest';
import { followFacts } from '../../src/app/duty/followed-facts.ts';
import { createClock } from '../../src/app/duty/clock.ts';
import { HygieneSheet } from '../../src/app/features/round/hygiene-sheet.tsx';
import type { HygieneDuty, HygieneVisit } from '../../src/app/features/round/hygiene-visit.ts';
import { DEFAULT_HYGIENE } from '../../src/domain/default-hygiene.ts';
import { DEFAULT_POLICY } from '../../src/domain/default-policy.ts';
import type { HygienePolicy } from '../../src/domain/policy.ts';
import { Finding, Inspection, Rectification } from '../../src/domain/room-visit.ts';
import { createHygieneLog } from '../../src/domain/hygiene.ts';
import { doorCampus, LIU, ZHANG } from './door-campus.ts';
import { idOf } from './door-facts.ts';
import { openPhone, showScreen } from './show-screen.tsx';

const POLICY_ID = idOf('y', 1);

/** An inspector with a new phone in a room of two beds, at 14:00 of the campus's day, 8 June 2020. */
export async function inARoom({
  form = 'hundred',
  forms = DEFAULT_HYGIENE.forms,
}: { form?: string; forms?: HygienePolicy['forms'] } = {}) {
  const phone = await openPhone({
    documents: (account) => [
      ...doorCampus(account, 'building_head'),
      {
        kind: 'policy',
        id: POLICY_ID,
        body: { ...DEFAULT_POLICY, hygiene: { ...DEFAULT_HYGIENE, forms, formInUse: form } },
      },
    ],
    startAt: '2020-06-08T06:00:00.000Z',
  });
  const { app } = phone;
  const { journal } = app;
  const clock = createClock(app);
  const followed = followFacts(app, createHygieneLog);
  onTestFinished(() => {
    clock.stop();
    followed.stop();
  });
  const duty: HygieneDuty = {
    app,
    nowMs: clock.nowMs,
    nowInstant: clock.nowInstant,
    roundId: () => null,
    hygiene: followed.read,
    take: followed.take,
  };
  let visit: HygieneVisit = {
    visitId: idOf('v', 1),
    room: { id: idOf('o', 1), code: '305' },
    residents: [
      { personId: ZHANG.id, name: ZHANG.name, bed: '1' },
      { personId: LIU.id, name: LIU.name, bed: '2' },
    ],
  };
  const isOpen = signal(true);
  const show = () =>
    showScreen(
      app,
      <HygieneSheet duty={duty} visit={visit} open onClose={() => (isOpen.value = false)} />,
    );
  let screen = show();

  const bodies = <T,>(type: string, shape: { parse: (body: unknown) => T }): T[] =>
    journal
      .entries()
      .filter(({ operation }) => operation.type === type)
      .map(({ operation }) => shape.parse(operation.body));

  return {
    ...phone,
    duty,
    isOpen,
    get screen() {
      return screen;
    },
    findings: () => bodies('finding', Finding),
    inspections: () => bodies('inspection', Inspection),
    rectifications: () => bodies('rectification', Rectification),
    /** As a killed app that is opened again in the same room. */
    restart() {
      screen.unmount();
      screen = show();
    },
    /** The next round, so many days later. */
    comeBack(days: number, more: Pick<HygieneVisit, 'onPaperAt'> = {}) {
      screen.unmount();
      phone.pass(days * 86_400_000);
      visit = { ...visit, visitId: idOf('v', 1 + days), ...more };
      isOpen.value = true;
      screen = show();
    },
  };
}

export type InARoom = Awaited<ReturnType<typeof inARoom>>;

export const photosShown = ({ screen }: InARoom): string[] =>
  [...screen.page.querySelectorAll('img')].map(({ alt }) => alt);

export const sees = ({ screen }: InARoom, words: string): Promise<void> =>
  screen.until(() => expect(screen.text()).toContain(words));

export async function findAirBad(room: InARoom): Promise<void> {
  const before = room.findings().length;
  await room.screen.tap(/^Air/);
  await room.screen.tap('Save finding');
  await room.screen.until(() => expect(room.findings()).toHaveLength(before + 1));
}
