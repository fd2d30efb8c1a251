package dev.mediajobs.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;

/** A person uploads a recording in parts, and takes it back. */
final class UploadInParts {

  private UploadInParts() {}

  /** Does so, and checks that it is whole in between and gone in the end. */
  static void in(Life life) throws IOException, InterruptedException {
    Person.Uploaded upload = life.person().uploadInParts();
    List<String> prefixes = life.belongings().prefixes();
    assertThat(life.belongings().objects(prefixes)).containsExactly(upload.key());
    assertThat(life.belongings().size(upload.key())).isEqualTo(upload.bytes());
    assertThat(life.belongings().unfinished(prefixes)).isEmpty();

    life.person().takeBack(upload);

    assertThat(life.belongings().prefixes()).isEmpty();
    assertThat(life.belongings().objects(prefixes)).isEmpty();
  }
}
