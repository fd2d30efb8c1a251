package dev.mediajobs.local.model;

/** Who an actor is. */
enum Role {
  SUBMITTER,
  WORKER,
  /** The heartbeat of a worker; it may come late, when the worker is long gone. */
  HEARTBEAT,
  SWEEPER,
  CANCELLER,
  RETRIER,
  SHARER,
  NOTIFIER
}
