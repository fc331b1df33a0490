import type { AppContext } from '../../src/app/context.ts';
import { DisinfectionFront } from '../../src/app/features/disinfection/disinfection-front.tsx';
import type { Fact } from '../../src/domain/operation.ts';
import type { DisinfectionArea } from '../../src/domain/place.ts';
import type { Role } from '../../src/domain/role.ts';
import { buildArea } from './disinfection-facts.ts';
import { doorCampus } from './door-campus.ts';
import { BUILDING, idOf } from './door-facts.ts';
import { buildChanges, buildPage } from './feed.ts';
import { openPhone, showScreen, type OpenPhone, type Screen } from './show-screen.tsx';

export const HALL = buildArea({ id: idOf('a', 11), buildingId: BUILDING, name: '门厅' });
export const BINS = buildArea({
  id: idOf('a', 12),
  buildingId: BUILDING,
  name: '垃圾点',
  class: 'bins',
});
/** 13:00 by the campus's clock: the morning's slot is over, the afternoon's is due. */
const START_AT = '2020-06-08T05:00:00.000Z';

interface Opened extends OpenPhone {
  screen: Screen;
  facts: (type: string) => Fact[];
  reopen: () => Screen;
}

export async function openFront({
  role = 'property',
  facts = [],
  areas = [HALL, BINS],
}: Opening = {}): Promise<Opened> {
  const phone = await openPhone({
    documents: (account) => documentsOf(account, { role, areas }),
    startAt: START_AT,
  });
  const { app } = phone;
  if (facts.length > 0) await hear(app, facts);
  let screen = showScreen(app, <DisinfectionFront />);
  return {
    ...phone,
    get screen() {
      return screen;
    },
    facts: (type) => app.facts().filter((fact) => fact.type === type),
    reopen: () => {
      screen.unmount();
      screen = showScreen(app, <DisinfectionFront />);
      return screen;
    },
  };
}

/** What others recorded comes down, in one page, to a phone that has heard nothing before. */
export async function hear(app: AppContext, facts: readonly Fact[]): Promise<void> {
  const entries = facts.map((fact, at) => ({
    kind: 'fact' as const,
    seq: 1 + at,
    sha: fact.id,
    fact,
  }));
  await app.replica.apply({
    cursorUsed: 'c1',
    changes: buildChanges('c2', [buildPage(`building:${BUILDING}/upkeep`, entries)]),
  });
}

interface Opening {
  role?: Role;
  areas?: readonly DisinfectionArea[];
  facts?: Fact[];
}

function documentsOf(
  account: { id: string; personId: string; name: string },
  { role, areas }: { role: Role; areas: readonly DisinfectionArea[] },
) {
  const documents = doorCampus(account, role).map((document) =>
    document.kind === 'access' && role !== 'volunteer'
      ? {
          ...document,
          body: {
            ...document.body,
            scopes: [...document.body.scopes, `building:${BUILDING}/upkeep`],
          },
        }
      : document,
  );
  return [
    ...documents,
    ...areas.map((area) => ({ kind: 'area' as const, id: area.id, body: area })),
  ];
}
