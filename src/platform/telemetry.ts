import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** All metrics of this process, served at /metrics in Prometheus' text format. */
export const metrics = new Registry();
collectDefaultMetrics({ register: metrics });

export const commandsTotal = new Counter({
  name: 'linchpin_commands_total',
  help: 'Commands answered, by kind and outcome (accepted, refused, repeated, quarantined)',
  labelNames: ['kind', 'outcome'] as const,
  registers: [metrics],
});

export const batchCommands = new Histogram({
  name: 'linchpin_batch_commands',
  help: 'Commands in a committed batch',
  buckets: [1, 2, 5, 10, 25, 50, 100, 200, 400, 800],
  registers: [metrics],
});

export const batchSeconds = new Histogram({
  name: 'linchpin_batch_seconds',
  help: 'Time of a batch by stage (load, decide, commit)',
  labelNames: ['stage'] as const,
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
  registers: [metrics],
});

export const batchConflictsTotal = new Counter({
  name: 'linchpin_batch_conflicts_total',
  help: 'Batches decided again because another process was faster',
  registers: [metrics],
});

export const queueLength = new Gauge({
  name: 'linchpin_queue_length',
  help: 'Commands that wait in the hub',
  registers: [metrics],
});

export const quarantinedTotal = new Counter({
  name: 'linchpin_quarantined_total',
  help: 'Commands put into quarantine',
  registers: [metrics],
});

export const streamSubscribers = new Gauge({
  name: 'linchpin_stream_subscribers',
  help: 'Open event streams',
  registers: [metrics],
});

export const readerLagSeconds = new Gauge({
  name: 'linchpin_reader_lag_seconds',
  help: 'How far a reader of the events is behind',
  labelNames: ['reader'] as const,
  registers: [metrics],
});

export const jobsTotal = new Counter({
  name: 'linchpin_jobs_total',
  help: 'Attempts at jobs, by task and outcome (done, failed, dead, given_back, postponed, superseded)',
  labelNames: ['task', 'outcome'] as const,
  registers: [metrics],
});

export const jobSeconds = new Histogram({
  name: 'linchpin_job_seconds',
  help: 'Time of an attempt at a job, by task',
  labelNames: ['task'] as const,
  buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60],
  registers: [metrics],
});
