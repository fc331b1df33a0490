import { PlacesImportRequest } from '../../../protocol/office-places.ts';

/** The building lists in a JSON text by their names; one without a name is called ''. `null` if it holds none. */
export function readBuildingLists(
  text: string,
): Readonly<Record<string, PlacesImportRequest>> | null {
  const json = parsedJson(text);
  if (Array.isArray(json)) {
    const list = PlacesImportRequest.safeParse(json);
    return list.success ? { '': list.data } : null;
  }
  if (typeof json !== 'object' || json === null) return null;
  const lists = Object.entries(json).flatMap(([name, value]) => {
    const list = PlacesImportRequest.safeParse(value);
    return list.success ? [[name, list.data] as const] : [];
  });
  return lists.length === 0 ? null : Object.fromEntries(lists);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return undefined;
  }
}
