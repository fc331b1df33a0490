import { describe, expect, it } from 'vitest';
import { benchesFor, isWanted } from '../bench/bench.ts';
import { against, figureOf, jsonLine } from '../bench/figures.ts';
import { BENCHES } from '../bench/registry.ts';
import { createStage, type Prop } from '../bench/stage.ts';

const namesFor = (wanted: string | null) => benchesFor(BENCHES, wanted).map(({ name }) => name);

describe('the benches', () => {
  it('have names of their own: a group, a dash, what is measured', () => {
    const names = namesFor(null);
    expect(new Set(names).size).toBe(BENCHES.length);
    for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z0-9]+)+$/);
  });

  it('are asked for by their own name, by their group or by the name of a figure', () => {
    expect(namesFor('door-save')).toEqual(['door-save']);
    expect(namesFor('door')).toEqual(namesFor(null).filter((name) => name.startsWith('door-')));
    expect(namesFor('door-save-offline-frame-4x')).toEqual(['door-save']);
    expect(namesFor('door-sav')).toEqual([]);
    expect(isWanted('door-save-offline-frame-4x', 'door-save-offline')).toBe(true);
    expect(isWanted('door-save-online-frame-4x', 'door-save-offline')).toBe(false);
  });
});

it('a figure is one line of JSON, with its ratio where it has one', () => {
  const of = (name: string, samples: number[]) => figureOf({ name, what: '', cpu: 1 }, samples);
  const floor = of('door-x-floor', [2, 2, 2]);
  const figure = against(of('door-x', [5, 3, 4.12345]), floor);
  expect(jsonLine(figure)).toBe(
    '{"name":"door-x","unit":"ms","p50":4.123,"p95":5,"ratio":2.062,"runs":3}',
  );
  expect(jsonLine(floor)).toBe('{"name":"door-x-floor","unit":"ms","p50":2,"p95":2,"runs":3}');
});

it('a stage opens each thing once, and closes them the other way round', async () => {
  const said: string[] = [];
  const propOf = (name: string): Prop<string> => ({
    open: async () => (said.push(`open ${name}`), name),
    close: async () => void said.push(`close ${name}`),
  });
  const [server, phone] = [propOf('server'), propOf('phone')];
  const stage = createStage('');
  await stage.get(server);
  await stage.get(phone);
  expect(await stage.get(server)).toBe('server');
  await stage.put(phone);
  await stage.get(phone);
  await stage.clear();
  expect(said).toEqual([
    'open server',
    'open phone',
    'close phone',
    'open phone',
    'close phone',
    'close server',
  ]);
});
