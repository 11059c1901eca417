import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { ComposeFile } from './compose-file.schema.js';

/** Reads a compose file as Docker does: merges, then variables with their defaults. */
export function readCompose(file: string, variables: Readonly<Record<string, string>> = {}): ComposeFile {
  const text = readFileSync(file, 'utf8').replace(/\$\{(\w+):-([^}]*)\}/gu, (_all, name: string, otherwise: string) => {
    const given = variables[name] ?? '';
    return given === '' ? otherwise : given;
  });
  return ComposeFile.parse(parse(text, { merge: true }));
}

/** Names of services in an order in which every one comes after what it depends on. */
export function startOrder({ services }: ComposeFile): string[] {
  const order: string[] = [];
  const visit = (name: string, path: readonly string[]): void => {
    const service = services[name];
    if (service === undefined || path.includes(name)) {
      throw new Error(`${path.join(' -> ')} -> ${name}: ${service === undefined ? 'no such service' : 'a circle'}`);
    }
    if (!order.includes(name)) {
      Object.keys(service.depends_on).forEach((other) => {
        visit(other, [...path, name]);
      });
      order.push(name);
    }
  };
  Object.keys(services).forEach((name) => {
    visit(name, []);
  });
  return order;
}
