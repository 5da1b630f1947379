/**
 * Runs before anything is installed, under whatever Node is there (20 or newer): brings the packages that the lock file
 * names, then goes on under the project's own Node. Plain JavaScript and no packages, therefore.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const isWindows = process.platform === 'win32';
const binaries = join('node_modules', '.bin');

function readPackages(folder, path) {
  const file = join(folder, path);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined;
}

/** Whether node_modules holds what package-lock.json asks for; packages for other systems may be missing. */
function isInstalled(folder) {
  const wanted = readPackages(folder, 'package-lock.json');
  const present = readPackages(folder, 'node_modules/.package-lock.json');
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(
    ([place, { version, optional }]) => place === '' || optional || present[place]?.version === version,
  );
}

/** npm itself runs under the machine's Node, because it is about to replace ours. */
function machinePath() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.filter((folder) => !folder.endsWith(binaries)).join(delimiter);
}

/** Installs exactly what the folder's lock file names, unless it is there. */
export function installPackages(folder = root) {
  if (isInstalled(folder)) return;
  console.log('Installing packages …');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: 'inherit',
    shell: isWindows,
    env: { ...process.env, PATH: machinePath() },
  });
  if (status !== 0) {
    console.error('The packages could not be installed; npm says why above.');
    process.exit(1);
  }
}

/** Runs a file of scripts/tasks under the project's Node and ends as it ends. */
export function runTask(name) {
  installPackages();
  const node = join(root, 'node_modules', 'node', 'bin', isWindows ? 'node.exe' : 'node');
  const child = spawn(node, [join(root, 'scripts', 'tasks', name), ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: join(root, binaries) + delimiter + machinePath() },
  });
  // Ctrl-C reaches the whole group: the task cleans up and ends, and we end after it.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
  });
}
