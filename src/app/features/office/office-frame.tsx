import menuIcon from 'lucide-static/icons/menu.svg?raw';
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Me } from '../../../protocol/office-session.ts';
import { DemoBanner } from '../../shell/demo-banner.tsx';
import { UpdatePrompt } from '../../shell/frame/update-prompt.tsx';
import { LanguageSwitch } from '../../shell/language-switch.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useDoing, useLoaded } from './loaded.ts';
import { OfficeContext } from './office-context.ts';
import { OFFICE_PAGES, pageAt } from './office-pages.tsx';
import { t } from './office-strings.ts';
import { ProblemNote } from './problem-note.tsx';
import type { Session } from './session.ts';
import styles from './office-frame.module.css';

const DEFAULT_ZONE = 'Asia/Shanghai';

/** Header, pages and the one that is open. */
export function OfficeFrame({ session, me }: { session: Session; me: Me }): JSX.Element {
  const { path } = useLocation();
  const places = useLoaded(session.api.places, 'places');
  const zone = places.value?.campuses[0]?.campus.zone ?? DEFAULT_ZONE;
  const main = useRef<HTMLElement>(null);
  const page = pageAt(path);

  useFocusOnNewPage(path, main);
  return (
    <OfficeContext.Provider value={{ api: session.api, me, places, zone }}>
      {me.isDemo && <DemoBanner />}
      <Header session={session} me={me} />
      <div class={styles.update}>
        <UpdatePrompt />
      </div>
      <div class={styles.columns}>
        <Navigation path={path} />
        <main class={styles.main} ref={main} tabIndex={-1}>
          {page ? <page.Screen key={path} path={path} /> : <p>{t('noSuchPage')}</p>}
        </main>
      </div>
    </OfficeContext.Provider>
  );
}

/** A screen reader starts at the new page; the first page of a visit leaves the focus where it is. */
function useFocusOnNewPage(path: string, main: { current: HTMLElement | null }) {
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    main.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [path]);
}

function Header({ session, me }: { session: Session; me: Me }): JSX.Element {
  const doing = useDoing();
  /** Without an answer the cookie still holds: then the screen must not look signed out. */
  async function signOut() {
    if ((await doing.run(session.api.signOut)) !== null) session.leave();
  }
  return (
    <header class={styles.header}>
      <a class={styles.brand} href="/office">
        <span>{t('title')}</span>
        <span class={styles.organisation}>{me.organisation}</span>
      </a>
      <div class={styles.account}>
        <span class={styles.person}>{me.account.name}</span>
        <LanguageSwitch />
        <Button kind="quiet" disabled={doing.isBusy} onClick={() => void signOut()}>
          {t('signOut')}
        </Button>
      </div>
      <ProblemNote of={doing.problem} />
    </header>
  );
}

function Navigation({ path }: { path: string }): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const current = pageAt(path);
  return (
    <nav class={styles.nav} aria-label={t('pages')}>
      <button
        type="button"
        class={styles.menuButton}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon of={menuIcon} />
        {current ? t(`page.${current.name}`) : t('pages')}
      </button>
      <ul class={isOpen ? styles.links : `${styles.links} ${styles.folded}`}>
        {OFFICE_PAGES.map((page) => (
          <li key={page.name}>
            <a
              href={page.path}
              aria-current={page === current ? 'page' : undefined}
              onClick={() => setOpen(false)}
            >
              {t(`page.${page.name}`)}
            </a>
          </li>
        ))}
        <li>
          <a href="/api/docs" target="_blank" rel="noreferrer">
            {t('apiDocs')}
          </a>
        </li>
      </ul>
    </nav>
  );
}
