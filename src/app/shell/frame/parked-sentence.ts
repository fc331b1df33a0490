import { isFactType } from '../../../domain/fact.ts';
import { knownParkReason } from '../../../protocol/park-reason.ts';
import type { OperationResult } from '../../../protocol/sync.ts';
import { t } from './notice-strings.ts';

export function typeSentence(type: string): string {
  return t(`type.${isFactType(type) ? type : 'other'}`);
}

/** Why the server keeps an operation apart, in words. */
export function parkedSentence(result: OperationResult | null): string {
  if (result === null || result.why === null) return '';
  return t(`parked.${knownParkReason(result.why)}`, { field: result.field ?? '' });
}
