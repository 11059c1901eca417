/** How deliveries are read; injection token and type in one. */
export abstract class ProcessingSettings {
  /** Deliveries read at the same time. */
  abstract readonly workers: number;
  /** After a crash its delivery waits this long for its next start. Whatever takes longer renews it meanwhile. */
  abstract readonly leaseSeconds: number;
}
