import type { Id } from '../../domain/id.ts';
import type { Language } from '../strings.ts';
import type { Timed } from './clock.ts';
import { t } from './duty-strings.ts';

/** Who recorded it: you, a name where this phone knows the account, else "a colleague". */
export function whoRecorded(duty: Timed, by: Id, language: Language): string {
  const { unlocked, replica } = duty.app;
  if (by === unlocked.accountId) return t.in(language, 'double.me');
  return replica.documents('account').get(by)?.name ?? t.in(language, 'double.somebody');
}
