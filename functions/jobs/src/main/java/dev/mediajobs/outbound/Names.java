package dev.mediajobs.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Tells which addresses a name leads to. */
@FunctionalInterface
public interface Names {

  /** Those that the operating system is set up to ask. */
  Names OF_THE_SYSTEM = name -> List.of(InetAddress.getAllByName(name));

  /**
   * The addresses, at least one.
   *
   * @param name a name, or an address, which leads to itself
   * @throws UnknownHostException when there is none
   */
  List<InetAddress> addresses(String name) throws UnknownHostException;
}
