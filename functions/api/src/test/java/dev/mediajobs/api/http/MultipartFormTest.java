package dev.mediajobs.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartFormTest {

  private static final String TYPE = "multipart/form-data; boundary=b-1";

  @Test
  void fieldsAndFilesAreReadAsABrowserSendsThem() throws Exception {
    MultipartForm form =
        form(
            """
            --b-1
            Content-Disposition: form-data; name="provider"

            transcribe
            --b-1
            Content-Disposition: form-data; name="file"; filename="a %22b%22; c.mp4"
            Content-Type: video/mp4

            line

            line
            --b-1--
            """);

    assertThat(form.parts()).extracting(FormPart::name).containsExactly("provider", "file");
    assertThat(form.parts())
        .extracting(FormPart::text)
        .containsExactly("transcribe", "line\r\n\r\nline");
    assertThat(form.parts().getFirst().filename()).isEmpty();
    assertThat(form.parts().getLast().filename()).contains("a \"b\"; c.mp4");
    assertThat(form.parts().getLast().contentType()).contains("video/mp4");
  }

  @Test
  void theContentIsKeptToTheByteWhateverItHolds() throws Exception {
    byte[] every = new byte[512];
    for (int i = 0; i < every.length; i++) {
      every[i] = (byte) i;
    }
    String content = new String(every, StandardCharsets.ISO_8859_1) + "\r\n--b-\r\n--b-10\r\n--";
    String body =
        "--b-1\r\nContent-Disposition: form-data; name=f; filename=x\r\n\r\n"
            + content
            + "\r\n--b-1--";

    FormPart part =
        MultipartForm.of(body.getBytes(StandardCharsets.ISO_8859_1), TYPE).parts().getFirst();

    assertThat(new String(part.content().readAllBytes(), StandardCharsets.ISO_8859_1))
        .isEqualTo(content);
    assertThat(part.size()).isEqualTo(content.length());
  }

  @Test
  void theBoundaryMayBeQuotedAndPaddedAndWhatStandsAroundTheFormSaysNothing() throws Exception {
    String body =
        "preamble\r\n--a b \t\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n1"
            + "\r\n--a b--  \r\n--a b\r\nepilogue";

    MultipartForm form =
        MultipartForm.of(
            body.getBytes(StandardCharsets.UTF_8), "Multipart/Form-Data; Boundary=\"a b\"");

    assertThat(form.parts()).extracting(FormPart::text).containsExactly("1");
  }

  @Test
  void aPartWithoutContentIsEmptyWithAndWithoutALineOfItsOwn() throws Exception {
    String body =
        "--b-1\r\nContent-Disposition: form-data; name=x\r\n\r\n"
            + "--b-1\r\nContent-Disposition: form-data; name=y\r\n\r\n\r\n--b-1--";

    assertThat(MultipartForm.of(body.getBytes(StandardCharsets.UTF_8), TYPE).parts())
        .extracting(FormPart::size)
        .containsExactly(0, 0);
  }

  @Test
  void aFormOfNothingHasNoParts() throws Exception {
    assertThat(form("--b-1--\n").parts()).isEmpty();
  }

  @Test
  void namesAreUtf8AndABackslashOfAPathStays() throws Exception {
    MultipartForm form =
        form(
            """
            --b-1
            content-disposition: Form-Data; name="Füße"; filename="C:\\new \\"x\\".mp4";

            x
            --b-1--
            """);

    assertThat(form.parts().getFirst().name()).isEqualTo("Füße");
    assertThat(form.parts().getFirst().filename()).contains("C:\\new \"x\".mp4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no form at all",
        "--b-1",
        "--b-1\nContent-Disposition: form-data; name=x\n\nx",
        "--b-1\nContent-Disposition: form-data; name=x\n\nx\n--b-1\n",
        "--b-1\nContent-Disposition: form-data; name=x\n--b-1--",
        "--b-1\nContent-Type: text/plain\n\nx\n--b-1--",
        "--b-1\nContent-Disposition: attachment; name=x\n\nx\n--b-1--",
        "--b-1\nContent-Disposition: form-data\n\nx\n--b-1--",
        "--b-1\nContent-Disposition: form-data; name=\"x\n\nx\n--b-1--",
        "--b-1\nContent-Disposition: form-data; name=\"x\"y\n\nx\n--b-1--",
        "--b-1\nContent-Disposition: form-data; name=x; name=y\n\nx\n--b-1--",
        "--b-1\nContent-Disposition: form-data; name=x; filename\n\nx\n--b-1--"
      })
  void aMalformedFormIsRefused(String body) {
    Refused.problemOf(() -> form(body))
        .satisfies(
            problem -> {
              assertThat(problem.status()).isEqualTo(400);
              assertThat(problem.code()).isEqualTo("malformed_form");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"b \"",
        "multipart/form-data; boundary=\"ü\"",
        "multipart/form-data; boundary=1234567890123456789012345678901234567890123456789012345678901234567890x"
      })
  void aContentTypeWithoutAProperBoundaryIsRefused(String type) {
    Refused.problemOf(() -> MultipartForm.of(bytes("--b-1--\n"), type))
        .satisfies(problem -> assertThat(problem.detail()).contains("1 to 70 characters"));
  }

  @Test
  void everyBoundIsKept() {
    String part = "--b-1\nContent-Disposition: form-data; name=%s\n\n%s\n";
    StringBuilder many = new StringBuilder();
    for (int i = 0; i <= 20; i++) {
      many.append(part.formatted("n" + i, "x"));
    }
    String twice = part.formatted("x", "1") + part.formatted("x", "2") + "--b-1--";
    String longHeader = part.formatted("x\nX-Long: " + "x".repeat(8200), "") + "--b-1--";

    assertRefused(many + "--b-1--", "more than 20 parts");
    assertRefused(twice, "the field x more than once");
    assertRefused(longHeader, "no end within 8,192 bytes");
    Refused.problemOf(
            () -> form(part.formatted("x", "y".repeat(4097)) + "--b-1--").parts().getFirst().text())
        .satisfies(problem -> assertThat(problem.detail()).contains("4,096 bytes"));
  }

  @Test
  void theBodyIsAFormIfItsContentTypeSaysSo() throws Exception {
    String sent = Base64.getEncoder().encodeToString(bytes("--b-1--\n"));

    assertThat(Body.of(sent, true, TYPE))
        .isInstanceOfSatisfying(
            Body.Form.class, form -> assertThat(form.contentType()).isEqualTo(TYPE));
    assertThat(Body.of("{}", false, TYPE).text()).isEqualTo("{}");
    for (String other :
        List.of("", "application/json", "multipart/form-data-2", "multipart/mixed")) {
      assertThat(Body.of("{}", false, other)).isInstanceOf(Body.Text.class);
    }
  }

  @Test
  void aFormThatIsNoBase64IsRefused() {
    Refused.problemOf(() -> new Body.Form("*", true, TYPE).parts())
        .satisfies(problem -> assertThat(problem.code()).isEqualTo("malformed_form"));
  }

  private static void assertRefused(String body, String detail) {
    Refused.problemOf(() -> form(body))
        .satisfies(problem -> assertThat(problem.detail()).contains(detail));
  }

  private static MultipartForm form(String body) throws Refusal {
    return MultipartForm.of(bytes(body), TYPE);
  }

  private static byte[] bytes(String lines) {
    return lines.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
  }
}
