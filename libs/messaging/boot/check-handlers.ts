import { catalogue, subscriptionsOf } from '#libs/contracts/catalogue.js';
import type { Service } from '#libs/contracts/vocabulary.js';

/** A handler as the container found it. */
export interface FoundHandler {
  /** Message type in its decorator. */
  readonly type: string;
  /** Class and method, e.g. `ReplyController.onReply`. */
  readonly place: string;
}

/**
 * Compares the handlers of a service with what the catalogue has it subscribe to: each type exactly once, no others.
 * Returns one line a fault, each with what to do; empty when all is well.
 */
export function checkHandlers(service: Service, found: readonly FoundHandler[]): string[] {
  const wanted = new Set<string>(subscriptionsOf(service));
  const placesByType = Map.groupBy(found, ({ type }) => type);
  const missing = [...wanted].filter((type) => !placesByType.has(type)).map((type) => missingLine(service, type));
  const wrong = [...placesByType].flatMap(([type, handlers]) => {
    const places = handlers.map(({ place }) => place);
    if (!wanted.has(type)) {
      return [unwantedLine(service, type, places)];
    }
    return places.length > 1 ? [doubleLine(service, type, places)] : [];
  });
  return [...missing, ...wrong];
}

function missingLine(service: Service, type: string): string {
  return `${service} has no handler for ${type}: add @Handles('${type}') to a method of one of its controllers, or take ${service} out of the subscribers in libs/contracts/messages`;
}

function doubleLine(service: Service, type: string, places: readonly string[]): string {
  return `${service} has ${String(places.length)} handlers for ${type} (${places.join(', ')}): leave @Handles('${type}') on one of them and call the others from it`;
}

function unwantedLine(service: Service, type: string, places: readonly string[]): string {
  const where = places.join(', ');
  return catalogue.has(type)
    ? `${service} handles ${type} (${where}) but does not subscribe to it: add ${service} to the subscribers of ${type} in libs/contracts/messages, or remove the handler`
    : `${service} handles ${type} (${where}), which nobody sends: correct the name, or add the message to libs/contracts/catalogue.ts`;
}
