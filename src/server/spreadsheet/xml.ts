import { TextDecoder } from 'node:util';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { corrupt } from './file-refusal.ts';

/** What a part's reader wants to hear. Names come without the prefix that the root element has. */
export interface XmlListener {
  open?: (name: string, attributes: Record<string, string>) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
}

/** Spreadsheet parts are some ten elements deep; what is far deeper only fills memory. */
const maxDepth = 200;

/** Reads a part as strict XML; anything malformed, and any document type, refuses the file. */
export async function readXml(
  chunks: AsyncIterable<Uint8Array>,
  listener: XmlListener,
): Promise<void> {
  const parser = createParser(listener);
  let decoder: TextDecoder | undefined;
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    const bytes = chunk;
    const textDecoder = decoder;
    strictly(() => parser.write(textDecoder.decode(bytes, { stream: true })));
  }
  strictly(() => parser.write(decoder?.decode() ?? '').close());
}

function createParser(listener: XmlListener): SaxesParser {
  const parser = new SaxesParser();
  let prefix: string | undefined;
  const localName = ({ name }: SaxesTagPlain) => {
    prefix ??= /^[^:]*:/.exec(name)?.[0] ?? '';
    return name.startsWith(prefix) ? name.slice(prefix.length) : name;
  };
  let depth = 0;
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > maxDepth) throw corrupt('A part is nested too deeply.');
    listener.open?.(localName(tag), tag.attributes);
  });
  parser.on('closetag', (tag) => {
    depth -= 1;
    listener.close?.(localName(tag));
  });
  parser.on('text', (text) => listener.text?.(text));
  parser.on('cdata', (text) => listener.text?.(text));
  parser.on('doctype', () => {
    throw corrupt('A part has a document type.');
  });
  return parser;
}

function encodingOf(chunk: Uint8Array): string {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
  return chunk[0] === 0xfe && chunk[1] === 0xff ? 'utf-16be' : 'utf-8';
}

/** saxes and TextDecoder throw plain errors for what is malformed; ours pass through. */
function strictly(read: () => void): void {
  try {
    read();
  } catch (error) {
    if (error instanceof TypeError || (error instanceof Error && error.constructor === Error)) {
      throw corrupt(error.message);
    }
    throw error;
  }
}
