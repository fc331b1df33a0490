import { RichText } from './rich-text.ts';
import { readXml } from './xml.ts';

/** The workbook's texts, by index. */
export async function readSharedStrings(chunks: AsyncIterable<Uint8Array>): Promise<string[]> {
  const strings: string[] = [];
  const item = new RichText();
  await readXml(chunks, {
    open: (name) => {
      if (name === 'si') item.start();
      else item.open(name);
    },
    text: (text) => item.add(text),
    close: (name) => {
      if (name === 'si') strings.push(item.finish());
      else item.close(name);
    },
  });
  return strings;
}
