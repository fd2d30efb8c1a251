package dev.mediajobs.local.faults;

import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Stands between one function and AWS: lets its calls pass or not, as a script says, and tells of
 * those that reached their service.
 */
public final class Relay implements AutoCloseable {

  private final Map<Service, Door> doors = new EnumMap<>(Service.class);
  private final Map<String, String> environment;

  private Relay(Map<String, String> environment) {
    this.environment = new HashMap<>(environment);
  }

  /**
   * Opens one.
   *
   * @param caller the function's name in scripts and logs
   * @param environment the function's variables, which say where the services are
   * @param log told of each call that reached its service, before the caller is answered
   */
  public static Relay open(
      String caller, Map<String, String> environment, Script script, Consumer<Exchange> log)
      throws IOException {
    Relay relay = new Relay(environment);
    for (Service service : Service.values()) {
      String address = environment.get(service.variable());
      if (address == null) {
        throw new IllegalArgumentException(service.variable() + " is missing");
      }
      Door door = Door.open(caller, service, address, script, log);
      relay.doors.put(service, door);
      relay.environment.put(service.variable(), door.address());
    }
    return relay;
  }

  /** The function's variables, with which it reaches AWS through here. */
  public Map<String, String> environment() {
    return Map.copyOf(environment);
  }

  @Override
  public void close() throws IOException {
    for (Door door : doors.values()) {
      door.close();
    }
  }
}
