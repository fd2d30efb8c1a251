package dev.mediajobs.subtitles;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The short words that tell where a line may break well: before a word that opens a clause, never
 * behind one that leans on the next. Known for a few languages; elsewhere punctuation, pauses and
 * balance decide alone.
 */
record LinkingWords(Set<String> openers, Set<String> leaners) {
  private static final LinkingWords NONE = new LinkingWords(Set.of(), Set.of());

  private static final Map<String, LinkingWords> BY_LANGUAGE =
      Map.of(
          "en",
          of(
              "and but or nor so yet because although though while when where which who that if unless until since",
              "a an the my your his her its our their this these those of to in on at by for from with into about as very"),
          "de",
          of(
              "und oder aber denn sondern weil dass ob wenn als während obwohl damit der wo",
              "ein eine einen einem einer eines das den dem des die mein dein sein ihr unser von zu in im am an auf bei für mit aus nach über sehr"),
          "fr",
          of(
              "et ou mais donc car ni que qui quand lorsque parce puisque comme où si",
              "un une le la les des du de mon ton son ma ta sa mes tes ses notre votre leur ce cette ces à au aux en dans sur par pour avec sans chez très"),
          "es",
          of(
              "y e o u pero sino porque que quien cuando donde aunque mientras si pues",
              "un una unos unas el la los las de del mi tu su mis tus sus nuestro este esta a al en con por para sin sobre muy"),
          "it",
          of(
              "e ed o ma perché che chi quando dove mentre se sebbene quindi",
              "un uno una il lo la i gli le di del della dei delle mio tuo suo questo questa a al alla in nel nella con su per tra fra da dal molto"),
          "pt",
          of(
              "e ou mas porque que quem quando onde embora enquanto se pois",
              "um uma uns umas o a os as de do da dos das meu teu seu minha sua este esta ao à em no na com por para sem sobre muito"));

  static LinkingWords of(Optional<String> language) {
    return language
        .map(Spacing::primarySubtag)
        .map(primary -> BY_LANGUAGE.getOrDefault(primary, NONE))
        .orElse(NONE);
  }

  private static LinkingWords of(String openers, String leaners) {
    return new LinkingWords(Set.of(openers.split(" ")), Set.of(leaners.split(" ")));
  }

  boolean opensClause(String word) {
    return openers.contains(word);
  }

  boolean leansOnNext(String word) {
    return leaners.contains(word);
  }
}
