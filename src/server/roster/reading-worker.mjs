// A worker thread is a program of its own: it has to learn TypeScript before it can load any.
import { register } from 'tsx/esm/api';

register();
await import('./reading-worker.ts');
