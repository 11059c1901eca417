/**
 * Lets Node run this repository's TypeScript in a child process of a test, decorators included:
 * `node --import ./libs/messaging/child/register-typescript.mjs child.ts`. Compiled as in jest, by swc.
 */
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transformSync } from '@swc/core';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

registerHooks({
  resolve(specifier, context, next) {
    const file = sourceOf(specifier, context.parentURL);
    return file === null ? next(specifier, context) : { url: pathToFileURL(file).href, shortCircuit: true };
  },
  load(url, context, next) {
    if (!url.startsWith('file:') || !url.endsWith('.ts') || url.includes('/node_modules/')) {
      return next(url, context);
    }
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), {
      filename,
      swcrc: false,
      configFile: false,
      sourceMaps: 'inline',
      module: { type: 'es6' },
      jsc: {
        target: 'es2024',
        keepClassNames: true,
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true },
      },
    });
    return { format: 'module', source: code, shortCircuit: true };
  },
});

function sourceOf(specifier, parentUrl) {
  if (!specifier.endsWith('.js')) {
    return null;
  }
  const typescript = specifier.replace(/\.js$/u, '.ts');
  if (specifier.startsWith('#')) {
    return join(root, typescript.slice(1));
  }
  if (!specifier.startsWith('.') || parentUrl === undefined) {
    return null;
  }
  const file = fileURLToPath(new URL(typescript, parentUrl));
  return existsSync(file) ? file : null;
}
