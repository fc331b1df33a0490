import help from 'lucide-static/icons/user-round-x.svg?raw';
import userPlus from 'lucide-static/icons/user-round-plus.svg?raw';
import type { JSX } from 'preact';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import { t } from './door-strings.ts';
import type { Loop } from './loop.ts';
import styles from './newcomer-buttons.module.css';

/** For those whom the directory does not know. What was typed in the search goes along. */
export function NewcomerButtons({ loop }: { loop: Loop }): JSX.Element {
  const typed = (): string => loop.draft.peek().query.trim();
  return (
    <div class={styles.buttons}>
      <Button
        icon={userPlus}
        onClick={() =>
          loop.change({ visitor: { name: typed(), host: '', hostId: null, phone: '' } })
        }
      >
        <Text of={t.both('find.newVisitor')} />
      </Button>
      <Button icon={help} onClick={() => loop.change({ unknown: typed() })}>
        <Text of={t.both('find.newUnknown')} />
      </Button>
    </div>
  );
}
