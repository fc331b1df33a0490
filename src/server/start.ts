import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildApp, isAppStale } from './build-app.ts';
import { readConfig } from './config.ts';
import { explainFault } from './explain-fault.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const reading = readConfig(process.env);
if (!reading.ok) {
  console.error(reading.sentence);
  process.exit(1);
}
const isDemo = readArguments();
try {
  if (isAppStale(root)) {
    console.log('Building the app …');
    await buildApp(root);
  }
  const { runServer } = await import('./main.ts');
  await runServer(reading.config, { appDir: join(root, 'dist', 'app'), isDemo });
} catch (error) {
  console.error(explainFault(error));
  process.exit(1);
}

/** `--demo` and nothing else. */
function readArguments(): boolean {
  try {
    return parseArgs({ options: { demo: { type: 'boolean' } } }).values.demo === true;
  } catch {
    console.error(
      'The only argument is --demo: it fills an empty database with an invented campus.',
    );
    process.exit(1);
  }
}
