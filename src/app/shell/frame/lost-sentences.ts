import type { Recovered } from '../../../sync/forward-copies.ts';
import type { Spoken } from '../../strings.ts';
import { t } from './notice-strings.ts';

/**
 * What is known of a lost journal. `pending`: how many records waited in it, `null` where that is not known. Whether the
 * server had some of them already no copy can tell; so only what a copy brought anew is taken off.
 */
export function lostSentences(pending: number | null, copy: Recovered): Spoken[] {
  if (copy === null || copy.count === 0) return [unsentSentence(pending), t.both('lost.cause')];
  const { count, isAll } = copy;
  const said = t.both('lost.recovered', { count });
  const rest = (pending ?? 0) - count;
  if (rest > 0) return [said, t.both('lost.rest', { count: rest })];
  return isAll ? [said] : [said, t.both('lost.copyLeft')];
}

function unsentSentence(pending: number | null): Spoken {
  if (pending === null) return t.both('lost.unknown');
  return pending === 0 ? t.both('lost.allSent') : t.both('lost.unsent', { count: pending });
}
