import type { Subject } from '../../../domain/door-check.ts';
import { t } from './door-strings.ts';
import type { DoorDuty } from './door-duty.ts';

/** What to call whoever stood at the door. A person whose directory entry is not here is called by id. */
export function nameOf(duty: DoorDuty, subject: Subject): string {
  switch (subject.kind) {
    case 'person':
      return duty.people.person(subject.personId)?.name ?? subject.personId.slice(0, 8);
    case 'visitor':
      return duty.log().visitors.get(subject.visitorId)?.visitor.name ?? t('find.visitor');
    case 'unknown':
      return t('unknown.name', { text: subject.text });
  }
}
