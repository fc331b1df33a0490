import type { JSX } from 'preact';
import { Banner } from '../../ui/banner.tsx';
import { t } from './office-strings.ts';

/** Addresses that mean "this very machine": a phone would ask itself. */
const LOOPBACK = /^(localhost|127\.[\d.]+|\[::1\])$/;

/** Said before codes are shown to phones that could not reach this address. */
export function LoopbackWarning(): JSX.Element | null {
  if (!LOOPBACK.test(location.hostname)) return null;
  return (
    <Banner tone="danger">
      <p>{t('enrol.loopback', { address: location.origin })}</p>
    </Banner>
  );
}
