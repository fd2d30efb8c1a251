package dev.mediajobs.api.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartSizesTest {

  private static final long MEBIBYTE = 1024 * 1024;

  @ParameterizedTest
  @ValueSource(longs = {1, 5_000_000, 100_000_000})
  void upToAHundredMegabytesOnePutWillDo(long bytes) {
    assertThat(PartSizes.of(bytes)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {100_000_001, 3_355_443_201L, 5_000_000_000L, 1_000_000_000_000L})
  void abovePartsAreWholeMebibytesAndNoMoreThanTwoHundred(long bytes) {
    long size = PartSizes.of(bytes).orElseThrow();

    assertThat(size % MEBIBYTE).isZero();
    assertThat(size).isBetween(16 * MEBIBYTE, 5L * 1024 * MEBIBYTE);
    assertThat(Math.ceilDiv(bytes, size)).isLessThanOrEqualTo(200);
  }

  @Test
  void partsGrowOnlyWhenTheyMust() {
    assertThat(PartSizes.of(200 * 16 * MEBIBYTE)).hasValue(16 * MEBIBYTE);
    assertThat(PartSizes.of(200 * 16 * MEBIBYTE + 1)).hasValue(17 * MEBIBYTE);
  }
}
