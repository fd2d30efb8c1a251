package dev.mediajobs.local.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option that bounds how long a command waits for a job. */
final class TimeoutOption {
  private static final String DEFAULT = "12h";

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = DEFAULT,
      converter = Converter.class,
      description = "Wait for the job at most this long, such as 90s, 30m or 2h (default: 12h).")
  private Duration limit = Duration.ofHours(12);

  Duration limit() {
    return limit;
  }

  static final class Converter implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})([smh])");

    @Override
    public Duration convert(String value) {
      Matcher matcher = FORM.matcher(value);
      if (!matcher.matches()) {
        throw new TypeConversionException(
            "'" + value + "' is no time; write a number and s, m or h, such as 30m");
      }
      long amount = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "s" -> Duration.ofSeconds(amount);
        case "m" -> Duration.ofMinutes(amount);
        default -> Duration.ofHours(amount);
      };
    }
  }
}
