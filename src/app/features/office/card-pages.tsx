import type { JSX } from 'preact';
import type { EnrolmentCard } from '../../../protocol/office-enrolment.ts';
import { LANG_TAG, type Language } from '../../strings.ts';
import { QrCode } from '../../ui/qr-code.tsx';
import { dateTimeText } from './campus-time.ts';
import { useOffice } from './office-context.ts';
import { pagesOf } from './card-groups.ts';
import styles from './card-pages.module.css';
import { t } from './cards-strings.ts';

/** Eight cards to a sheet, each of which goes to its person: in both languages, whoever prints them. */
export function CardPages({ cards }: { cards: readonly EnrolmentCard[] }): JSX.Element {
  return (
    <>
      {pagesOf(cards).map((page) => (
        <div key={page[0]?.personId} class={styles.page}>
          {page.map((card) => (
            <Card key={card.personId} card={card} />
          ))}
        </div>
      ))}
    </>
  );
}

function Card({ card }: { card: EnrolmentCard }): JSX.Element {
  const { me, zone } = useOffice();
  const { name, passportName, code, link, expiresAt, needsNumber } = card;
  const at = dateTimeText(expiresAt, zone);
  const how = needsNumber ? 'withNumber' : 'alone';
  return (
    <article class={styles.card}>
      <header class={styles.head}>
        <p class={styles.small}>
          {me.organisation} · {t.in('zh', 'card.title')} · {t.in('en', 'card.title')}
        </p>
        <h2 class={styles.name}>{name}</h2>
        {passportName !== null && <p class={styles.small}>{passportName}</p>}
        <p class={styles.place}>{placeOf(card)}</p>
      </header>
      <div class={styles.qr}>
        <QrCode text={new URL(link, location.origin).href} label={t('card.qr', { name })} />
      </div>
      <div>
        <p class={styles.small}>
          {t.in('zh', 'card.code')} <span lang={LANG_TAG.en}>{t.in('en', 'card.code')}</span>
        </p>
        <p class={styles.code}>{code}</p>
        {(['zh', 'en'] as const).map((language) => (
          <p key={language} lang={LANG_TAG[language]} class={styles.small}>
            {wordsIn(language, { how, at })}
          </p>
        ))}
      </div>
    </article>
  );
}

function wordsIn(
  language: Language,
  { how, at }: { how: 'withNumber' | 'alone'; at: string },
): string {
  const open = t.in(language, 'card.open', { address: location.origin });
  const until = t.in(language, 'card.until', { at });
  return [open, t.in(language, `card.${how}`), until].join(language === 'zh' ? '' : ' ');
}

/** The room first: whoever hands the cards out looks for it. */
function placeOf({ building, unit, room, bed, className }: EnrolmentCard): string {
  const home = [building, unit, room, bed].filter((part) => part !== null).join('-');
  return [home, className].filter((part) => part !== null && part !== '').join(' · ');
}
