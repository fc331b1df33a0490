import * as fc from 'fast-check';

/** What no honest phone sends, and what breaks careless code. */
const ODD: readonly unknown[] = [
  null,
  '',
  ' ',
  0,
  -0,
  -1,
  0.1,
  1e308,
  2 ** 53,
  true,
  [],
  {},
  [[[[[]]]]],
  'NUL \u0000 within',
  '\uD800 alone',
  '文'.repeat(5000),
  '=cmd|calc',
  "'; drop table feed; --",
  '%00%',
  { __proto__: null, constructor: { prototype: { polluted: true } } },
  '9999-99-99T99:99:99Z',
  '2020-06-08T08:00:00.000Z',
  '00000000-0000-0000-0000-000000000000',
];

/** One place of `value` replaced, taken out, doubled or added to. */
export const mutated = (value: unknown): fc.Arbitrary<unknown> =>
  mutations().map((mutate) => mutate(value));

/** The same for a value that is made only when it is needed. */
export function mutations(): fc.Arbitrary<(value: unknown) => unknown> {
  return fc
    .record({
      place: fc.nat({ max: 1_000_000 }),
      way: fc.constantFrom('replace', 'drop', 'add', 'repeat'),
      odd: fc.oneof(fc.constantFrom(...ODD), fc.jsonValue({ maxDepth: 2 })),
    })
    .map(({ place, way, odd }) => (value: unknown) => {
      const places = placesIn(value);
      return change(value, places[place % places.length] ?? [], { way, odd });
    });
}

type Path = readonly string[];

function placesIn(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, each]) => placesIn(each, [...at, key]))];
}

function change(value: unknown, path: Path, by: { way: string; odd: unknown }): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return changeHere(value, by);
  const isDropped = rest.length === 0 && by.way === 'drop';
  const parts = Object.entries(value as object).flatMap(([name, each]) => {
    if (name !== key) return [[name, each]];
    return isDropped ? [] : [[name, change(each, rest, by)]];
  });
  return Array.isArray(value) ? parts.map(([, each]) => each) : Object.fromEntries(parts);
}

function changeHere(value: unknown, { way, odd }: { way: string; odd: unknown }): unknown {
  if (way === 'add' && typeof value === 'object' && value !== null)
    return Array.isArray(value) ? [...value, odd] : { ...value, unheardOf: odd };
  if (way === 'repeat' && Array.isArray(value)) return Array(40).fill(value).flat();
  return odd;
}

/** A file of which some bytes were changed, lost or doubled on its way. */
export function wounded(file: Uint8Array<ArrayBuffer>): fc.Arbitrary<Uint8Array<ArrayBuffer>> {
  return fc
    .record({
      from: fc.nat({ max: file.length - 1 }),
      length: fc.integer({ min: 1, max: 400 }),
      way: fc.constantFrom('flip' as const, 'cut' as const, 'double' as const, 'end' as const),
    })
    .map(({ from, length, way }) => {
      const head = file.slice(0, from);
      const part = file.slice(from, from + length);
      const tail = file.slice(from + length);
      const parts = {
        flip: [head, part.map((byte) => byte ^ 0xff), tail],
        cut: [head, tail],
        double: [head, part, part, tail],
        end: [head],
      }[way];
      return new Uint8Array(Buffer.concat(parts));
    });
}
