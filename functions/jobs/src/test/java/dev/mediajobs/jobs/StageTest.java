package dev.mediajobs.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StageTest {

  @ParameterizedTest
  @EnumSource(Stage.class)
  void aStageBeginsAtItsPercentageAndStaysBelowTheNext(Stage stage) {
    assertThat(stage.percentAt(0)).isEqualTo(stage.percent());
    assertThat(stage.percentAt(Double.NaN)).isEqualTo(stage.percent());
    assertThat(stage.percentAt(-1)).isEqualTo(stage.percent());
    stage.next().ifPresent(next -> assertThat(stage.percentAt(7)).isEqualTo(next.percent() - 1));
    assertThat(Stage.of(stage.text())).isEqualTo(stage);
  }

  @Test
  void theStagesFollowEachOther() {
    assertThat(Stage.DOWNLOADING.next()).contains(Stage.EXTRACTING);
    assertThat(Stage.GENERATING.next()).contains(Stage.COMPLETE);
    assertThat(Stage.COMPLETE.next()).isEmpty();
    assertThat(Stage.EXTRACTING.percentAt(0.5)).isEqualTo(39);
  }
}
