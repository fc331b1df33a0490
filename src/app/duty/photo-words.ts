import type { DoorCheck } from '../../domain/door-check.ts';
import type { Timed } from './clock.ts';
import { t } from './form-strings.ts';

/**
 * How many of a check's photos the server has, as far as this phone knows: of those that another phone took
 * only the number. Empty where there are none. Reading it renders again when one has gone up.
 */
export function photoWords(duty: Timed, { photos = [] }: DoorCheck): string {
  void duty.app.revision.value;
  const kept = duty.app.journal.attachments();
  const states = photos.flatMap(({ sha }) => kept.get(sha)?.state ?? []);
  if (photos.length === 0) return '';
  if (states.length === 0) return t('photos.count', { count: photos.length });
  const received = states.filter((state) => state === 'present').length;
  return t('photos.received', { received, count: photos.length });
}
