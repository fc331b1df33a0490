import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const [lightCss = '', darkCss = ''] = css.split('@media (prefers-color-scheme: dark)');

function coloursOf(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, hex]) => [name!, hex!]),
  );
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [lighter = 0, darker = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (lighter + 0.05) / (darker + 0.05);
}

const PAIRS: [text: string, ground: string, atLeast: number][] = [
  ...['normal', 'too-low', 'high', 'impossible'].flatMap((verdict): [string, string, number][] => [
    [`${verdict}-on`, `${verdict}-fill`, 7],
    [`${verdict}-ink`, `${verdict}-soft`, 7],
    [`${verdict}-ink`, 'surface', 7],
    [`${verdict}-ink`, 'raised', 7],
  ]),
  ['ink', 'surface', 7],
  ['ink', 'raised', 7],
  ['ink', 'sunken', 7],
  ['ink-soft', 'surface', 7],
  ['ink-soft', 'raised', 7],
  ['on-accent', 'accent', 7],
  ['on-accent', 'accent-press', 7],
  ['accent-ink', 'accent-soft', 7],
  ['accent-ink', 'surface', 7],
  ['waiting-ink', 'waiting-soft', 7],
  ['demo-ink', 'demo-soft', 7],
  ['demo-ink', 'demo-stripe', 7],
  ['line-strong', 'surface', 3],
  ['line-strong', 'raised', 3],
  ['focus', 'surface', 3],
];

describe.each([
  ['light', lightCss],
  ['dark', darkCss],
])('in the %s scheme', (_scheme, text) => {
  const colours = coloursOf(text);

  test.each(PAIRS)('%s on %s has a contrast of %i:1', (ink, ground, atLeast) => {
    expect(contrast(colours.get(ink)!, colours.get(ground)!)).toBeGreaterThanOrEqual(atLeast);
  });
});
