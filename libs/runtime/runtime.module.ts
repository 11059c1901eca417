import { Global, Module } from '@nestjs/common';
import { Shutdown } from './shutdown.js';

/** Makes Shutdown injectable everywhere in a service. */
@Global()
@Module({ providers: [{ provide: Shutdown, useFactory: () => new Shutdown() }], exports: [Shutdown] })
export class RuntimeModule {}
