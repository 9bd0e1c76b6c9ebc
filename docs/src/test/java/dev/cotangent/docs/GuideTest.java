package dev.cotangent.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every page of the guide: its code is compiled and run, and what it prints is what the page
/// shows.
class GuideTest {
  private static final Path GUIDE = Path.of("..", "docs", "guide");
  private static final Pattern OUTPUT = Pattern.compile("```text\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)");

  static Stream<Path> pages() throws IOException {
    try (var files = Files.list(GUIDE)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
    }
  }

  @Test
  void thereAreThesePages() throws IOException {
    var linked =
        LINK.matcher(Files.readString(GUIDE.resolve("../guide.md")))
            .results()
            .map(match -> match.group(1))
            .filter(link -> link.startsWith("guide/"))
            .sorted()
            .toList();
    assertEquals(pages().map(page -> "guide/" + page.getFileName()).toList(), linked);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void theCodeIsCompiled(Path page) throws IOException {
    assertTrue(Snippets.standInSources(page) > 0);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void theOutputIsThatOfARun(Path page) throws IOException, ReflectiveOperationException {
    var shown =
        OUTPUT
            .matcher(Files.readString(page))
            .results()
            .map((MatchResult match) -> match.group(1))
            .collect(Collectors.joining());
    assertEquals(shown, output(page.getFileName().toString().replace(".md", "")));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksLeadSomewhere(Path page) throws IOException {
    var links = LINK.matcher(Files.readString(page));
    while (links.find()) {
      assertTrue(Files.exists(page.resolveSibling(links.group(1))), links.group(1));
    }
  }

  private static String output(String page) throws ReflectiveOperationException {
    var name = Character.toUpperCase(page.charAt(0)) + page.substring(1) + "Page";
    var main = Class.forName("dev.cotangent.docs.guide." + name).getDeclaredMethod("main");
    main.setAccessible(true);
    var out = new ByteArrayOutputStream();
    var console = System.out;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      main.invoke(null);
    } finally {
      System.setOut(console);
    }
    return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
