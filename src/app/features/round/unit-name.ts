import { t } from './round-strings.ts';
import type { UnitToWalk } from './units-to-walk.ts';

export function unitName({ building, code }: UnitToWalk): string {
  return code === null ? building.name : `${building.name} · ${t('unit.name', { unit: code })}`;
}
