import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Classification } from '../registration/classification.js';

const CaseDeliverySchema = defineEntity({
  name: 'CaseDelivery',
  tableName: 'case_delivery',
  schema: 'cases',
  properties: {
    /** One delivery does one thing: the primary key is the claim. */
    deliveryId: p.uuid().primary(),
    caseId: p.uuid().nullable(),
    part: p.enum(['complaint', 'answer', 'command', 'note', 'unmatched', 'parked', 'report', 'asked'] as const),
  },
});
/** What a delivery turned out to be in the dispatcher's eyes. */
export class CaseDelivery extends CaseDeliverySchema.class {}
CaseDeliverySchema.setClass(CaseDelivery);

const EarlyClassificationSchema = defineEntity({
  name: 'EarlyClassification',
  tableName: 'early_classification',
  schema: 'cases',
  properties: { deliveryId: p.uuid().primary(), said: p.json<Classification>() },
});
/** A classification that overtook its complaint. */
export class EarlyClassification extends EarlyClassificationSchema.class {}
EarlyClassificationSchema.setClass(EarlyClassification);
