import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Oddities, ScriptedMail, ScriptedState } from './scripted-imap.state.js';

/** One connection to the scripted server. */
export class ScriptedImapSession {
  private loggedIn = false;
  private identified = false;
  private open: string | null = null;
  private idling: string | null = null;

  constructor(
    private readonly server: ScriptedState,
    private readonly oddities: Oddities,
    private readonly socket: Socket,
  ) {}

  begin(): void {
    this.say('* OK ready');
    createInterface({ input: this.socket }).on('line', (line) => {
      if (this.idling !== null && line.toUpperCase() === 'DONE') {
        this.say(`${this.idling} OK done`);
        this.idling = null;
        return;
      }
      const [tag = '', command = '', rest = ''] = /^(\S+) (\S+) ?(.*)$/u.exec(line)?.slice(1) ?? [line];
      const verb = command.toUpperCase();
      this.server.asked.push(verb === 'LOGIN' || verb === 'AUTHENTICATE' ? verb : `${verb} ${rest}`.trim());
      this.answer(
        tag,
        verb === 'UID' ? `UID ${rest.split(' ', 1)[0]?.toUpperCase() ?? ''}` : verb,
        verb === 'UID' ? rest.slice(rest.indexOf(' ') + 1) : rest,
      );
    });
  }

  /** Says something out of turn to who has this folder open. */
  tell(folder: string, line: string): void {
    if (this.open === folder) {
      this.say(line);
    }
  }

  private answer(tag: string, verb: string, rest: string): void {
    switch (verb) {
      case 'CAPABILITY':
        this.say(`* CAPABILITY ${this.server.capabilities}`);
        break;
      case 'LOGIN':
        this.loggedIn = true;
        break;
      case 'AUTHENTICATE':
        if (!this.authenticate(tag, rest)) {
          return;
        }
        break;
      case 'IDLE':
        this.say('+ idling');
        this.idling = tag;
        return;
      case 'ID':
        this.identified = this.loggedIn;
        this.say('* ID ("name" "scripted" "vendor" "test")');
        break;
      case 'LIST':
      case 'LSUB':
        this.list(verb, rest);
        break;
      case 'CREATE':
        this.server.folders.set(bare(rest), []);
        break;
      case 'SELECT':
      case 'EXAMINE':
        if (!this.select(tag, bare(rest))) {
          return;
        }
        break;
      case 'UID SEARCH':
        this.say(`* SEARCH ${this.search(rest).join(' ')}`.trimEnd());
        break;
      case 'UID FETCH':
        if (!this.fetch(tag, rest)) {
          return;
        }
        break;
      case 'UID COPY':
      case 'UID MOVE':
        if (this.oddities.keepsMails === true) {
          this.say(`${tag} NO not allowed`);
          return;
        }
        this.copy(rest, verb === 'UID MOVE');
        this.arriveMeanwhile();
        break;
      case 'UID STORE':
        this.mails(rest.split(' ', 1)[0] ?? '').forEach((mail) => {
          mail.deleted = true;
        });
        break;
      case 'LOGOUT':
        this.say('* BYE');
        this.say(`${tag} OK`);
        this.socket.end();
        return;
      default:
    }
    this.say(`${tag} OK done`);
  }

  private authenticate(tag: string, rest: string): boolean {
    const [, payload = ''] = rest.split(' ');
    const token = /auth=Bearer ([^\u0001]*)/u.exec(Buffer.from(payload, 'base64').toString())?.[1] ?? '';
    this.loggedIn = this.oddities.tokens?.has(token) === true;
    if (!this.loggedIn) {
      this.say(`${tag} NO [AUTHENTICATIONFAILED] expired`);
    }
    return this.loggedIn;
  }

  private list(verb: string, rest: string): void {
    if (rest.endsWith('""')) {
      this.say(`* ${verb} (\\Noselect) "/" ""`);
      return;
    }
    [...this.server.folders.keys()].forEach((folder) => {
      this.say(`* ${verb} (\\HasNoChildren) "/" "${folder}"`);
    });
  }

  private select(tag: string, folder: string): boolean {
    if (this.oddities.wantsIdAfterLogin === true && !this.identified) {
      this.say(`${tag} NO SELECT Unsafe Login.`);
      return false;
    }
    if (this.oddities.refusesToOpen?.includes(folder) === true) {
      this.say(`${tag} NO [NOPERM] not yours`);
      return false;
    }
    this.open = folder;
    const mails = this.server.folders.get(folder) ?? [];
    this.say(`* ${String(mails.length)} EXISTS`);
    this.say('* FLAGS (\\Deleted \\Seen)');
    this.say('* OK [PERMANENTFLAGS (\\Deleted \\Seen \\*)]');
    this.say(`* OK [UIDVALIDITY ${String(this.server.uidValidity)}]`);
    if (this.oddities.hidesUidNext !== true) {
      this.say(`* OK [UIDNEXT ${String(this.server.uidNext)}]`);
    }
    return true;
  }

  private search(rest: string): number[] {
    const uids = this.all().map(({ uid }) => uid);
    const from = /^UID (\d+):\*$/u.exec(rest)?.[1];
    if (from === undefined) {
      return uids;
    }
    const found = uids.filter((uid) => uid >= Number(from));
    // n:* names the last mail even when its UID is lower.
    return found.length > 0 ? found : uids.slice(-1);
  }

  private fetch(tag: string, rest: string): boolean {
    const [set = '', items = ''] = /^(\S+) (.*)$/u.exec(rest)?.slice(1) ?? [];
    const uid = Number(set);
    const wantsBody = items.includes('BODY.PEEK[]');
    if (this.oddities.breaksOver?.includes(uid) === true && wantsBody) {
      this.socket.destroy();
      return false;
    }
    if (this.oddities.refusesToFetch?.includes(uid) === true && wantsBody) {
      this.say(`${tag} NO cannot be read`);
      return false;
    }
    if (this.oddities.losesBeforeFetch?.includes(uid) === true) {
      this.server.folders.set(
        this.open ?? '',
        this.all().filter((mail) => mail.uid !== uid),
      );
    }
    // News of another mail in between, as other clients cause it.
    this.say('* 1 FETCH (UID 999999 FLAGS (\\Seen))');
    this.mails(set).forEach((mail, index) => {
      const head = `* ${String(index + 1)} FETCH (UID ${String(mail.uid)}`;
      const raw = mail.raw();
      const size = Buffer.byteLength(raw);
      this.say(
        wantsBody
          ? `${head} BODY[] {${String(size)}}\r\n${raw})`
          : `${head} INTERNALDATE "${mail.internalDate}" RFC822.SIZE ${String(size)})`,
      );
    });
    return true;
  }

  private copy(rest: string, move: boolean): void {
    const [set = '', folder = ''] = rest.split(' ');
    const copied = this.mails(set);
    this.server.folders.set(bare(folder), [...(this.server.folders.get(bare(folder)) ?? []), ...copied]);
    if (move) {
      this.server.folders.set(
        this.open ?? '',
        this.all().filter((mail) => !copied.includes(mail)),
      );
    }
  }

  private arriveMeanwhile(): void {
    if (this.oddities.arrivesDuringMove !== undefined && !this.server.told) {
      this.server.told = true;
      this.server.add(this.oddities.arrivesDuringMove);
      this.say('* 99 EXISTS');
    }
  }

  private all(): ScriptedMail[] {
    return this.server.folders.get(this.open ?? '') ?? [];
  }

  private mails(set: string): ScriptedMail[] {
    const ranges = set.split(',').map((range) => range.split(':').map(Number));
    return this.all().filter(({ uid }) => ranges.some(([from = 0, to = from]) => uid >= from && uid <= to));
  }

  private say(line: string): void {
    this.socket.write(`${line}\r\n`);
  }
}

function bare(name: string): string {
  return name.trim().replace(/^"(.*)"$/u, '$1');
}
