package dev.cotangent.docs;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The blocks of code of a page, which must be code of this project: compiled and run.
final class Snippets {
  private Snippets() {}

  private static final Path ROOT = Path.of("..");
  private static final Pattern BLOCK =
      Pattern.compile("```(java|kotlin)\\n(.*?)```", Pattern.DOTALL);

  /// Fails unless every paragraph of every block stands in a source file, word by word, and no
  /// block breaks off.
  ///
  /// @return the number of blocks
  static int standInSources(Path page) throws IOException {
    var found = BLOCK.matcher(Files.readString(page));
    int count = 0;
    while (found.find()) {
      count++;
      assertFalse(endsOpen(found.group(2)), page + " breaks off:\n" + found.group(2));
      for (var paragraph : found.group(2).split("\\n\\s*\\n")) stands(page, paragraph);
    }
    return count;
  }

  /// Whether code breaks off after an operator, which waits for its operand.
  static boolean endsOpen(String code) {
    return squeezed(code).matches(".*([-+*/%=,.&|<(\\[{]|->)");
  }

  /// Fails unless this piece of code stands in a source file, word by word.
  static void stands(Path page, String code) throws IOException {
    var words = squeezed(code);
    assertTrue(
        sources().stream().anyMatch(source -> source.contains(words)),
        page + " shows what no source has:\n" + code);
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
