import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { checkMasterKeys } from './keys/check-master-keys.js';
import { VaultKeys } from './keys/vault-keys.js';

/** A service with the wrong master key does not start. */
@Injectable()
export class VaultCheck implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly keys: VaultKeys,
  ) {}

  async onModuleInit(): Promise<void> {
    await checkMasterKeys(this.em, this.keys);
  }
}
