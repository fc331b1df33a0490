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
export function mutated(value: unknown): fc.Arbitrary<unknown> {
  const places = placesIn(value);
  return fc
    .record({
      place: fc.nat({ max: places.length - 1 }),
      way: fc.constantFrom('replace', 'drop', 'add', 'repeat'),
      odd: fc.oneof(fc.constantFrom(...ODD), fc.jsonValue({ maxDepth: 2 })),
    })
    .map(({ place, way, odd }) => change(value, places[place] ?? [], { way, odd }));
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
