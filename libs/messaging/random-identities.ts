import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Identities } from '#libs/contracts/identity.js';

/** Version 4 UUIDs from the machine's generator. */
@Injectable()
export class RandomIdentities extends Identities {
  override next(): string {
    return randomUUID();
  }
}
