import { isValidAt } from '../../../domain/assignment-reach.ts';
import type { Mark } from '../../../domain/document.ts';
import { byNaturalOrder } from '../../../domain/natural-order.ts';
import type { ReportDuty } from './report-duty.ts';

/** A class with the names of its members. */
export type TaughtClass = Extract<Mark, { about: 'class-names' }>;

/** Whether this account is a course teacher of some class: its names may come later. */
export function teaches({ app, nowInstant }: Pick<ReportDuty, 'app' | 'nowInstant'>): boolean {
  const at = nowInstant();
  return (app.access()?.assignments ?? []).some(
    (one) => one.role === 'teacher' && one.post.kind === 'class' && isValidAt(one, at),
  );
}

/** By the server's marks: a course teacher follows no class. */
export function taughtClasses({ app }: Pick<ReportDuty, 'app'>): TaughtClass[] {
  const { personId } = app.unlocked;
  return [...app.replica.documents('mark').values()]
    .filter((mark) => mark.about === 'class-names')
    .filter((mark) => mark.personId === personId)
    .map((mark) => ({
      ...mark,
      members: [...mark.members].sort((a, b) => byNaturalOrder(a.name, b.name)),
    }))
    .sort((a, b) => byNaturalOrder(a.name, b.name));
}
