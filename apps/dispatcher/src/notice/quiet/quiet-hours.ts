import type { PresetRef } from '#libs/contracts/vocabulary.js';
import type { PresetBook } from '#libs/policy/preset/preset-book.js';
import { quietUntil } from './quiet-window.js';

/** When a preset's customers and staff are not to be disturbed. */
export class QuietHours {
  constructor(private readonly presets: PresetBook) {}

  /** End of the quiet hours that `at` lies in; null when it lies in none. */
  until(ref: PresetRef, at: Date): Date | null {
    const { quietHours, timeZone } = this.presets.get(ref);
    return quietUntil({ hours: quietHours.hours, timeZone }, at);
  }
}
