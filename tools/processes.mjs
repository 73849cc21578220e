/** Child processes of the commands: their output passes through, and none outlives its command. */
import { spawn } from 'node:child_process';

/** Process groups that run now. @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * Runs a program to its end, in a process group of its own so that its children end with it.
 * @param {string[]} command
 * @param {{ env?: NodeJS.ProcessEnv, limitMs?: number, quiet?: boolean }} [options]
 *   quiet: collect the output instead of passing it through
 * @returns {Promise<{ code: number, output: string, timedOut: boolean }>}
 */
export function run([program, ...args], { env = process.env, limitMs, quiet = false } = {}) {
  return new Promise((done, fail) => {
    const child = spawn(program, args, {
      env,
      detached: true,
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    });
    running.add(child);
    watchSignals();
    let output = '';
    child.stdout?.on('data', (part) => (output += part));
    child.stderr?.on('data', (part) => (output += part));
    let timedOut = false;
    const timer =
      limitMs === undefined ? undefined : setTimeout(() => ((timedOut = true), endGroup(child)), limitMs);
    child.on('error', fail);
    child.on('close', (code) => {
      clearTimeout(timer);
      running.delete(child);
      watchSignals();
      done({ code: code ?? 1, output, timedOut });
    });
  });
}

/** Node's own program beside `node_modules/.bin`, called without a shell. @param {string} name */
export function bin(name) {
  return `node_modules/.bin/${name}`;
}

function endGroup(child) {
  try {
    process.kill(-child.pid, 'SIGTERM');
  } catch {
    // It has ended already.
  }
}

/** Only while children run: otherwise a signal keeps its usual meaning. */
function endAllAndExit(signal) {
  running.forEach(endGroup);
  process.exit(signal === 'SIGINT' ? 130 : 143);
}

function watchSignals() {
  const change = running.size > 0 ? 'on' : 'off';
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.off(signal, endAllAndExit);
    process[change](signal, endAllAndExit);
  }
}
