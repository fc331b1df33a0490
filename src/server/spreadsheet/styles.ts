import { readXml } from './xml.ts';

/** Built-in date and time formats, East Asian ones included (ECMA-376 18.8.30). */
const builtInDates: readonly [number, number][] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];

/** Whether the style of that index shows numbers as dates. */
export async function readStyles(chunks: AsyncIterable<Uint8Array>): Promise<boolean[]> {
  const codeById = new Map<number, string>();
  const formatIds: number[] = [];
  let isInCellFormats = false;
  await readXml(chunks, {
    open: (name, attributes) => {
      if (name === 'numFmt')
        codeById.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      if (name === 'cellXfs') isInCellFormats = true;
      if (name === 'xf' && isInCellFormats) formatIds.push(Number(attributes['numFmtId'] ?? 0));
    },
    close: (name) => {
      if (name === 'cellXfs') isInCellFormats = false;
    },
  });
  return formatIds.map((id) => {
    const code = codeById.get(id);
    if (code !== undefined) return isDateFormat(code);
    return builtInDates.some(([first, last]) => first <= id && id <= last);
  });
}

/** Looks for date letters outside quotes, escapes and brackets; `[h]` counts hours, so it is one too. */
export function isDateFormat(code: string): boolean {
  const [firstSection = ''] = code.split(';');
  const bare = firstSection
    .replace(/"[^"]*"/g, '')
    .replace(/[\\_*]./g, '')
    .replace(/\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi, '')
    .replace(/general|g\/通用格式/gi, '');
  return /[ymdhs]/i.test(bare);
}
