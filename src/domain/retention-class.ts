import type { FactType } from './fact.ts';
import type { Retention } from './policy.ts';

/** How long a fact is kept; each class has its days in the policy. */
export type RetentionClass = 'door' | 'room' | 'upkeep' | 'leave' | 'report' | 'duty';

/** A void is kept as long as what it takes back, which otherwise would count again. */
export const RETENTION_CLASS: Readonly<Record<Exclude<FactType, 'void'>, RetentionClass>> = {
  'door-check': 'door',
  visitor: 'door',
  shift: 'duty',
  'shift-end': 'duty',
  round: 'duty',
  'round-end': 'duty',
  presence: 'room',
  'second-check': 'room',
  inspection: 'room',
  finding: 'room',
  rectification: 'room',
  'visit-note': 'room',
  seal: 'upkeep',
  'seal-check': 'upkeep',
  acknowledgement: 'upkeep',
  disinfection: 'upkeep',
  'disinfection-end': 'upkeep',
  acceptance: 'upkeep',
  'refuse-clearing': 'upkeep',
  leave: 'leave',
  'leave-decision': 'leave',
  'leave-stamp': 'leave',
  'leave-close': 'leave',
  'case-state': 'leave',
  'self-report': 'report',
  'second-report': 'report',
  // That somebody agreed is kept as long as who was on duty: it says nothing of their health.
  consent: 'duty',
  'correction-request': 'leave',
  'correction-answer': 'leave',
  'session-check': 'report',
  'session-return': 'report',
  absence: 'report',
  'absence-follow-up': 'report',
  'contact-log': 'report',
  reminder: 'report',
  'cluster-acknowledgement': 'leave',
};

export const RETENTION_CLASSES: readonly RetentionClass[] = [
  'door',
  'room',
  'upkeep',
  'leave',
  'report',
  'duty',
];

export const daysKept = (of: RetentionClass, kept: Retention): number => kept[`${of}Days`];

const WITH_PEOPLE = ['door', 'room', 'leave', 'report', 'duty'] as const;

/** For so many days phones read what lies with people and classes: no longer than what of it goes first. */
export const daysWithPeople = (kept: Retention): number =>
  Math.min(...WITH_PEOPLE.map((one) => daysKept(one, kept)));

export const typesKept = (as: RetentionClass): FactType[] =>
  (Object.keys(RETENTION_CLASS) as (keyof typeof RETENTION_CLASS)[]).filter(
    (type) => RETENTION_CLASS[type] === as,
  );
