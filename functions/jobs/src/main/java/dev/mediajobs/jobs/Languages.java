package dev.mediajobs.jobs;

import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The languages that a recording may be in: the language codes of Amazon Transcribe's batch jobs
 * (https://docs.aws.amazon.com/transcribe/latest/dg/supported-languages.html).
 */
public final class Languages {

  private static final SortedMap<String, String> BY_LOWER_CASE = new TreeMap<>();

  /** Which variant a bare language means where there are several. */
  private static final SortedMap<String, String> MAIN_VARIANT = new TreeMap<>();

  static {
    String codes =
        """
        ab-GE af-ZA ar-AE ar-SA ast-ES az-AZ ba-RU be-BY bg-BG bn-IN bs-BA ca-ES ckb-IQ ckb-IR cs-CZ cy-WL da-DK de-CH
        de-DE el-GR en-AB en-AU en-GB en-IE en-IN en-NZ en-US en-WL en-ZA es-ES es-US et-EE et-ET eu-ES fa-IR fi-FI fr-CA
        fr-FR gl-ES gu-IN ha-NG he-IL hi-IN hr-HR hu-HU hy-AM id-ID is-IS it-IT ja-JP ka-GE kab-DZ kk-KZ kn-IN ko-KR
        ky-KG lg-IN lt-LT lv-LV mhr-RU mi-NZ mk-MK ml-IN mn-MN mr-IN ms-MY mt-MT nl-NL no-NO or-IN pa-IN pl-PL ps-AF
        pt-BR pt-PT ro-RO ru-RU rw-RW si-LK sk-SK sl-SI so-SO sr-RS su-ID sv-SE sw-BI sw-KE sw-RW sw-TZ sw-UG ta-IN te-IN
        th-TH tl-PH tr-TR tt-RU ug-CN uk-UA uz-UZ vi-VN wo-SN zh-CN zh-HK zh-TW zu-ZA
        """;
    for (String code : codes.strip().split("\\s+", -1)) {
      BY_LOWER_CASE.put(code.toLowerCase(Locale.ROOT), code);
      MAIN_VARIANT.putIfAbsent(code.substring(0, code.indexOf('-')), code);
    }
    for (String main :
        new String[] {"ar-SA", "de-DE", "en-US", "es-US", "fr-FR", "pt-BR", "sw-KE"}) {
      MAIN_VARIANT.put(main.substring(0, main.indexOf('-')), main);
    }
  }

  private Languages() {}

  /**
   * The code that {@code text} means: a code itself, in any case and with - or _, or a bare
   * language such as {@code en}, which means its most common variant. Empty when there is no such
   * language.
   */
  public static Optional<String> find(String text) {
    String wanted = text.strip().replace('_', '-').toLowerCase(Locale.ROOT);
    String code = BY_LOWER_CASE.get(wanted);
    return Optional.ofNullable(code != null ? code : MAIN_VARIANT.get(wanted));
  }

  /** Every code there is. */
  public static SortedSet<String> all() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(BY_LOWER_CASE.values()));
  }
}
