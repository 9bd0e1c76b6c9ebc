package dev.cotangent.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cotangent.Autodiff;
import dev.cotangent.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the README and the tour show is code of this project, word by word: compiled and run.
class ReadmeTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern BLOCK =
      Pattern.compile("```(java|kotlin)\\n(.*?)```", Pattern.DOTALL);

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
  @CsvSource({"README.md, 3", "docs/tour.md, 3"})
  void everyParagraphOfCodeStandsInASourceFile(String page, int blocks) throws IOException {
    var sources = sources();
    var found = BLOCK.matcher(Files.readString(ROOT.resolve(page)));
    int count = 0;
    while (found.find()) {
      count++;
      for (var paragraph : found.group(2).split("\\n\\s*\\n")) {
        var words = squeezed(paragraph);
        assertTrue(
            sources.stream().anyMatch(source -> source.contains(words)),
            page + " shows what no source has:\n" + paragraph);
      }
    }
    assertEquals(blocks, count, "blocks of code in " + page);
  }

  private static List<String> sources() throws IOException {
    var sources = new ArrayList<String>();
    for (var folder : List.of("docs/src", "interop-tests/src", "api/src/main")) {
      try (var files = Files.walk(ROOT.resolve(folder))) {
        for (var file : files.filter(f -> f.toString().matches(".*\\.(java|kt)")).toList()) {
          sources.add(squeezed(Files.readString(file)));
        }
      }
    }
    return sources;
  }

  /// Without comments, and without white space, which formatters move about.
  private static String squeezed(String code) {
    return code.replaceAll("(?m)//.*$", "").replaceAll("\\s+", "");
  }
}
