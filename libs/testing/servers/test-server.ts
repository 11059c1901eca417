/** Where the servers of this run are. */
export interface PostgresAddress {
  /** Login user is superuser; its database is used for creating others only. */
  readonly url: string;
  /** Every database of this run begins with it. */
  readonly prefix: string;
}

export interface RabbitAddress {
  /** Without a virtual host. */
  readonly url: string;
  /** HTTP interface of the management plugin, with user and password. */
  readonly managementUrl: string;
  /** Every virtual host of this run begins with it. */
  readonly prefix: string;
}

export interface DovecotAddress {
  readonly host: string;
  readonly port: number;
  /** Any user name has a mailbox; this is the password of all. */
  readonly password: string;
  /** The maildir of each user, by name. */
  readonly mailFolder: string;
}

export interface TestServers {
  readonly postgres: PostgresAddress;
  readonly rabbitmq: RabbitAddress;
  readonly dovecot: DovecotAddress;
}

/** A server that the keeper has started. */
export interface StartedServer<Address> {
  readonly address: Address;
  stop(): Promise<void>;
}

export interface RestartableServer<Address> extends StartedServer<Address> {
  /** Kills it and starts it again where it was, with what it had on disk; returns when it takes connections. */
  restart(): Promise<void>;
}
