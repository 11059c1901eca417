import { Parser } from 'htmlparser2';

/** One line of text made from HTML. `mark` is what the client's own markup says about it. */
export interface HtmlLine {
  readonly text: string;
  /** How many blockquotes it stands in. */
  readonly depth: number;
  readonly mark: 'quote' | 'signature' | null;
}

export interface HtmlReading {
  readonly lines: readonly HtmlLine[];
  readonly links: number;
  /** Content-IDs that the page shows as pictures. */
  readonly contentIds: readonly string[];
  readonly cut: boolean;
}

const MAX_CHARS = 8 * 1024 * 1024;
const MAX_LINES = 100_000;
/** Milliseconds for one page; some are made to take for ever. */
const LIMIT_MS = 500;
const CHUNK_CHARS = 16 * 1024;

const blocks = new Set(
  'address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol option p pre section table tbody tfoot thead tr ul includetail'.split(
    ' ',
  ),
);
const spaced = new Set('p h1 h2 h3 h4 h5 h6 ul ol dl pre table blockquote'.split(' '));
const unseen = new Set('script style head title template noscript iframe object select svg math'.split(' '));
const single = new Set('br hr img input meta link area base col embed source track wbr'.split(' '));

/** Containers that clients put round what they quote: class or id. */
const quoteBox =
  /gmail_quote|gmail_attr|yahoo_quoted|yahoo-quoted|moz-cite-prefix|protonmail_quote|tutanota_quote|history-quote|lark-mail-quote|lark-mail-forward|ntes-[\w-]*quote|alimail-quote|__aliyun_previous|isreplycontent|isforwardcontent|olk_src_body_section|zmail_extra|front-blockquote|freshdesk_quote|hs_reply_quote|gmx_quote|mailquote|mail-quote|reply-quote|replyquote|wecom-quote|xmail_quote|mcntqquote|spark_quote|airmail_on|bloop_markup_quote/iu;
/** From here to the end of the page everything is quoted. */
const quoteStart =
  /^(?:x_)*(?:divrplyfwdmsg|appendonsend|mail-editor-reference-message-container|replysplit|reply-intro|mailreplyintro)$|outlookmessageheader/iu;
const signatureBox =
  /gmail_signature|gmail_signature_prefix|moz-signature|protonmail_signature|applemailsignature|linebreakatbeginningofsignature|ms-outlook-mobile-signature|ntes-[\w-]*signature|lark-mail-signature|lme-signature|__aliyun_signature|alimail-signature|yahoo_signature|xmail-signature|zm_signature|tutanota_signature|(?:^|[\s_-])(?:x_)*(?:mail-?)?signature(?:[\s_-]|$)/iu;

interface Open {
  readonly name: string;
  readonly quote: boolean;
  readonly signature: boolean;
  readonly blockquote: boolean;
  readonly hidden: boolean;
  readonly pre: boolean;
}

class LineBuilder {
  readonly lines: HtmlLine[] = [];
  private current = '';
  private chars = 0;
  cut = false;

  text(text: string, pre: boolean): void {
    if (this.chars > MAX_CHARS || this.lines.length > MAX_LINES) {
      this.cut = true;
      return;
    }
    this.chars += text.length;
    if (pre) {
      this.current += text.replace(/\r/gu, '');
      return;
    }
    const collapsed = text.replace(/[ \t\r\n\f\u00a0]+/gu, ' ');
    this.current += this.current === '' || this.current.endsWith(' ') ? collapsed.replace(/^ /u, '') : collapsed;
  }

  /** Ends the line; an empty one is written only where `force` says so (a br). */
  end(depth: number, mark: HtmlLine['mark'], force: boolean): void {
    if (this.current.trim() === '' && !force) {
      this.current = '';
      return;
    }
    for (const line of this.current.split('\n')) {
      this.lines.push({ text: line.trimEnd(), depth, mark });
    }
    this.current = '';
  }

  gap(depth: number, mark: HtmlLine['mark']): void {
    const last = this.lines.at(-1);
    if (last !== undefined && last.text !== '') {
      this.lines.push({ text: '', depth: Math.min(depth, last.depth), mark });
    }
  }
}

/**
 * Reads an HTML body as lines, with what the markup of the client says about quotation and signature.
 * One pass, no recursion: the depth of the page does not matter. Never throws.
 */
export function readHtml(html: string): HtmlReading {
  const open: Open[] = [];
  const build = new LineBuilder();
  const contentIds: string[] = [];
  const count = { quote: 0, signature: 0, blockquote: 0, hidden: 0, pre: 0 };
  let links = 0;
  let quotedToEnd = false;
  const mark = (): HtmlLine['mark'] =>
    count.quote > 0 || quotedToEnd ? 'quote' : count.signature > 0 ? 'signature' : null;
  const endLine = (force = false): void => {
    build.end(count.blockquote, mark(), force);
  };
  const shift = (entry: Open, by: 1 | -1): void => {
    if (entry.quote) {
      count.quote += by;
    }
    if (entry.signature) {
      count.signature += by;
    }
    if (entry.blockquote) {
      count.blockquote += by;
    }
    if (entry.hidden) {
      count.hidden += by;
    }
    if (entry.pre) {
      count.pre += by;
    }
  };
  const opened = (name: string, attributes: Record<string, string>): void => {
    if (name === 'br') {
      endLine(true);
      return;
    }
    if (blocks.has(name)) {
      endLine();
    }
    if (spaced.has(name)) {
      build.gap(count.blockquote, mark());
    }
    if (name === 'a' && attributes['href'] !== undefined) {
      links++;
    }
    const source = attributes['src'] ?? '';
    if (name === 'img' && /^cid:/iu.test(source) && contentIds.length < 1_000) {
      contentIds.push(source.slice(4));
    }
    const identity = `${attributes['class'] ?? ''} ${attributes['id'] ?? ''}`.trim();
    if (identity !== '' && identity.split(/\s+/u).some((word) => quoteStart.test(word))) {
      quotedToEnd = true;
    }
    if (name === 'hr' && attributes['data-marker'] === '__DIVIDER__') {
      quotedToEnd = true;
    }
    if (single.has(name)) {
      return;
    }
    const entry = {
      name,
      quote:
        quoteBox.test(identity) || attributes['data-marker'] === '__QUOTED_TEXT__' || attributes['name'] === 'quote',
      signature: name === 'sign' || signatureBox.test(identity) || attributes['data-smartmail'] === 'gmail_signature',
      blockquote: name === 'blockquote',
      hidden: unseen.has(name),
      pre: name === 'pre' || /white-space:\s*pre/iu.test(attributes['style'] ?? ''),
    };
    open.push(entry);
    shift(entry, 1);
    if (name === 'li') {
      build.text('- ', false);
    }
  };
  const closed = (name: string): void => {
    if (single.has(name)) {
      return;
    }
    let found = open.length - 1;
    while (found >= 0 && open[found]?.name !== name && open.length - found < 200) {
      found--;
    }
    if (found < 0 || open[found]?.name !== name) {
      return;
    }
    if (blocks.has(name)) {
      endLine();
    }
    if (name === 'td' || name === 'th') {
      build.text(' ', false);
    }
    while (open.length > found) {
      const entry = open.pop();
      if (entry !== undefined) {
        shift(entry, -1);
      }
    }
    if (spaced.has(name)) {
      build.gap(count.blockquote, mark());
    }
  };
  try {
    const parser = new Parser(
      {
        onopentag: opened,
        onclosetag: closed,
        ontext: (text) => {
          if (count.hidden === 0) {
            build.text(text, count.pre > 0);
          }
        },
      },
      { decodeEntities: true, lowerCaseTags: true },
    );
    const until = performance.now() + LIMIT_MS;
    let at = 0;
    for (; at < html.length && performance.now() < until; at += CHUNK_CHARS) {
      parser.write(html.slice(at, at + CHUNK_CHARS));
    }
    if (at < html.length) {
      // The rest without its tags: unlovely, but nothing of it is lost.
      build.cut = true;
      endLine();
      const from = html.lastIndexOf('<', at - 1) > html.lastIndexOf('>', at - 1) ? html.lastIndexOf('<', at - 1) : at;
      build.text(html.slice(from, from + MAX_CHARS).replace(/<[^<>]{0,2000}>/gu, ' '), false);
    } else {
      parser.end();
    }
    endLine();
  } catch {
    build.cut = true;
    endLine();
  }
  return { lines: build.lines, links, contentIds, cut: build.cut };
}

/** The lines as plain text, blockquotes shown with `>` as plain-text mail does (RFC 3676 4.5). */
export function htmlLinesToText(lines: readonly HtmlLine[]): string {
  return lines
    .map((line) => (line.depth === 0 ? line.text : `${'>'.repeat(Math.min(line.depth, 20))} ${line.text}`.trimEnd()))
    .join('\n')
    .trim();
}
