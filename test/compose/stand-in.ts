/** What takes the place of container names, ports and paths when the same commands run as plain processes. */
export interface StandInPlaces {
  /** Names of containers: all are this machine. */
  readonly hosts: readonly string[];
  /** Port inside a container to a free one here. */
  readonly ports: ReadonlyMap<number, number>;
  /** Path inside a container, a file or a folder, to one here. */
  readonly paths: ReadonlyMap<string, string>;
}

/** Translates the words of a compose file; what names neither a container, a port nor a path stays as it is written. */
export class StandIn {
  constructor(private readonly places: StandInPlaces) {}

  word(text: string): string {
    const port = /^\d+$/u.test(text) ? this.places.ports.get(Number(text)) : undefined;
    return port === undefined ? this.address(this.path(text)) : String(port);
  }

  private path(text: string): string {
    for (const [inside, here] of this.places.paths) {
      if (text === inside || text.startsWith(`${inside}/`)) {
        return `${here}${text.slice(inside.length)}`;
      }
    }
    return text;
  }

  /** `http://127.0.0.1:8081`, `lmtp://mail:24`; a service that listens for others listens for this machine only. */
  private address(text: string): string {
    const hosts = [...this.places.hosts, '127.0.0.1'].join('|').replaceAll('.', '\\.');
    return text
      .replace(new RegExp(`(?<=//|@|^)(?:${hosts}):(\\d+)`, 'gu'), (_all, port: string) => {
        const free = this.places.ports.get(Number(port));
        if (free === undefined) {
          throw new Error(`${text} names port ${port}, which no container has`);
        }
        return `127.0.0.1:${String(free)}`;
      })
      .replace(/^0\.0\.0\.0$/u, '127.0.0.1');
  }
}
