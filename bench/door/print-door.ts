import type { DoorFigures } from './door.ts';
import { printFigures } from './figures.ts';
import type { Machine } from './machine.ts';

export interface DoorReport extends DoorFigures {
  machine: Machine;
  load: number;
  tookSeconds: number;
}

export function printDoor(report: DoorReport): void {
  printFigures(report.figures);

  const kinds = Object.entries(report.searchP95MsByKind);
  console.log(
    `\nsearch alone at 4x, p95: ${kinds.map(([kind, ms]) => `${kind} ${ms.toFixed(2)} ms`).join(', ')}`,
  );
  for (const { cpu, save, search } of report.ratios)
    console.log(
      `at ${cpu}x: one strict put is ${Math.round(save * 100)} % of a save; ` +
        `filter(includes) takes ${search.toFixed(1)} times as long as the search`,
    );
  console.log(`4x made the same sum ${report.feltSlowdown.toFixed(1)} times slower`);

  console.log('\nJS and CSS that the door asked for (bytes: brotli, gzip, plain)');
  for (const { file, brotliBytes, gzipBytes, bytes } of report.files)
    console.log(
      [brotliBytes, gzipBytes, bytes].map((size) => String(size).padStart(7)).join(' '),
      file,
    );

  const { processor, cores, memoryGb, node, app, builtAt } = report.machine;
  console.log(
    `\n${processor}, ${cores} cores, ${memoryGb} GB, load ${report.load.toFixed(1)} at the start · ` +
      `Node ${node} · Chromium ${report.browser} · app ${app}, built ${builtAt} · ${report.tookSeconds} s`,
  );
}
