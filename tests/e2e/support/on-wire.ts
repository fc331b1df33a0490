import { expect, onTestFinished } from 'vitest';
import { freshFolder, testPhone } from './cleanup.ts';
import type { WenyuanCampus } from './office.ts';
import type { Passage } from './readings.ts';
import { startRoughWire, type RoughWire } from './rough-wire.ts';
import { Warden } from './warden.ts';

/** A phone whose only way to the server is a bad network. */
export interface OnWire {
  warden: Warden;
  wire: RoughWire;
}

export async function openOnWire(
  campus: WenyuanCampus & { url: string },
  name: string,
): Promise<OnWire> {
  const wire = await startRoughWire(campus.url, drawnFrom(20_200_608));
  onTestFinished(() => wire.stop());
  const here = campus.buildings[0]!;
  const post = { kind: 'building', id: here.id } as const;
  const code = await campus.office.enrolmentCodeFor(name, 'keeper', post);
  const phone = await testPhone(freshFolder(`phone-${name}`));
  const warden = await Warden.enrol(phone, wire.url, code);
  await warden.startShift();
  await warden.allReceived();
  return { warden, wire };
}

/** The same numbers in every run. */
function drawnFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export async function untilReceived({ warden }: OnWire): Promise<void> {
  await expect
    .poll(
      async () => {
        await warden.sendNow();
        return warden.page.getByRole('banner').textContent();
      },
      { timeout: 120_000, interval: 1500 },
    )
    .toContain('All received');
}

type Row = Awaited<ReturnType<WenyuanCampus['office']['doorLog']>>[number];

/** What the office has, to be held against `eachOf`: nothing missing, nothing twice. */
export const eachOnce = (rows: readonly Row[]): string[] =>
  rows
    .map(({ subject, direction, reading }) => String([subject.number, direction, reading?.tempC]))
    .sort();

export const eachOf = (passages: readonly Passage[]): string[] =>
  passages.map(({ number, direction, tempC }) => String([number, direction, tempC])).sort();
