package dev.mediajobs.local.kills;

import dev.mediajobs.local.faults.Life;
import dev.mediajobs.local.faults.Script;
import dev.mediajobs.local.faults.Worker;
import dev.mediajobs.local.isolated.IsolatedEnvironments;
import java.io.IOException;
import java.util.Map;

/**
 * The workers of a life, one of which is on duty: at first one in a process of its own. Those in
 * processes of their own live by one script and are killed together.
 */
final class Crew implements Worker, AutoCloseable {

  /** How scripts and the log of exchanges call those that can be killed. */
  static final String WORKER = "worker";

  private final WorkerProcess process;
  private final WorkerProcess processWithoutTime;
  private Worker onDuty;

  private Crew(WorkerProcess process, WorkerProcess processWithoutTime) {
    this.process = process;
    this.processWithoutTime = processWithoutTime;
    this.onDuty = process;
  }

  /** Those of a life. */
  static Crew of(Life life, Script script, IsolatedEnvironments environments) throws IOException {
    Map<String, String> variables = life.variables(WORKER, script);
    return new Crew(
        WorkerProcess.with(variables, environments),
        WorkerProcess.withoutTime(variables, environments));
  }

  /** From now on a worker is on duty that nobody kills. */
  void beReplacedBy(Worker other) {
    onDuty = other;
  }

  /** From now on the worker is on duty that can be killed, and has time. */
  void beOnDutyAgain() {
    onDuty = process;
  }

  /** The next message comes to a worker that can be killed and has no time for it. */
  void beWithoutTimeOnce() {
    onDuty =
        message -> {
          beOnDutyAgain();
          return processWithoutTime.takes(message);
        };
  }

  @Override
  public boolean takes(String message) {
    return onDuty.takes(message);
  }

  /** SIGKILL; returns when they are dead. */
  void kill() {
    process.kill();
    processWithoutTime.kill();
  }

  @Override
  public void close() {
    process.close();
    processWithoutTime.close();
  }
}
