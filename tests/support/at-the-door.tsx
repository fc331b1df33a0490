import { DoorFront } from '../../src/app/features/door/door-front.tsx';
import type { LoopDraft } from '../../src/app/features/door/loop-draft.ts';
import { DoorCheck } from '../../src/domain/door-check.ts';
import type { Role } from '../../src/domain/role.ts';
import type { ComponentChildren } from 'preact';
import { expect } from 'vitest';
import type { PullChanges } from '../../src/store/replica-intake.ts';
import { doorCampus } from './door-campus.ts';
import { openPhone, showScreen, type OpenPhone } from './show-screen.tsx';

interface DoorParts {
  role?: Role;
  /** What the server told with the campus; without it the phone holds everything. */
  told?: Partial<PullChanges>;
  /** What stands around the door's screens. */
  show?: (phone: OpenPhone) => ComponentChildren;
}

/** A warden with a new phone at a door, at 14:00 of the campus's day. */
export async function atTheDoor({
  role = 'keeper',
  told = {},
  show = () => <DoorFront />,
}: DoorParts = {}) {
  const phone = await openPhone({
    documents: (account) => doorCampus(account, role),
    told,
    startAt: '2020-06-08T06:00:00.000Z',
  });
  const { journal } = phone.app;
  let screen = showScreen(phone.app, show(phone));

  const operations = () => journal.entries().map(({ operation }) => operation);
  const checks = () =>
    operations()
      .filter(({ type }) => type === 'door-check')
      .map(({ id, body }) => ({ id, ...DoorCheck.parse(body) }));

  const door = {
    ...phone,
    operations,
    checks,
    tempsC: () => checks().map(({ reading }) => reading?.tempC ?? null),
    get screen() {
      return screen;
    },
    /** Throws until the disk holds a draft with these parts. */
    async keptDraft(parts: Partial<LoopDraft>) {
      const kept = await journal.readDraft(`door:${phone.app.unlocked.accountId}`);
      expect(kept).toMatchObject(parts);
    },
    /** As a killed app that is opened again. */
    restart() {
      screen.unmount();
      screen = showScreen(phone.app, show(phone));
    },
    async startShift(unit: 'C' | 'F' = 'C') {
      await screen.tap(/North door/, 'radio');
      await screen.tap(`It shows °${unit}`, 'radio');
      await screen.tap('Start');
      await screen.until(() => screen.get('field', 'Find a person'));
    },
    async pick(query: string) {
      await screen.type('Find a person', query);
      await screen.until(() => screen.first('option', /./));
      await screen.submit('Find a person');
    },
    async measure(digits: string) {
      // The pad of the search has the same digits: a new visitor is saved before the measuring begins.
      await screen.until(() => screen.get('button', 'Done'));
      for (const digit of digits) await screen.tap(digit);
      await screen.tap('Done');
    },
    /** Resolves when the check is kept. */
    async log(query: string, digits: string) {
      const before = checks().length;
      await door.pick(query);
      await door.measure(digits);
      await screen.until(() => {
        if (checks().length === before) throw new Error('not kept yet');
      });
    },
  };
  return door;
}

export type Door = Awaited<ReturnType<typeof atTheDoor>>;
