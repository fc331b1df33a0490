import type { EnrolmentCard } from '../../../protocol/office-enrolment.ts';

export type CardsBy = 'room' | 'class';

/** What is printed together and handed out by one person. */
export interface CardGroup {
  /** Building and unit, or the class; '' for those who have none. */
  name: string;
  cards: readonly EnrolmentCard[];
}

const nameOf: Record<CardsBy, (card: EnrolmentCard) => string> = {
  room: ({ building, unit }) => [building, unit].filter((part) => part !== null).join(' '),
  class: ({ className }) => className ?? '',
};

/** The cards stay in their order within a group, and the groups in that of their first card; who has no place comes last. */
export function groupCards(cards: readonly EnrolmentCard[], by: CardsBy): CardGroup[] {
  const groups = new Map<string, EnrolmentCard[]>();
  for (const card of cards) {
    const name = nameOf[by](card);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [card]);
    else group.push(card);
  }
  const all = [...groups].map(([name, own]) => ({ name, cards: own }));
  return [...all.filter(({ name }) => name !== ''), ...all.filter(({ name }) => name === '')];
}

export const CARDS_ON_A_PAGE = 8;

/** Cut into sheets of paper. */
export function pagesOf(cards: readonly EnrolmentCard[]): EnrolmentCard[][] {
  const pages: EnrolmentCard[][] = [];
  for (let start = 0; start < cards.length; start += CARDS_ON_A_PAGE)
    pages.push(cards.slice(start, start + CARDS_ON_A_PAGE));
  return pages;
}
