package dev.mediajobs.notifier.webhooks;

import dev.mediajobs.outbound.RefusedAddressException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** Why there was no answer, in sentences for the owner of a job that tell nothing of the inside. */
final class Problems {

  private Problems() {}

  static String of(IOException e) {
    return switch (e) {
      case RefusedAddressException _ -> "the name leads to an address that is not public";
      case UnknownHostException _ -> "the name leads nowhere";
      case ConnectException _ -> "nobody answers at the address";
      case SocketTimeoutException _ -> "there was no answer in time";
      case SSLException _ -> "the encrypted connection failed; look at the certificate";
      case ProtocolException _ -> "the answer was not HTTP/1.1";
      case IOException _ -> "the connection broke";
    };
  }
}
