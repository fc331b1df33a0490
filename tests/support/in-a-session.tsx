import { expect } from 'vitest';
import { SessionFront } from '../../src/app/features/session/session-front.tsx';
import type { FactBody } from '../../src/domain/fact.ts';
import type { Role } from '../../src/domain/role.ts';
import { pupil, sessionCampus } from './session-campus.ts';
import { openPhone, showScreen, type SomeDocument } from './show-screen.tsx';

/** 10:00 of the campus's day: the morning session runs. */
const MORNING = '2020-06-08T02:00:00.000Z';
export const AM = { day: '2020-06-08', slot: 'am' };

/** What the class head tells of a pupil who is well, and was not measured. */
export const toldWell = (
  number: number,
  told: Partial<FactBody<'self-report'>> = {},
): FactBody<'self-report'> => ({
  personId: pupil(number),
  session: { day: '2020-06-08', slot: 'am' },
  reading: null,
  notMeasured: 'not_now',
  symptoms: [],
  whereabouts: 'on_campus',
  city: null,
  exposure: null,
  onBehalfAs: 'class_head',
  amends: null,
  ...told,
});

/** A phone at the sessions of a class, a unit or a house. */
export async function openSessions({
  role = 'class_head',
  more = [],
  startAt = MORNING,
  fetch,
}: {
  role?: Role;
  more?: readonly SomeDocument[];
  startAt?: string;
  /** Without it there is no network. */
  fetch?: typeof globalThis.fetch;
} = {}) {
  const phone = await openPhone({
    documents: (account) => [...sessionCampus(account, role), ...more],
    startAt,
    ...(fetch !== undefined && { fetch }),
  });
  let screen = showScreen(phone.app, <SessionFront />);
  const recorded = (type: string) =>
    phone.app.journal
      .entries()
      .filter(({ operation }) => operation.type === type)
      .map(({ operation }) => operation.body as Record<string, unknown>);
  return {
    ...phone,
    recorded,
    get screen() {
      return screen;
    },
    restart() {
      screen.unmount();
      screen = showScreen(phone.app, <SessionFront />);
    },
    says: (words: string | RegExp) =>
      screen.until(() =>
        typeof words === 'string'
          ? expect(screen.text()).toContain(words)
          : expect(screen.text()).toMatch(words),
      ),
    kept: (type: string, count: number) =>
      screen.until(() => expect(recorded(type)).toHaveLength(count)),
  };
}
