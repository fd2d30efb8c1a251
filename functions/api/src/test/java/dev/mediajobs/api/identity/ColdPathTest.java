package dev.mediajobs.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a cold start loads. */
class ColdPathTest {

  private static final String LIBRARY = "com.nimbusds.";

  @Test
  void theLibraryIsLoadedWhenATokenComesAndNotBefore() throws Exception {
    try (RecordingLoader loader = new RecordingLoader()) {
      Runnable probe =
          loader
              .loadClass(ColdPathProbe.class.getName())
              .asSubclass(Runnable.class)
              .getConstructor()
              .newInstance();

      probe.run();
      assertThat(loader.loaded()).isNotEmpty().noneMatch(name -> name.startsWith(LIBRARY));

      probe.run();
      assertThat(loader.loaded()).anyMatch(name -> name.startsWith(LIBRARY));
    }
  }

  /** Loads everything but the JDK itself, and writes down what. */
  private static final class RecordingLoader extends URLClassLoader {

    private final Set<String> loaded = ConcurrentHashMap.newKeySet();

    RecordingLoader() throws Exception {
      super(classPath(), ClassLoader.getPlatformClassLoader());
    }

    private static URL[] classPath() throws Exception {
      List<URL> urls = new ArrayList<>();
      for (String entry :
          System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1)) {
        urls.add(Path.of(entry).toUri().toURL());
      }
      return urls.toArray(URL[]::new);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      loaded.add(name);
      return super.findClass(name);
    }

    Set<String> loaded() {
      return Set.copyOf(loaded);
    }
  }
}
