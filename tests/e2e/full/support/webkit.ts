import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Builder, type WebDriver } from 'selenium-webdriver';
import { freePort } from '../../support/server.ts';
import { providePrograms, type Engine, type EngineDriver } from './engine.ts';

const provideWebKit = () =>
  providePrograms({
    programs: { service: ['WebKitWebDriver'], screen: ['Xvfb'] },
    packages: ['webkit2gtk-driver', 'xvfb'],
    otherwise:
      'The WebKit test needs WebKitWebDriver and Xvfb: install them (Debian: webkit2gtk-driver, xvfb).',
  });

export const webkit: Engine = {
  name: 'WebKit',
  provide: provideWebKit,
  open: openWebKit,
};

/** WebKitGTK's MiniBrowser by its WebDriver, on a screen that nobody sees. */
async function openWebKit(): Promise<EngineDriver> {
  const programs = provideWebKit();
  const screen = await startScreen(programs.screen);
  const port = await freePort();
  const service = spawn(programs.service, ['--host=127.0.0.1', `--port=${port}`], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY: screen.display,
      GDK_BACKEND: 'x11',
      TZ: 'Asia/Shanghai',
      LC_ALL: 'C.UTF-8',
    },
  });
  const endAll = async (): Promise<void> => {
    await end(service);
    await end(screen.process);
  };
  try {
    return steer(await connect(port), endAll);
  } catch (error) {
    await endAll();
    throw error;
  }
}

function steer(driver: WebDriver, endAll: () => Promise<void>): EngineDriver {
  const evaluate = async <Input, Output>(
    inPage: (input: Input) => Output | Promise<Output>,
    input: Input,
  ): Promise<Output> =>
    (await driver.executeScript(`return (${inPage.toString()})(arguments[0])`, input)) as Output;
  const complaints: string[] = [];
  return {
    goto: async (url) => {
      complaints.push(...(await evaluate(complaintsSoFar, undefined)));
      await driver.get(url);
      await evaluate(complaintsSoFar, undefined);
    },
    evaluate,
    complaints: async () => [...complaints, ...(await evaluate(complaintsSoFar, undefined))],
    close: async () => {
      try {
        await driver.quit();
      } finally {
        await endAll();
      }
    },
  };
}

/**
 * This driver hands out no console, so the page keeps the list, from the first call on: what is wrong
 * before the page has loaded is not in it.
 */
function complaintsSoFar(): string[] {
  const page = window as Window & { complaints?: string[] };
  if (page.complaints === undefined) {
    const list: string[] = (page.complaints = []);
    addEventListener('error', ({ message }) => list.push(message));
    addEventListener('unhandledrejection', ({ reason }) => list.push(String(reason)));
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      list.push(`${violatedDirective} refused ${blockedURI}`),
    );
  }
  return page.complaints;
}

/** Xvfb takes the first free display and writes its number. */
async function startScreen(program: string): Promise<{ process: ChildProcess; display: string }> {
  const args = ['-displayfd', '1', '-screen', '0', '800x900x24', '-nolisten', 'tcp'];
  const screen = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const [number] = (await once(screen.stdout, 'data')) as [Buffer];
  return { process: screen, display: `:${number.toString().trim()}` };
}

async function connect(port: number): Promise<WebDriver> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const reply = await fetch(`http://127.0.0.1:${port}/status`).catch((error: unknown) => error);
    if (reply instanceof Response && reply.ok) break;
    if (Date.now() > deadline) throw new Error('WebKitWebDriver does not answer', { cause: reply });
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return new Builder()
    .usingServer(`http://127.0.0.1:${port}`)
    .withCapabilities({ browserName: 'MiniBrowser' })
    .build();
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
