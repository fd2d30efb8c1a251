package dev.mediajobs.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What requests to addresses that strangers name must never reach, and how they might try. */
class RefusedAddressesTest {

  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final List<InetSocketAddress> connections = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.255.255.255",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.127.255.254",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.0.1",
        "169.254.169.254",
        "169.254.170.2",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.0.170",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "192.168.255.255",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:a9fe:a9fe",
        "::ffff:0:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:0:7f00:1::",
        "2001:10::1",
        "2001:20::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "2002:a9fe:a9fe::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fd12:3456:789a::1",
        "fe80::1",
        "fe80::a9fe:a9fe",
        "fec0::1",
        "ff02::1"
      })
  void noConnectionIsMadeToAnAddressThatIsNotPublic(String address) throws Exception {
    String literal = address.contains(":") ? "[" + address + "]" : address;
    assertThatThrownBy(() -> Destination.of("https://" + literal + "/", Reach.INTERNET))
        .isInstanceOf(InvalidDestinationException.class);
    InetAddress bad = InetAddress.ofLiteral(address);
    InetAddress good = InetAddress.ofLiteral("93.184.215.14");

    for (List<InetAddress> resolved : List.of(List.of(bad), List.of(good, bad))) {
      assertThatThrownBy(() -> post(_ -> resolved))
          .isInstanceOf(RefusedAddressException.class)
          .hasMessageNotContaining(address);
    }

    assertThat(connections).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/",
        "ftp://example.com/",
        "https:example.com",
        "https:///path",
        "https://",
        "https://user@example.com/",
        "https://example.com/#there",
        "https://example.com:0/",
        "https://example.com:65536/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0x7f.0.0.1/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "https://127.0.1/",
        "https://1.2.3.4.5/",
        "https://127.0.0.01/",
        "https://256.0.0.1/",
        "https://[::1%25lo]/",
        "https://[fe80::1%25eth0]/",
        "https://exa mple.com/",
        "https://ex\u00e4mple.com/",
        "https://example.com/\r\nHost: other",
        "https://-example.com/",
        "https://example..com/",
        "https://example.com\\@127.0.0.1/"
      })
  void aTextThatIsNoPlainAddressOfAHostIsNoDestination(String text) {
    assertThatThrownBy(() -> Destination.of(text, Reach.INTERNET))
        .isInstanceOf(InvalidDestinationException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com",
        "https://example.com:8443/hooks/1?a=b%20c",
        "HTTPS://EXAMPLE.COM/",
        "https://localhost/",
        "https://93.184.215.14/",
        "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/"
      })
  void otherAddressesAre(String text) {
    assertThatCode(() -> Destination.of(text, Reach.INTERNET)).doesNotThrowAnyException();
  }

  @Test
  void aConnectionIsMadeToTheVeryAddressThatWasCheckedHoweverTheNameChanges() throws Exception {
    InetAddress checked = InetAddress.ofLiteral("93.184.215.14");
    List<List<InetAddress>> answers =
        new ArrayList<>(List.of(List.of(checked), List.of(InetAddress.ofLiteral("127.0.0.1"))));

    assertThatThrownBy(() -> post(_ -> answers.removeFirst())).isInstanceOf(IOException.class);

    assertThat(connections).containsExactly(new InetSocketAddress(checked, 443));
    assertThat(answers).hasSize(1);
  }

  @Test
  void aStackOnOneMachineReachesItselfAndNothingElseInside() throws Exception {
    assertThat(Reach.THIS_MACHINE_TOO.allows(InetAddress.ofLiteral("127.0.0.1"))).isTrue();
    assertThat(Reach.THIS_MACHINE_TOO.allows(InetAddress.ofLiteral("::1"))).isTrue();
    assertThat(Reach.THIS_MACHINE_TOO.allows(InetAddress.ofLiteral("169.254.169.254"))).isFalse();
    assertThat(Reach.THIS_MACHINE_TOO.allows(InetAddress.ofLiteral("10.0.0.1"))).isFalse();
    assertThat(Destination.of("http://127.0.0.1:9/x", Reach.THIS_MACHINE_TOO).port()).isEqualTo(9);
  }

  @Test
  void aNameThatLeadsNowhereIsAnError() {
    assertThatThrownBy(
            () ->
                post(
                    name -> {
                      throw new UnknownHostException(name);
                    }))
        .isInstanceOf(UnknownHostException.class);
  }

  /** Every connection is noted and none is made. */
  private Reply post(Names names) throws Exception {
    OutboundHttp http =
        new OutboundHttp(
            Reach.INTERNET,
            names,
            (address, _) -> {
              connections.add(address);
              throw new IOException("nobody is connected to in this test");
            },
            (SSLSocketFactory) SSLSocketFactory.getDefault());
    return http.post(
        Destination.of("https://example.com/", Reach.INTERNET), Map.of(), new byte[0], LIMIT);
  }
}
