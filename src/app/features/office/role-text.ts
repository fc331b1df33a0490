import type { Assignment } from '../../../domain/role.ts';
import { t } from './office-strings.ts';

/** What an assignment makes of somebody; the place stands beside it. */
export const roleText = ({ role, post }: Assignment): string =>
  role === 'teacher' && post.kind === 'self' ? t('post.self') : t(`role.${role}`);
