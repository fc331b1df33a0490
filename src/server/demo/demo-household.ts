import type { Id } from '../../domain/id.ts';
import { byNaturalOrder } from '../../domain/natural-order.ts';
import type { Contact, Directory } from '../../domain/person.ts';
import type { DemoReporter } from './demo-reports.ts';

/** How the residents of one unit stand with their reports. */
export interface DemoHousehold {
  /** Let in by whoever opens the demo: they live together, and have told nothing yet. */
  student: Directory;
  roomHead: Directory;
  /** Their phones tell of every session. */
  reporting: readonly Pick<
    DemoReporter,
    'personId' | 'illness' | 'isLate' | 'isUnmeasured' | 'asks'
  >[];
  /** Their phones were last heard some hours ago, before they told of the session that runs. */
  silent: readonly Id[];
  /** Others tell for them. */
  phoneless: readonly Id[];
  away: readonly Id[];
  ill: readonly [Id, Id];
}

/** What three of one room tell: alike enough to be a cluster. */
const ILLNESS: readonly DemoReporter['illness'][] = [
  { tempC: 38.1, symptoms: ['sore_throat'] },
  { tempC: 37.0, symptoms: ['sore_throat', 'dry_cough'] },
  { tempC: 36.8, symptoms: ['dry_cough'] },
];
const CORRECTIONS = ['体温写错了，应为36.5', '当时我在校外'];

export function demoHousehold(
  residents: readonly Directory[],
  contactOf: (personId: Id) => Contact | undefined,
): DemoHousehold {
  const all = residents.toSorted(
    (a, b) =>
      byNaturalOrder(a.home?.room ?? '', b.home?.room ?? '') ||
      byNaturalOrder(a.home?.bed ?? '', b.home?.bed ?? ''),
  );
  const isAway = ({ id }: Directory): boolean => contactOf(id)?.whereabouts === 'abroad';
  const here = all.filter((person) => !isAway(person));
  const rooms = [...new Set(here.map(({ home }) => home?.room))].map((room) =>
    here.filter(({ home }) => home?.room === room),
  );
  const [student, roomHead] = rooms.find((people) => people.length > 1) ?? [];
  const illRoom = rooms.findLast((people) => people.length >= ILLNESS.length);
  const rest = here.filter(
    (person) => person !== student && person !== roomHead && illRoom?.includes(person) !== true,
  );
  const [firstIll, secondIll, ...well] = rest;
  if (!student || !roomHead || !illRoom || !firstIll || !secondIll)
    throw new Error('the demo unit is too small');
  const silent = well.filter((_, nth) => nth % 4 === 1);
  const phoneless = well.filter((_, nth) => nth % 4 === 3);
  const reporting = [...illRoom, ...well.filter((_, nth) => nth % 2 === 0)];
  return {
    student,
    roomHead,
    reporting: reporting.map(({ id }, nth) => ({
      personId: id,
      illness: ILLNESS[nth] ?? null,
      isLate: nth === reporting.length - 1,
      isUnmeasured: nth === reporting.length - 2,
      asks: CORRECTIONS[nth] ?? null,
    })),
    silent: ids(silent),
    phoneless: ids(phoneless),
    away: ids(all.filter(isAway)),
    ill: [firstIll.id, secondIll.id],
  };
}

const ids = (people: readonly Directory[]): Id[] => people.map(({ id }) => id);
