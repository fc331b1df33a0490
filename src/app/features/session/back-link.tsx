import arrowLeft from 'lucide-static/icons/arrow-left.svg?raw';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import { Text } from '../../ui/text.tsx';
import { t } from './more-strings.ts';
import styles from './more.module.css';

/** A screen with it begins at its top: the list that it was opened from was scrolled. */
export function BackLink(): JSX.Element {
  const top = useRef<HTMLAnchorElement>(null);
  useLayoutEffect(() => top.current?.scrollIntoView({ block: 'end' }), []);
  return (
    <a ref={top} class={classes(styles.link, styles.back)} href="/session">
      <Icon of={arrowLeft} />
      <Text of={t.both('back')} />
    </a>
  );
}
