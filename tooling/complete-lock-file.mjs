// Adds to package-lock.json the optional packages of other platforms that npm left out.
//
// npm writes only those that its registry served it when the package was added; a mirror may hold no builds for other
// platforms. `npm ci` then refuses the lock file everywhere ("Missing: ... from lock file"). An entry without a hash is
// enough: a platform that wants the package fetches it, all others skip it by os, cpu and libc.
//
//   node tooling/complete-lock-file.mjs            writes what is missing
//   node tooling/complete-lock-file.mjs --check    ends with 1 and names what is missing
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../package-lock.json', import.meta.url);

/** Packages that are named as optional and have no entry: `{ owner, name, version }`. */
export function missingOptional(packages) {
  return Object.entries(packages).flatMap(([owner, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => !visible(packages, owner, name))
      .map(([name, version]) => ({ owner, name, version })),
  );
}

/** Whether Node would find `name` from `owner`, going up through the folders. */
function visible(packages, owner, name) {
  for (let folder = owner; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`] !== undefined) {
      return true;
    }
    if (folder === '') {
      return false;
    }
  }
}

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const processors = {
  arm: 'arm',
  arm64: 'arm64',
  x64: 'x64',
  ia32: 'ia32',
  ppc64: 'ppc64',
  s390x: 's390x',
  loong64: 'loong64',
  riscv64: 'riscv64',
};

/** `linux-arm64-musl` at the end of a name says what it is for. */
export function entryFor({ name, version, license }) {
  const words = name.split(/[/-]/u);
  const at = words.findIndex((word) => systems.includes(word));
  const cpu = processors[words[at + 1]];
  if (at < 0 || cpu === undefined || !/^\d+\.\d+\.\d+/u.test(version)) {
    throw new Error(`${name}@${version}: for which platform is it? Add it by npm, where the registry has it`);
  }
  const libc = words[at] !== 'linux' ? undefined : words.at(-1).startsWith('musl') ? 'musl' : 'glibc';
  return {
    version,
    cpu: [cpu],
    ...(libc === undefined ? {} : { libc: [libc] }),
    ...(license === undefined ? {} : { license }),
    optional: true,
    os: [words[at]],
  };
}

if (process.argv[1] === import.meta.filename) {
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const missing = missingOptional(lock.packages);
  if (process.argv.includes('--check')) {
    for (const { name } of missing) {
      console.error(`package-lock.json lacks ${name}; run: node tooling/complete-lock-file.mjs`);
    }
    process.exitCode = missing.length === 0 ? 0 : 1;
  } else if (missing.length > 0) {
    for (const { owner, name, version } of missing) {
      const { dev, license } = lock.packages[owner];
      lock.packages[`node_modules/${name}`] = {
        ...entryFor({ name, version, license }),
        ...(dev === true ? { dev } : {}),
      };
    }
    lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
    writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  }
}
