import type { JSX } from 'preact';
import { BodySite } from '../../../domain/reading.ts';
import { t } from './door-strings.ts';
import { DOOR_SITES } from './door-sites.ts';
import styles from './site-select.module.css';

/** Where on the body, for one reading that is taken elsewhere than usual. */
export function SiteSelect(props: {
  value: BodySite;
  onChange: (site: BodySite) => void;
}): JSX.Element {
  const sites = DOOR_SITES.includes(props.value) ? DOOR_SITES : [...DOOR_SITES, props.value];
  return (
    <select
      class={styles.select}
      aria-label={t('measure.site')}
      value={props.value}
      onChange={(event) => props.onChange(BodySite.parse(event.currentTarget.value))}
    >
      {sites.map((site) => (
        <option key={site} value={site}>
          {t(`site.${site}`)}
        </option>
      ))}
    </select>
  );
}
