package dev.mediajobs.local.faults;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What reached its service, in that order. */
public final class Exchanges implements Consumer<Exchange> {

  private static final Pattern TRANSCRIPTION =
      Pattern.compile("\"TranscriptionJobName\":\"([^\"]+)\"");

  private final List<Exchange> all = new ArrayList<>();

  @Override
  public synchronized void accept(Exchange exchange) {
    all.add(exchange);
  }

  public synchronized List<Exchange> all() {
    return List.copyOf(all);
  }

  /** The names of the transcriptions that were begun. */
  public List<String> transcriptions() {
    return all().stream()
        .filter(Exchange::isDone)
        .filter(exchange -> exchange.call().site().operation().equals("StartTranscriptionJob"))
        .map(exchange -> TRANSCRIPTION.matcher(exchange.call().body()))
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1))
        .toList();
  }

  /** How many calls there were of each kind, the tries of one call counted as one. */
  Map<Site, Long> calls() {
    return all().stream()
        .map(Exchange::call)
        .collect(
            Collectors.groupingBy(
                Call::site,
                () -> new TreeMap<>(Comparator.comparing(Site::toString)),
                Collectors.counting()));
  }
}
