package dev.mediajobs.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.util.HexFormat;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class P256Test {

  private static final HexFormat HEX = HexFormat.of();

  private static final String GENERATOR =
      "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
          + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";

  /** The first is that of RFC 6979, appendix A.2.5; OpenSSL 3.0 has computed the others. */
  @ParameterizedTest
  @CsvSource({
    "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721,"
        + "0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
        + "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299",
    "0000000000000000000000000000000000000000000000000000000000000001," + GENERATOR,
    "0000000000000000000000000000000000000000000000000000000000000002,"
        + "047cf27b188d034f7e8a52380304b51ac3c08969e277f21b35a60b48fc47669978"
        + "07775510db8ed040293d9ac69f7430dbba7dade63ce982299e04b79d227873d1",
    "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632550,"
        + "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
        + "b01cbd1c01e58065711814b583f061e9d431cca994cea1313449bf97c840ae0a",
    "7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8,"
        + "042afa386b3f2bdcdb83f4d83f8fa3874d7b74dcb454bd644fdd6bf3d1f2da8db6"
        + "72184be1caa8563462b536f10852d665ae8a64fdf1eb8d4c946ad589796f729c",
    "0278fb5741a6f0f80ed9be81dc4d2ae1cfbd0991c13a7fab16a09c9f3fc457ea,"
        + "041f2d81c8c7fb34966136bd717f786e878a9cf4db6b3b6baf07f9dba0211542f2"
        + "efd5250f94047c663c86258df559615db9dd4ef3912a6ef21e0031e637bfa7bc",
    "4d713b2b90babfe13190eddb20e0e97e14a28ecdb7439f07106eca224d575407,"
        + "049fd9a4cac2e60a0507178b94d59784209eeae6da1e9c09435be0e572fe992c9b"
        + "404e0bbf935fda44d07b773b97117114e2162bc0e65a9d5f04e43dabe70aba57",
    "6639c86f84e8401ec928a059c88c4a7d38280df1accba9f0d3a6d742684a443d,"
        + "04e94b14427096c7057c6acc825d96fddfab0ed56ec3a2089299d3c1e2a8736c00"
        + "65b610dbd0e71d8d3615a5cf7274860f4f09d04b6d38805e59caefeb3816da86"
  })
  void aPrivateKeyHasTheKnownPublicKey(String secret, String point) {
    KeyPair pair = P256.of(new BigInteger(secret, 16));

    assertThat(HEX.formatHex(P256.point(pair.getPublic()))).isEqualTo(point);
  }

  @RepeatedTest(20)
  void aPublicKeyIsReadAsItIsWrittenAndAgreesOnTheSameSecret() {
    KeyPair one = P256.random();
    KeyPair other = P256.random();
    byte[] point = P256.point(one.getPublic());

    assertThat(P256.publicKey(point)).contains((ECPublicKey) one.getPublic());
    assertThat(P256.agreed(one.getPrivate(), other.getPublic()))
        .hasSize(32)
        .isEqualTo(P256.agreed(other.getPrivate(), one.getPublic()));
  }

  @Test
  void whatIsNoPointOnTheCurveIsNoKey() {
    byte[] point = HEX.parseHex(GENERATOR);
    assertThat(P256.publicKey(point)).isPresent();

    assertThat(P256.publicKey(new byte[0])).isEmpty();
    assertThat(P256.publicKey(new byte[P256.POINT_BYTES])).isEmpty();
    assertThat(P256.publicKey(HEX.parseHex(GENERATOR + "00"))).isEmpty();
    assertThat(P256.publicKey(HEX.parseHex(GENERATOR.substring(0, 128)))).isEmpty();
    assertThat(P256.publicKey(HEX.parseHex("02" + GENERATOR.substring(2)))).isEmpty();
    for (int at : new int[] {1, 32, 33, 64}) {
      byte[] changed = point.clone();
      changed[at] ^= 1;
      assertThat(P256.publicKey(changed)).isEmpty();
    }
    String prime = "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff";
    assertThat(P256.publicKey(HEX.parseHex("04" + prime + GENERATOR.substring(66)))).isEmpty();
    assertThat(P256.publicKey(HEX.parseHex(GENERATOR.substring(0, 66) + prime))).isEmpty();
  }
}
