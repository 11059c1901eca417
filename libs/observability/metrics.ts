import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** Name of a label and every value it may take; the number of series is the product of the lists. */
export type LabelValues = Readonly<Record<string, readonly string[]>>;

type Given<Labels extends LabelValues> = { readonly [Name in keyof Labels]: Labels[Name][number] };

export interface MetricOptions<Labels extends LabelValues> {
  /** Prometheus name with unit: `redress_deliveries_total`, `redress_send_seconds`. */
  readonly name: string;
  /** One sentence: what it counts, and when to worry. */
  readonly help: string;
  readonly labels: Labels;
}

/**
 * Figures of one service, served on `/metrics`. Labels are closed lists, so that neither ids nor addresses can become
 * labels; a value outside its list is counted as `other`. One instance a service: nothing is global.
 */
export class Metrics {
  private readonly registry = new Registry();

  constructor(service: string) {
    this.registry.setDefaultLabels({ service });
  }

  /** Adds the figures of the process (memory, event loop). Services that share a process each show the same. */
  observeProcess(): void {
    collectDefaultMetrics({ register: this.registry });
  }

  counter<const Labels extends LabelValues>({
    name,
    help,
    labels,
  }: MetricOptions<Labels>): (given: Given<Labels>, by?: number) => void {
    const counter = new Counter({ name, help, labelNames: Object.keys(labels), registers: [this.registry] });
    return (given, by = 1) => {
      counter.inc(bounded(labels, given), by);
    };
  }

  gauge<const Labels extends LabelValues>({
    name,
    help,
    labels,
  }: MetricOptions<Labels>): (given: Given<Labels>, value: number) => void {
    const gauge = new Gauge({ name, help, labelNames: Object.keys(labels), registers: [this.registry] });
    return (given, value) => {
      gauge.set(bounded(labels, given), value);
    };
  }

  /** Durations in seconds. */
  timer<const Labels extends LabelValues>({
    name,
    help,
    labels,
  }: MetricOptions<Labels>): (given: Given<Labels>, seconds: number) => void {
    const histogram = new Histogram({
      name,
      help,
      labelNames: Object.keys(labels),
      buckets: [0.005, 0.02, 0.1, 0.5, 1, 5, 20, 60, 300],
      registers: [this.registry],
    });
    return (given, seconds) => {
      histogram.observe(bounded(labels, given), seconds);
    };
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  async print(): Promise<string> {
    return this.registry.metrics();
  }
}

function bounded<Labels extends LabelValues>(labels: Labels, given: Given<Labels>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).map(([name, values]) => {
      const value: unknown = given[name];
      return [name, typeof value === 'string' && values.includes(value) ? value : 'other'];
    }),
  );
}
