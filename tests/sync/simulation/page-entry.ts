/** What a phone's page loads: the app's own composition without its screens. */
export { redeem } from '../../../src/app/shell/enrolment/redeem.ts';
export { openWork } from '../../../src/app/work.ts';
export { BoundAnew } from '../../../src/store/vault-enrol.ts';
export { openVault } from '../../../src/store/vault.ts';
