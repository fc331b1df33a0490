import type { DateSystem } from '../../domain/roster/sheet.ts';
import { corrupt } from './file-refusal.ts';
import { readXml } from './xml.ts';
import type { Zip } from './zip.ts';

export interface Workbook {
  sheets: { name: string; isVisible: boolean; part: string }[];
  dateSystem: DateSystem;
  sharedStringsPart: string | undefined;
  stylesPart: string | undefined;
}

interface Relationship {
  id: string;
  /** The last word of the type's address, which Transitional and Strict files share. */
  type: string;
  part: string;
}

/** Finds the workbook's parts by relationships, as the format demands, not by their usual names. */
export async function readWorkbook(zip: Zip): Promise<Workbook> {
  if (!zip.has('[Content_Types].xml')) throw corrupt('The part [Content_Types].xml is missing.');
  const packageParts = await readRelationships(zip, '');
  const workbookPart = packageParts.find(({ type }) => type === 'officeDocument')?.part;
  if (workbookPart === undefined) throw corrupt('The zip holds no workbook.');
  const parts = await readRelationships(zip, workbookPart);
  const { listed, dateSystem } = await readSheetList(zip, workbookPart);
  const sheets = listed.flatMap(({ name, isVisible, id }) => {
    const target = parts.find((part) => part.id === id);
    if (!target) throw corrupt(`The sheet ${name} has no part.`);
    return target.type === 'worksheet' ? [{ name, isVisible, part: target.part }] : [];
  });
  const partOf = (type: string) => parts.find((part) => part.type === type)?.part;
  return {
    sheets,
    dateSystem,
    sharedStringsPart: partOf('sharedStrings'),
    stylesPart: partOf('styles'),
  };
}

async function readSheetList(zip: Zip, workbookPart: string) {
  const listed: { name: string; isVisible: boolean; id: string }[] = [];
  let dateSystem: DateSystem = 1900;
  await readXml(zip.chunks(workbookPart), {
    open: (name, attributes) => {
      if (name === 'workbookPr' && isTrue(attributes['date1904'])) dateSystem = 1904;
      if (name !== 'sheet') return;
      const isVisible = (attributes['state'] ?? 'visible') === 'visible';
      listed.push({ name: attributes['name'] ?? '', isVisible, id: relationshipId(attributes) });
    },
  });
  return { listed, dateSystem: dateSystem as DateSystem };
}

async function readRelationships(zip: Zip, part: string): Promise<Relationship[]> {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const relationships: Relationship[] = [];
  await readXml(zip.chunks(`${folder}_rels/${part.slice(folder.length)}.rels`), {
    open: (name, attributes) => {
      if (name !== 'Relationship' || attributes['TargetMode'] === 'External') return;
      const { Id: id = '', Type: type = '', Target: target = '' } = attributes;
      const lastWord = type.slice(type.lastIndexOf('/') + 1);
      relationships.push({ id, type: lastWord, part: resolveTarget(folder, target) });
    },
  });
  return relationships;
}

function resolveTarget(folder: string, target: string): string {
  const plain = target.replaceAll('\\', '/');
  const steps = plain.startsWith('/') ? plain.split('/') : `${folder}${plain}`.split('/');
  const path: string[] = [];
  for (const step of steps) {
    if (step === '..') path.pop();
    else if (step !== '.' && step !== '') path.push(step);
  }
  return path.join('/');
}

/** `r:id`, whatever the prefix is. */
function relationshipId(attributes: Record<string, string>): string {
  const name = Object.keys(attributes).find((attribute) => attribute.endsWith(':id'));
  return name === undefined ? '' : (attributes[name] ?? '');
}

export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}
