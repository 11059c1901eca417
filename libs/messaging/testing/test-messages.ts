import { randomUUID } from 'node:crypto';
import type { DataOf } from '#libs/contracts/catalogue.js';
import { CaseId, DeliveryId } from '#libs/contracts/identity.js';

/** A complaint as the ingestor announces it. */
export function complaint(deliveryId: DeliveryId = newDelivery()): DataOf<'complaint.received'> {
  return {
    deliveryId,
    preset: 'property-group',
    unit: 'lakeside-garden',
    channel: 'mail',
    origin: 'service-mailbox',
    receivedAt: '2026-11-21T02:30:00.000Z',
    language: 'zh',
    attachments: 1,
    dmarc: 'pass',
    automatic: false,
  };
}

/** An answer to something of ours, as the ingestor announces it. */
export function reply(): DataOf<'reply.received'> {
  const { deliveryId, preset, unit, channel, origin, receivedAt, language, dmarc, automatic } = complaint();
  return { deliveryId, preset, unit, channel, origin, receivedAt, language, dmarc, automatic };
}

export function newDelivery(): DeliveryId {
  return DeliveryId.parse(randomUUID());
}

export function newCase(): CaseId {
  return CaseId.parse(randomUUID());
}

/** What the dispatcher says when something else of record happened to a case. */
export function caseNoted(caseId: CaseId, caseVersion: number): DataOf<'case.noted'> {
  return {
    caseId,
    caseVersion,
    preset: { id: 'property-group', version: '1' },
    unit: 'lakeside-garden',
    tag: 'general',
    category: 'repairs',
    urgent: false,
    stage: 'assigned',
    marks: [],
    facts: [],
  };
}
