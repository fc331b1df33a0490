import type { Id } from '../../../domain/id.ts';
import type { Places } from '../../../protocol/office-places.ts';
import { t } from './office-strings.ts';

/** Names one by one: commas of both languages, semicolons and line breaks part them; repeats fall away. */
export function namesIn(text: string): string[] {
  const names = text
    .split(/[,，、;；\n]+/u)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return [...new Set(names)];
}

export function buildingName(places: Places | null, id: Id | null): string {
  return places?.buildings.find(({ building }) => building.id === id)?.building.name ?? '–';
}

/** Any value of a place's field as a person reads it: ids become names, lists are joined. */
export function placeValueText(places: Places | null, value: unknown): string {
  if (value === null || value === undefined || value === '') return t('none');
  if (Array.isArray(value))
    return value.length === 0
      ? t('none')
      : value.map((one) => placeValueText(places, one)).join(t('comma'));
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return (
    places?.campuses.find(({ campus }) => campus.id === text)?.campus.name ??
    places?.buildings.find(({ building }) => building.id === text)?.building.name ??
    text
  );
}
