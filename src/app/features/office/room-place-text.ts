import type { InspectionRow } from '../../../protocol/office-hygiene.ts';

/** "文苑二号楼 · 2-305", as the roster writes it. */
export function roomPlaceText({ building, unit, room }: InspectionRow['place']): string {
  return [building.name, [unit, room].filter(Boolean).join('-')].filter(Boolean).join(' · ');
}
