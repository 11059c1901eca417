import type { NoticeFact } from '../notice/notice.intent.js';
import type { LinkKind } from './links.store.js';

const labels: Readonly<Record<LinkKind, string>> = {
  merged: '并案',
  repeat: '同一人同一事项',
  group: '群体投诉，主案',
  related: '关联投诉',
};

/** The cases that one has to do with, as people who work on it are shown them. */
export function linkedNumbers(links: readonly { readonly number: string; readonly kind: LinkKind }[]): {
  readonly others: string;
  readonly facts: readonly NoticeFact[];
} {
  const kinds = [...new Set(links.map(({ kind }) => kind))];
  const numbersOf = (kind: LinkKind): string =>
    links
      .filter((link) => link.kind === kind)
      .map(({ number }) => number)
      .join('、');
  return {
    others: [...new Set(links.map(({ number }) => number))].join('、'),
    facts: kinds.map((kind) => ({ label: labels[kind], value: numbersOf(kind) })),
  };
}
