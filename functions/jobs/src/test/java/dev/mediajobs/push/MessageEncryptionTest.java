package dev.mediajobs.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class MessageEncryptionTest {

  /** Of RFC 8291, appendix A. */
  private static final SubscriberKeys RECEIVER =
      new SubscriberKeys(
          "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
          "BTBZMqHH6r4Tts7J_aSIgg");

  private final MessageEncryption encryption = new MessageEncryption();

  @Test
  void theExampleOfTheStandardIsEncryptedToTheSameBytes() {
    KeyPair sender =
        P256.of(new BigInteger(1, decoded("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")));
    byte[] message =
        "When I grow up, I want to be a watermelon".getBytes(StandardCharsets.US_ASCII);

    byte[] body =
        MessageEncryption.encrypted(message, RECEIVER, sender, decoded("DGv6ra1nlYgDCS1FRnbzlw"));

    assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(body))
        .isEqualTo(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
                + "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
                + "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
  }

  @Test
  void theLongestMessageMakesTheLongestBodyThatPushServicesTake() {
    assertThat(encryption.encrypt(new byte[MessageEncryption.MOST_BYTES], RECEIVER)).hasSize(4096);
    assertThatThrownBy(
            () -> encryption.encrypt(new byte[MessageEncryption.MOST_BYTES + 1], RECEIVER))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theSameMessageIsEncryptedAnewEachTime() {
    byte[] message = {1, 2, 3};

    byte[] once = encryption.encrypt(message, RECEIVER);
    byte[] again = encryption.encrypt(message, RECEIVER);

    for (int at : new int[] {0, 21}) {
      assertThat(Arrays.copyOfRange(once, at, at + 16))
          .isNotEqualTo(Arrays.copyOfRange(again, at, at + 16));
    }
  }

  private static byte[] decoded(String text) {
    return Base64.getUrlDecoder().decode(text);
  }
}
