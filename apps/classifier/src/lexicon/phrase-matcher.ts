/** A place where a phrase stands; `id` is the number that it was added under. */
export interface PhraseHit {
  readonly id: number;
  readonly start: number;
  readonly end: number;
}

interface Phrase {
  readonly ids: number[];
  readonly length: number;
  /** Must begin and end at an edge of a Chinese word. */
  readonly whole: boolean;
  readonly openLeft: boolean;
  readonly openRight: boolean;
}

const width = 65_536;

function isWordCode(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);
}

/**
 * Finds all phrases of a lexicon in one pass (Aho and Corasick, 1975): time grows with the text and the number of
 * hits, never with the number of phrases nor with what a sender made up.
 *
 * A phrase in Latin letters stands between word edges, unless it begins or ends with `*`. A phrase that begins with
 * `=` must be made of whole Chinese words.
 */
export class PhraseMatcher {
  private readonly next = new Map<number, number>();
  private readonly fail: number[] = [0];
  private readonly phraseAt: (Phrase[] | undefined)[] = [undefined];
  /** Nearest suffix node at which a phrase ends. */
  private readonly output: number[] = [0];
  private readonly known = new Map<string, Phrase>();
  private built = false;

  add(pattern: string, id: number): void {
    const known = this.known.get(pattern);
    if (known !== undefined) {
      known.ids.push(id);
      return;
    }
    const whole = pattern.startsWith('=');
    const openLeft = pattern.startsWith('*');
    const openRight = pattern.endsWith('*');
    const body = pattern.slice(whole || openLeft ? 1 : 0, openRight ? -1 : undefined);
    if (body === '') {
      throw new Error(`empty phrase: ${JSON.stringify(pattern)}`);
    }
    let node = 0;
    for (let i = 0; i < body.length; i += 1) {
      const key = node * width + body.charCodeAt(i);
      let child = this.next.get(key);
      if (child === undefined) {
        child = this.fail.length;
        this.fail.push(0);
        this.output.push(0);
        this.phraseAt.push(undefined);
        this.next.set(key, child);
      }
      node = child;
    }
    const phrase: Phrase = { ids: [id], length: body.length, whole, openLeft, openRight };
    this.known.set(pattern, phrase);
    (this.phraseAt[node] ??= []).push(phrase);
    this.built = false;
  }

  find(text: string, edges: Uint8Array): PhraseHit[] {
    if (!this.built) {
      this.link();
    }
    const hits: PhraseHit[] = [];
    let node = 0;
    for (let i = 0; i < text.length; i += 1) {
      node = this.step(node, text.charCodeAt(i));
      for (let at = this.phraseAt[node] === undefined ? this.outputOf(node) : node; at !== 0; at = this.outputOf(at)) {
        for (const phrase of this.phraseAt[at] ?? []) {
          const start = i + 1 - phrase.length;
          if (fits(phrase, text, start, i + 1, edges)) {
            for (const id of phrase.ids) {
              hits.push({ id, start, end: i + 1 });
            }
          }
        }
      }
    }
    return hits;
  }

  private outputOf(node: number): number {
    return this.output[node] ?? 0;
  }

  private step(from: number, code: number): number {
    let node = from;
    for (;;) {
      const child = this.next.get(node * width + code);
      if (child !== undefined) {
        return child;
      }
      if (node === 0) {
        return 0;
      }
      node = this.fail[node] ?? 0;
    }
  }

  private link(): void {
    const byParent = new Map<number, [code: number, child: number][]>();
    for (const [key, child] of this.next) {
      const parent = Math.floor(key / width);
      const list = byParent.get(parent) ?? [];
      list.push([key % width, child]);
      byParent.set(parent, list);
    }
    // Breadth first: the longest proper suffix of a node is shorter than it, hence linked already.
    const queue = [0];
    for (let head = 0; head < queue.length; head += 1) {
      const parent = queue[head] ?? 0;
      for (const [code, child] of byParent.get(parent) ?? []) {
        const suffix = parent === 0 ? 0 : this.step(this.fail[parent] ?? 0, code);
        this.fail[child] = suffix;
        this.output[child] = this.phraseAt[suffix] === undefined ? this.outputOf(suffix) : suffix;
        queue.push(child);
      }
    }
    this.built = true;
  }
}

function fits(phrase: Phrase, text: string, start: number, end: number, edges: Uint8Array): boolean {
  if (phrase.whole && (edges[start] !== 1 || edges[end] !== 1)) {
    return false;
  }
  if (!phrase.openLeft && start > 0 && isWordCode(text.charCodeAt(start)) && isWordCode(text.charCodeAt(start - 1))) {
    return false;
  }
  return (
    phrase.openRight || end >= text.length || !isWordCode(text.charCodeAt(end - 1)) || !isWordCode(text.charCodeAt(end))
  );
}
