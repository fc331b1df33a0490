import type { Id } from '../../src/domain/id.ts';
import type { Reporter } from './hour-campus.ts';
import type { Answers } from './hour-plan.ts';

/** What the office reads of one class. */
export interface ClassCount {
  expected: number;
  present: number;
  missing: number;
  abnormal: number;
  excused: number;
}

export type ClassCounts = ReadonlyMap<Id, ClassCount>;

/** What each class's numbers must be, counted from what was sent and knowing nothing of the product's folds. */
export function createHourCount(reporters: readonly Reporter[]) {
  const reporterById = new Map(reporters.map((reporter) => [reporter.personId, reporter]));
  const lastWords = new Map<Id, Answers>();
  return {
    told: (personId: Id, answers: Answers): void => void lastWords.set(personId, answers),
    classes: (): ClassCounts => {
      const counts = new Map<Id, ClassCount>();
      for (const { personId, classId, isAway } of reporterById.values()) {
        const words = lastWords.get(personId);
        const count = counts.get(classId) ?? nothing();
        counts.set(classId, count);
        if (isAway) count.excused += 1;
        else {
          count.expected += 1;
          count[words === undefined ? 'missing' : 'present'] += 1;
        }
        if (words !== undefined && isAbnormal(words)) count.abnormal += 1;
      }
      return counts;
    },
  };
}

export function presentIn(counts: ClassCounts): number {
  let sum = 0;
  for (const { present } of counts.values()) sum += present;
  return sum;
}

/** How many classes read otherwise than they must. */
export function countMismatches(read: ClassCounts, right: ClassCounts): number {
  const ids = new Set([...read.keys(), ...right.keys()]);
  return [...ids].filter((id) => textOf(read.get(id)) !== textOf(right.get(id))).length;
}

const textOf = (count: ClassCount | undefined): string => {
  const { expected, present, missing, abnormal, excused } = count ?? nothing();
  return [expected, present, missing, abnormal, excused].join(' ');
};

const nothing = (): ClassCount => ({
  expected: 0,
  present: 0,
  missing: 0,
  abnormal: 0,
  excused: 0,
});

/** Under the arm nobody is ill below 37.3. */
const isAbnormal = ({ tempC, symptoms }: Answers): boolean =>
  symptoms.length > 0 || (tempC !== null && tempC >= 37.3);
