import { isValidAt } from '../../../domain/assignment-reach.ts';
import type { Id } from '../../../domain/id.ts';
import type { Mark } from '../../../domain/document.ts';
import { byNaturalOrder } from '../../../domain/natural-order.ts';
import type { ReportDuty } from './report-duty.ts';

/** A class with the names of its members. */
export type TaughtClass = Extract<Mark, { about: 'class-names' }>;

type Standing = Pick<ReportDuty, 'app' | 'nowInstant'>;

/** Whether this account is a course teacher of some class: its names may come later. */
export const teaches = (duty: Standing): boolean => classIdsOf(duty).size > 0;

function classIdsOf({ app, nowInstant }: Standing): Set<Id> {
  const at = nowInstant();
  const valid = (app.access()?.assignments ?? []).filter((one) => isValidAt(one, at));
  return new Set(
    valid.flatMap(({ role, post }) => (role === 'teacher' && post.kind === 'class' ? post.id : [])),
  );
}

/** By the server's marks: a course teacher follows no class. Not those whose post has ended, though the mark may still be here. */
export function taughtClasses(duty: Standing): TaughtClass[] {
  const { app } = duty;
  const { personId } = app.unlocked;
  const held = classIdsOf(duty);
  return [...app.replica.documents('mark').values()]
    .filter((mark) => mark.about === 'class-names')
    .filter((mark) => mark.personId === personId && held.has(mark.classId))
    .map((mark) => ({
      ...mark,
      members: [...mark.members].sort((a, b) => byNaturalOrder(a.name, b.name)),
    }))
    .sort((a, b) => byNaturalOrder(a.name, b.name));
}
