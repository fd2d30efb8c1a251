package dev.mediajobs.outbound;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * The addresses that are somebody's on the Internet, by IANA's registries of special-purpose
 * addresses (https://www.iana.org/assignments/iana-ipv4-special-registry and
 * https://www.iana.org/assignments/iana-ipv6-special-registry).
 */
final class PublicAddresses {

  /** This network, private, shared, this machine, link, protocols, examples, tests, many, later. */
  private static final List<Network> SPECIAL_4 =
      networks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.31.196.0/24",
          "192.52.193.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "192.175.48.0/24",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");

  /** The only ones of version 6 that are given to anybody for use on the Internet. */
  private static final Network GLOBAL_6 = Network.of("2000::/3");

  /**
   * Those of them that lead elsewhere: protocols (Teredo among them), examples, and 6to4, which
   * carries an address of version 4. Mapped addresses and NAT64 lie outside of the global ones.
   */
  private static final List<Network> SPECIAL_6 =
      networks("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20");

  private PublicAddresses() {}

  static boolean contain(InetAddress address) {
    return address instanceof Inet4Address
        ? SPECIAL_4.stream().noneMatch(special -> special.contains(address))
        : GLOBAL_6.contains(address)
            && SPECIAL_6.stream().noneMatch(special -> special.contains(address));
  }

  private static List<Network> networks(String... texts) {
    return Stream.of(texts).map(Network::of).toList();
  }
}
