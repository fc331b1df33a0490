import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files of a browser profile in which one of the texts stands readable, in UTF-8 or UTF-16. */
export function filesThatShow(profile: string, texts: readonly string[]): string[] {
  const needles = texts.flatMap((text) => [
    { text, bytes: Buffer.from(text, 'utf8') },
    { text, bytes: Buffer.from(text, 'utf16le') },
  ]);
  return filesBelow(profile).flatMap((file) => {
    const content = readFileSync(file);
    return needles
      .filter(({ bytes }) => content.includes(bytes))
      .map(({ text }) => `${file.slice(profile.length + 1)}: ${text}`);
  });
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
