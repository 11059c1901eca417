/**
 * For `node --import`: runs the TypeScript sources as they are, so that a process that a test starts
 * is never an older build.
 */
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';
import { swcOptions } from './swc-options.mjs';

const root = new URL('../../../', import.meta.url);

registerHooks({
  resolve(specifier, context, nextResolve) {
    const source = sourceOf(specifier, context.parentURL);
    return source === null ? nextResolve(specifier, context) : { url: source, format: 'module', shortCircuit: true };
  },
  load(url, context, nextLoad) {
    if (!url.endsWith('.ts')) {
      return nextLoad(url, context);
    }
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), { ...swcOptions, filename });
    return { format: 'module', source: code, shortCircuit: true };
  },
});

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
