import { Injectable } from '@nestjs/common';

/** Rung after a commit that left a delivery to be read. A wake-up only: who misses it finds the row anyway. */
@Injectable()
export class DeliveryBell {
  private listener: (() => void) | null = null;

  onRing(listener: () => void): void {
    this.listener = listener;
  }

  ring(): void {
    this.listener?.();
  }
}
