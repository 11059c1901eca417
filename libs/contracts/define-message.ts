import type { z } from 'zod';
import type { Service } from './vocabulary.js';

/** One entry of the catalogue: a fact that has happened, who says it, who acts on it, and its shape. */
export interface MessageDefinition<Type extends string = string, Schema extends z.ZodType = z.ZodType> {
  /** Routing key on every transport. */
  readonly type: Type;
  /** Raised when the shape changes in a way an old consumer cannot read. */
  readonly version: number;
  readonly producer: Service;
  /** Services that must have exactly one handler each; boot fails otherwise. */
  readonly subscribers: readonly Service[];
  readonly schema: Schema;
  /** One sentence: what has happened when this is sent. */
  readonly meaning: string;
}

export function defineMessage<const Type extends string, Schema extends z.ZodType>(
  definition: MessageDefinition<Type, Schema>,
): MessageDefinition<Type, Schema> {
  return definition;
}
