import { isFactType } from '../../../domain/fact.ts';
import { t } from './office-strings.ts';

/** What kind of fact an operation is; a type that this build does not know as it was sent. */
export function factTypeText(type: string | null): string {
  if (type === null) return '–';
  return isFactType(type) ? t(`parkedType.${type}`) : type;
}
