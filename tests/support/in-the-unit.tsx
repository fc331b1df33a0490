import { RoundFront } from '../../src/app/features/round/round-front.tsx';
import type { Role } from '../../src/domain/role.ts';
import { recordedOn } from './recorded.ts';
import { openPhone, showScreen, type SomeDocument } from './show-screen.tsx';
import { unitCampus, type RoomCode } from './unit-campus.ts';

/** A unit keeper with a new phone in the unit, at 14:00 of the campus's day if not told otherwise. */
export async function inTheUnit({
  role = 'unit_keeper',
  more = [],
  startAt = '2020-06-08T06:00:00.000Z',
}: { role?: Role; more?: readonly SomeDocument[]; startAt?: string } = {}) {
  const phone = await openPhone({
    documents: (account) => [...unitCampus(account, role), ...more],
    startAt,
  });
  let screen = showScreen(phone.app, <RoundFront />);

  const unit = {
    ...phone,
    ...recordedOn(phone.app, () => screen),
    get screen() {
      return screen;
    },
    /** As a killed app that is opened again at its first address. */
    restart() {
      screen.unmount();
      screen = showScreen(phone.app, <RoundFront />);
    },
    async startRound() {
      await screen.tap('Start the round');
      await screen.until(() => screen.first('link', /201/));
    },
    async enter(code: RoomCode) {
      await screen.tap(new RegExp(`^${code} `), 'link');
      await screen.until(() => screen.get('button', 'List of rooms'));
    },
    async toList() {
      await screen.tap('List of rooms');
      await screen.until(() => screen.get('field', 'Room number'));
    },
  };
  return unit;
}
