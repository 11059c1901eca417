import type { EntityManager, EventSubscriber, TransactionEventArgs } from '@mikro-orm/postgresql';

type Transaction = object;

/** What the events of a transaction carry; the ORM leaves the type of a transaction open. */
type Begun = Pick<TransactionEventArgs, 'em'> & { readonly transaction?: Transaction };

/**
 * Tells when a transaction that wrote something worth knowing has committed. A savepoint's release is not a commit:
 * what is marked inside one counts for the outermost transaction around it.
 */
export class CommitWatch implements EventSubscriber {
  private readonly startingIn = new WeakMap<object, Transaction>();
  private readonly around = new WeakMap<Transaction, Transaction>();
  private readonly marked = new WeakSet();

  constructor(
    em: EntityManager,
    private readonly onCommit: () => void,
  ) {
    em.getEventManager().registerSubscriber(this);
  }

  mark(transaction: Transaction): void {
    let outermost = transaction;
    for (let next = this.around.get(outermost); next !== undefined; next = this.around.get(outermost)) {
      outermost = next;
    }
    this.marked.add(outermost);
  }

  /** Only a nested start knows a transaction before it has begun: the one around it. */
  beforeTransactionStart({ em, transaction }: Begun): void {
    if (transaction !== undefined) {
      this.startingIn.set(em, transaction);
    }
  }

  afterTransactionStart({ em, transaction }: Begun): void {
    const outer = this.startingIn.get(em);
    if (outer !== undefined && transaction !== undefined) {
      this.around.set(transaction, outer);
    }
  }

  afterTransactionCommit({ transaction }: Begun): void {
    if (transaction !== undefined && this.marked.has(transaction)) {
      this.onCommit();
    }
  }
}
