import { byNaturalOrder } from './natural-order.ts';

/** The rooms of one floor, in the order of their numbers. `floor` is `null` where a code does not tell it. */
export interface Floor<T> {
  floor: string | null;
  rooms: readonly T[];
}

/** "3" for 301, "12" for B-1203: what stands before the last two digits of a number of three or four digits. */
export function floorOf(code: string): string | null {
  const [number] = code.normalize('NFKC').match(/\d+/g)?.slice(-1) ?? [];
  return number !== undefined && /^\d{3,4}$/.test(number)
    ? String(Number(number.slice(0, -2)))
    : null;
}

/** As one walks: floor by floor from below, 2 before 10; codes without a floor come last. */
export function inWalkingOrder<T extends { code: string }>(rooms: readonly T[]): Floor<T>[] {
  const byFloor = new Map<string | null, T[]>();
  for (const room of rooms) {
    const floor = floorOf(room.code);
    const onFloor = byFloor.get(floor);
    if (onFloor === undefined) byFloor.set(floor, [room]);
    else onFloor.push(room);
  }
  return [...byFloor]
    .sort(([a], [b]) => {
      if (a === null || b === null) return Number(a === null) - Number(b === null);
      return byNaturalOrder(a, b);
    })
    .map(([floor, onFloor]) => ({
      floor,
      rooms: onFloor.sort((a, b) => byNaturalOrder(a.code, b.code)),
    }));
}
