package dev.mediajobs.outbound;

import dev.mediajobs.aws.Environment;
import java.net.InetAddress;

/** What requests to addresses that strangers name may reach. */
public enum Reach {
  /** Public addresses, encrypted. */
  INTERNET,
  /** This machine itself as well, and unencrypted too: for a stack that runs on one machine. */
  THIS_MACHINE_TOO;

  /** What the stack on one machine sets for its functions, and no template does. */
  private static final String LOCAL = "LOCAL_STACK";

  /** Of a function with this environment. */
  public static Reach of(Environment environment) {
    return environment.find(LOCAL).filter("true"::equals).isPresent() ? THIS_MACHINE_TOO : INTERNET;
  }

  /** Whether a connection may be made to this address. */
  boolean allows(InetAddress address) {
    return PublicAddresses.contain(address)
        || (this == THIS_MACHINE_TOO && address.isLoopbackAddress());
  }

  /** Whether a connection may be unencrypted. */
  boolean allowsUnencrypted() {
    return this == THIS_MACHINE_TOO;
  }
}
