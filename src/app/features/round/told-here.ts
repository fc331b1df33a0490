import { isDoorScope, unitScope } from '../../../domain/scope.ts';
import type { RoundDuty } from './round-duty.ts';

/** What others record that reaches this phone: whoever may walk a unit need not follow it. */
export function toldHere({ app, round }: RoundDuty): { rooms: boolean; doors: boolean } {
  void app.revision.value;
  const unitId = round.value?.body.unitId ?? '';
  const scopes = app.access()?.scopes ?? [];
  return {
    rooms: scopes.includes(unitScope(unitId, 'round')),
    doors: scopes.includes(unitScope(unitId, 'health')) || scopes.some(isDoorScope),
  };
}
