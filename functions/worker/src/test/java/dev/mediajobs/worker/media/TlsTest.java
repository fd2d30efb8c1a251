package dev.mediajobs.worker.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.mediajobs.worker.media.MediaException.Kind;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TlsTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private Path folder;
  private MediaServer server;
  private Path certificate;
  private URI source;

  /** Starts a server with a certificate that nobody vouches for but itself. */
  @BeforeEach
  void start() throws Exception {
    Path store = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-ext",
                "bc=ca:true",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream input = Files.newInputStream(store)) {
      keys.load(input, PASSWORD);
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    HttpsServer https =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    https.setHttpsConfigurator(new HttpsConfigurator(context));
    server = MediaServer.on(https, "https");
    certificate =
        Files.writeString(
            folder.resolve("certificate.pem"),
            "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getCertificate("server").getEncoded())
                + "\n-----END CERTIFICATE-----\n");
    source =
        server.serve(
            BundledFfmpeg.make(
                folder.resolve("sound.wav"), "-f lavfi -i sine=duration=1:sample_rate=16000"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aServerThatNobodyVouchesForIsNotRead() {
    MediaException failure =
        catchThrowableOfType(
            MediaException.class,
            () -> MediaProbe.with(BundledFfmpeg.get()).inspect(source, LIMIT));

    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure).hasMessageContaining("certificate verify failed");
    assertThat(server.requests()).isZero();
  }

  @Test
  void aServerThatATrustedCertificateVouchesForIsRead() throws Exception {
    Ffmpeg trusting = BundledFfmpeg.get().trusting(certificate);

    MediaInfo info = MediaProbe.with(trusting).inspect(source, LIMIT);

    assertThat(info.requireAudio().sampleRate()).isEqualTo(16_000);
  }

  @Test
  void theCertificatesOfThisJvmAreHandedOn() throws Exception {
    assertThat(BundledFfmpeg.get().certificates())
        .content()
        .startsWith("-----BEGIN CERTIFICATE-----\n")
        .endsWith("-----END CERTIFICATE-----\n");
  }
}
