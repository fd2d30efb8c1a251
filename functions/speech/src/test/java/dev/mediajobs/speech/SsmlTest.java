package dev.mediajobs.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class SsmlTest {

  @Test
  void textIsNeverMarkup() {
    assertThat(Ssml.text("<speak>Tom & \"Jerry\" say ]]> &amp;</speak>").document())
        .isEqualTo(
            "<speak>&lt;speak&gt;Tom &amp; \"Jerry\" say ]]&gt; &amp;amp;&lt;/speak&gt;</speak>");
  }

  @Test
  void blankLinesArePauses() {
    assertThat(Ssml.text("One\nline.\r\n \r\n\nAnother.").markup())
        .isEqualTo("One\nline.<break strength=\"x-strong\"/>Another.");
  }

  @Test
  void rateAndPitchAreWholePerCentWithinWhatEnginesTake() {
    assertThat(Ssml.text("a").atRate(0.5).markup()).isEqualTo("<prosody rate=\"50%\">a</prosody>");
    assertThat(Ssml.text("a").atRate(2).markup()).isEqualTo("<prosody rate=\"200%\">a</prosody>");
    assertThat(Ssml.text("a").atPitch(7).markup()).contains("pitch=\"+49%\"");
    assertThat(Ssml.text("a").atPitch(-7).markup()).contains("pitch=\"-33%\"");
    assertThat(Ssml.text("a").atPitch(-0.01).markup()).contains("pitch=\"+0%\"");
  }

  @Property
  void whateverTheTextTheDocumentIsWellFormedAndSaysIt(@ForAll @StringLength(max = 200) String text)
      throws Exception {
    String fit = text.isBlank() || Rules.text(text).isPresent() ? "fit" : text;

    String document = Ssml.text(fit).atRate(1.5).document();

    var read =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(document)));
    assertThat(read.getDocumentElement().getTextContent().replaceAll("\\s", ""))
        .isEqualTo(fit.replaceAll("\\s", ""));
  }
}
