package dev.mediajobs.local.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.text.ParseException;
import java.util.Optional;

/**
 * The key with which the issuer signs. It is made when it is needed first, which takes a moment,
 * and kept: tokens outlive a restart.
 */
final class SigningKey {

  private static final String FILE = "key.json";
  private static final int BITS = 2_048;

  private final IssuerFolder folder;
  private Optional<RSAKey> key = Optional.empty();

  SigningKey(IssuerFolder folder) {
    this.folder = folder;
  }

  /**
   * The key, with its private half.
   *
   * @throws IOException if it can't be read or kept
   */
  synchronized RSAKey get() throws IOException {
    if (key.isEmpty()) {
      Optional<String> kept = folder.read(FILE);
      key = Optional.of(kept.isPresent() ? parsed(kept.get()) : made());
    }
    return key.get();
  }

  private RSAKey made() throws IOException {
    try {
      RSAKey made =
          new RSAKeyGenerator(BITS).keyUse(KeyUse.SIGNATURE).keyIDFromThumbprint(true).generate();
      folder.write(FILE, made.toJSONString());
      return made;
    } catch (JOSEException e) {
      throw new IllegalStateException("this Java can't make RSA keys", e);
    }
  }

  private RSAKey parsed(String text) throws IOException {
    try {
      return RSAKey.parse(text);
    } catch (ParseException | IllegalArgumentException e) {
      throw new IOException(folder.path().resolve(FILE) + " is no key; delete it", e);
    }
  }
}
