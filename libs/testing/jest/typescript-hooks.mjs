/**
 * For `node --import`: runs the TypeScript sources as they are, so that a process that a test starts
 * is never an older build.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { swcOptions } from './swc-options.mjs';

const root = new URL('../../../', import.meta.url);
const cache = fileURLToPath(new URL('.redress/compiled', root));
const load = createRequire(import.meta.url);
const compiler = `${load('@swc/core/package.json').version} ${JSON.stringify(swcOptions)} `;

registerHooks({
  resolve(specifier, context, nextResolve) {
    const source = sourceOf(specifier, context.parentURL);
    return source === null ? nextResolve(specifier, context) : { url: source, format: 'module', shortCircuit: true };
  },
  load(url, context, nextLoad) {
    if (!url.endsWith('.ts')) {
      return nextLoad(url, context);
    }
    return { format: 'module', source: compiled(fileURLToPath(url)), shortCircuit: true };
  },
});

/**
 * Tests start hundreds of processes: each source is compiled once as long as it says the same. The first line of what is
 * kept has the digests of what it was made from and of the code; code that was cut short is made again.
 */
function compiled(filename) {
  const source = readFileSync(filename, 'utf8');
  const origin = digest(`${compiler}${source}`);
  const file = `${cache}/${digest(filename)}.mjs`;
  const kept = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const rest = kept.slice(kept.indexOf('\n') + 1);
  if (kept === `${origin} ${digest(rest)}\n${rest}`) {
    return rest;
  }
  // A native program of ten megabytes: loaded only where there is something to compile.
  const { code } = load('@swc/core').transformSync(source, { ...swcOptions, filename });
  keep(file, `${origin} ${digest(code)}\n${code}`);
  return code;
}

function digest(text) {
  return createHash('sha256').update(text).digest('hex');
}

/** Whole or not at all: other processes look for it at the same time. Where nothing can be written, nothing is kept. */
function keep(file, content) {
  try {
    mkdirSync(cache, { recursive: true });
    const own = `${file}.${String(process.pid)}`;
    writeFileSync(own, content);
    renameSync(own, file);
  } catch {
    // The next process compiles it again.
  }
}

/** Imports name what will be compiled (`#libs/x.js`, `./x.js`); in the sources it is `x.ts`. */
function sourceOf(specifier, parentURL) {
  const own = /^#((?:apps|libs)\/.*)\.js$/u.exec(specifier);
  if (own !== null) {
    return new URL(`${own[1]}.ts`, root).href;
  }
  if (specifier.startsWith('.') && specifier.endsWith('.js') && parentURL?.endsWith('.ts')) {
    const candidate = new URL(`${specifier.slice(0, -3)}.ts`, parentURL);
    return existsSync(candidate) ? candidate.href : null;
  }
  return null;
}
