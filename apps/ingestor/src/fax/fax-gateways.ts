import type { FaxForms } from './gateway/fax-gateways.schema.js';

/** How fax gateways write their mail; injection token and type in one. */
export abstract class FaxGateways {
  abstract readonly forms: FaxForms;
}
