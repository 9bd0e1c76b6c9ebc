package dev.cotangent.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cotangent.Autodiff;
import dev.cotangent.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the README, the tour and the page on Kotlin show is code of this project, word by word:
/// compiled and run.
class ReadmeTest {
  private static final Path ROOT = Path.of("..");

  record Line(Tensor slope, Tensor intercept) {}

  static Line fitted() {
    Tensor x = Tensor.of(0, 1, 2, 3);
    Tensor y = Tensor.of(1, 3, 5, 7);
    var gradient =
        Autodiff.grad(
            Line.class,
            line -> x.times(line.slope()).plus(line.intercept()).minus(y).square().mean());

    var line = new Line(Tensor.scalar(0), Tensor.scalar(0));
    for (int step = 0; step < 300; step++) {
      var d = gradient.apply(line);
      line =
          new Line(
              line.slope().minus(d.slope().times(0.1)),
              line.intercept().minus(d.intercept().times(0.1)));
    }
    return line;
  }

  @Test
  void theLineIsFound() {
    assertEquals(2, fitted().slope().item(), 1e-6);
    assertEquals(1, fitted().intercept().item(), 1e-6);
  }

  @ParameterizedTest
  @CsvSource({"README.md, 3", "docs/tour.md, 3", "docs/kotlin.md, 12"})
  void everyParagraphOfCodeStandsInASourceFile(String page, int blocks) throws IOException {
    assertEquals(blocks, Snippets.standInSources(ROOT.resolve(page)), "blocks of code in " + page);
  }

  /// The build says with what it was tested.
  @ParameterizedTest
  @CsvSource({
    "README.md, Tested with Kotlin (\\S+) on, kotlin.version",
    "docs/kotlin.md, Tested with Kotlin (\\S+) on, kotlin.version",
    "docs/testing-derivatives.md, It brings jqwik (\\S+):, jqwik.version"
  })
  void versionsAreThoseOfTheBuild(String page, String sentence, String property)
      throws IOException {
    var pom = Files.readString(ROOT.resolve("pom.xml"));
    var built = only(pom, "<" + property + ">(.*)</" + property + ">");
    assertEquals(built, only(Files.readString(ROOT.resolve(page)), sentence));
  }

  private static String only(String text, String pattern) {
    var matcher = Pattern.compile(pattern).matcher(text);
    assertTrue(matcher.find(), pattern);
    return matcher.group(1);
  }
}
