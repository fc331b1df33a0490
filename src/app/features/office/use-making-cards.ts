import { useEffect, useRef, useState } from 'preact/hooks';
import type { Id } from '../../../domain/id.ts';
import { CARDS_AT_ONCE, type EnrolmentCard } from '../../../protocol/office-enrolment.ts';
import { useDoing, type Doing } from './loaded.ts';
import { useOffice } from './office-context.ts';

/** What the office has asked for. */
export interface CardOrder {
  personIds: readonly Id[];
  validDays: number;
  endsPhones: boolean;
}

export interface Making {
  cards: readonly EnrolmentCard[];
  /** How many of the order have been worked off. */
  done: number;
  skipped: number;
  doing: Doing;
  /** After a failure, from where it stopped. What was lost on the way is made once more. */
  goOn: () => void;
}

const NOTHING = { cards: [] as readonly EnrolmentCard[], done: 0, skipped: 0 };

/** Has the cards made, so many at once. They exist here only. */
export function useMaking({ personIds, validDays, endsPhones }: CardOrder): Making {
  const { api } = useOffice();
  const doing = useDoing();
  const [made, setMade] = useState(NOTHING);
  const reached = useRef(0);

  async function make(): Promise<void> {
    while (reached.current < personIds.length) {
      const part = personIds.slice(reached.current, reached.current + CARDS_AT_ONCE);
      const reply = await doing.run(() =>
        api.makeCards({ personIds: [...part], validDays, endsPhones }),
      );
      if (reply === null) return;
      reached.current += part.length;
      setMade((before) => ({
        cards: [...before.cards, ...reply.cards],
        done: before.done + part.length,
        skipped: before.skipped + reply.skipped.length,
      }));
    }
  }
  const hasStarted = useRef(false);
  useEffect(() => {
    if (hasStarted.current) return;
    hasStarted.current = true;
    void make();
  }, []);
  return { ...made, doing, goOn: () => void make() };
}
