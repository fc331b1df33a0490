import { hygieneOf } from '../../../domain/default-hygiene.ts';
import type { FoundItem } from '../../../domain/hygiene.ts';
import { openFindings } from '../../../domain/hygiene.ts';
import { itemFound } from '../../../domain/hygiene-form.ts';
import { scoreOf, type InspectionScore } from '../../../domain/hygiene-score.ts';
import type { Id } from '../../../domain/id.ts';
import { asWritten } from '../../duty/as-written.ts';
import { spokenWords } from '../../duty/policy-words.ts';
import type { Spoken } from '../../strings.ts';
import { t } from './hygiene-strings.ts';
import type { HygieneDuty, HygieneVisit } from './hygiene-visit.ts';

/** The item as the form said it then; an item of a form that is gone by its own name. */
export function itemWords(duty: HygieneDuty, { finding }: FoundItem): Spoken {
  const item = itemFound(hygieneOf(duty.app.policy()).forms, finding);
  return item === null ? asWritten(finding.itemId) : spokenWords(item.words);
}

/** "Bed 2 · 张伟"; of somebody who has moved out since, the name alone. */
export function whoseWords(duty: HygieneDuty, visit: HygieneVisit, personId: Id): string {
  const resident = visit.residents.find((one) => one.personId === personId);
  if (resident !== undefined) return t('bedOf', { bed: resident.bed, name: resident.name });
  return duty.app.replica.documents('directory').get(personId)?.name ?? t('somebody');
}

export function pointsWords({ finding }: FoundItem): string {
  return finding.points === 0 ? t('notInOrder') : `−${finding.points}`;
}

/** What the score says, with the mark that it had to reach: never by colour alone. */
export function scoreWords(found: InspectionScore | null): Spoken {
  if (found === null) return t.both('score.unknown');
  const { score, max, passMark, hasPassed, failedItemIds } = found;
  if (score === null || passMark === null)
    return hasPassed
      ? t.both('score.inOrder')
      : t.both('score.notInOrder', { count: failedItemIds.length });
  const values = { score, max, passMark };
  if (score < passMark) return t.both('score.failed', values);
  return hasPassed ? t.both('score.passed', values) : t.both('score.failedItem', values);
}

/** "Hygiene · 92/100 · fails · 2 open", of the last time that the room was looked over. */
export function hygieneButtonWords(duty: HygieneDuty, roomId: Id): Spoken {
  const room = duty.hygiene().room(roomId);
  const last = room.inspections.at(-1);
  const found = last && scoreOf(last, hygieneOf(duty.app.policy()).forms);
  const count = openFindings(room).length;
  const open = count === 0 ? '' : 'Open';
  if (!found) return t.both(count === 0 ? 'button.plain' : 'button.open', { count });
  const { score, max, hasPassed } = found;
  if (score !== null)
    return t.both(`button.${hasPassed ? 'score' : 'scoreFails'}${open}`, { score, max, count });
  if (!hasPassed) return t.both(`button.fails${open}`, { count });
  return t.both(count === 0 ? 'button.plain' : 'button.open', { count });
}
