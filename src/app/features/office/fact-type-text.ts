import { t } from './office-strings.ts';

const TYPES = {
  'door-check': 'parkedType.door-check',
  visitor: 'parkedType.visitor',
  void: 'parkedType.void',
  shift: 'parkedType.shift',
  'shift-end': 'parkedType.shift-end',
} as const;

/** What kind of fact an operation is; a type that this build does not know as it was sent. */
export function factTypeText(type: string | null): string {
  const key = Object.entries(TYPES).find(([name]) => name === type)?.[1];
  return key === undefined ? (type ?? '–') : t(key);
}
