package dev.mediajobs.outbound;

import java.math.BigInteger;
import java.net.InetAddress;

/**
 * All addresses that begin with the same bits.
 *
 * @param first the first of them, as a number
 * @param addressBits how many bits an address of this family has, 32 or 128
 * @param commonBits how many of them are the same in all, the first ones
 */
record Network(BigInteger first, int addressBits, int commonBits) {

  /**
   * A network as RFC 4632 writes it, such as {@code 10.0.0.0/8}.
   *
   * @throws IllegalArgumentException when it is none
   */
  static Network of(String text) {
    int slash = text.indexOf('/');
    byte[] address = InetAddress.ofLiteral(text.substring(0, slash)).getAddress();
    return new Network(
        new BigInteger(1, address),
        address.length * Byte.SIZE,
        Integer.parseInt(text.substring(slash + 1)));
  }

  boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    int rest = addressBits - commonBits;
    return bytes.length * Byte.SIZE == addressBits
        && new BigInteger(1, bytes).shiftRight(rest).equals(first.shiftRight(rest));
  }
}
