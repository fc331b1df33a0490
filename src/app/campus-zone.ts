import type { Replica } from '../store/replica.ts';

/** IANA name of the zone in which the campus counts its days. */
export function campusZone({ replica }: { replica: Replica }): string {
  const [campus] = replica.documents('campus').values();
  return campus?.zone ?? 'Asia/Shanghai';
}
