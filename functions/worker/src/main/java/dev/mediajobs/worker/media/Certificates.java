package dev.mediajobs.worker.media;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The authorities that ffmpeg trusts, as a PEM file. The ffmpeg of the bundle brings none and looks
 * nowhere, and verifies nothing unless it is given some. It checks that a trusted authority signed
 * a server's certificate, but (as of 7.1 with OpenSSL) not that the certificate is for the server's
 * name.
 */
sealed interface Certificates {
  /** The file, whole at any time it is read. */
  Path file() throws IOException;

  static Certificates in(Path pem) {
    return new Given(pem);
  }

  /** What this JVM itself trusts, written into the cache when first asked for. */
  static Certificates ofThisJvm(Path cache) {
    return new Exported(cache);
  }

  /** A file that somebody keeps. */
  record Given(Path file) implements Certificates {}

  /** The trust store of this JVM, copied. */
  final class Exported implements Certificates {
    private final Path folder;
    private Optional<Path> written = Optional.empty();

    private Exported(Path folder) {
      this.folder = folder;
    }

    @Override
    public synchronized Path file() throws IOException {
      if (written.filter(Files::exists).isPresent()) {
        return written.get();
      }
      String pem = pem();
      Path file = folder.resolve("certificates-%08x.pem".formatted(pem.hashCode()));
      if (!Files.exists(file) || !Files.readString(file).equals(pem)) {
        Path partial = Files.createTempFile(folder, "certificates", ".partial");
        Files.writeString(partial, pem);
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
      }
      written = Optional.of(file);
      return file;
    }

    private static String pem() throws IOException {
      Base64.Encoder encoder = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
      StringBuilder pem = new StringBuilder();
      try {
        TrustManagerFactory factory =
            TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        for (TrustManager manager : factory.getTrustManagers()) {
          if (manager instanceof X509TrustManager authorities) {
            for (X509Certificate certificate : authorities.getAcceptedIssuers()) {
              pem.append("-----BEGIN CERTIFICATE-----\n")
                  .append(encoder.encodeToString(certificate.getEncoded()))
                  .append("\n-----END CERTIFICATE-----\n");
            }
          }
        }
      } catch (GeneralSecurityException e) {
        throw new IOException("This JVM's trusted certificates can't be read", e);
      }
      if (pem.isEmpty()) {
        throw new IOException("This JVM trusts no certificate, so no https source can be read");
      }
      return pem.toString();
    }
  }
}
