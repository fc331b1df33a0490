import type { SealIncident } from '../../../domain/seal-chain.ts';
import { incidentsOf, type SealRegister } from '../../../domain/seal-register.ts';

/** Those that nobody has acknowledged, newest first. */
export function openIncidents(register: SealRegister): SealIncident[] {
  return incidentsOf(register.seals()).filter(({ isOpen }) => isOpen);
}
