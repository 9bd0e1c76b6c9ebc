package dev.cotangent.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The library against values and derivatives that were computed without it. A case that needs an
/// operation which the library does not have is reported as not supported, and the list of these
/// operations is itself under test.
class GoldenTest {
  /// Adding an operation to [GoldenOps] takes it off this list; nothing may be added to it.
  private static final String UNSUPPORTED =
      """
      cholesky_sym det eigh_fun eigvalsh inv logabsdet matrix_exp qr_q qr_r solve
      svd_fun svdvals triangular_solve
      """;

  private static final Map<String, Tally> TALLIES = new LinkedHashMap<>();

  private static final class Tally {
    int passed;
    int failed;
    int unsupported;
  }

  static Stream<Golden> cases() {
    return Golden.FAMILIES.stream().flatMap(family -> Golden.family(family).stream());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void golden(Golden golden) {
    var tally = TALLIES.computeIfAbsent(golden.family(), _ -> new Tally());
    var missing = golden.unsupported();
    if (!missing.isEmpty()) tally.unsupported++;
    assumeTrue(missing.isEmpty(), () -> "not supported: " + missing);
    var differences = GoldenCheck.differences(golden);
    if (differences.isEmpty()) {
      tally.passed++;
    } else {
      tally.failed++;
      fail(golden + "\n  " + String.join("\n  ", differences));
    }
  }

  @Test
  void unsupportedOperationsAreThese() {
    var missing = new TreeSet<String>();
    cases().forEach(golden -> missing.addAll(golden.unsupported()));
    assertEquals(List.of(UNSUPPORTED.split("\\s+")), List.copyOf(missing));
  }

  @Test
  void everyCaseIsThere() {
    assertEquals(622, cases().count());
    assertEquals(622, cases().map(Golden::name).distinct().count());
  }

  @Test
  void everyOperationIsUsed() {
    var unused = new TreeSet<>(GoldenOps.TABLE.keySet());
    cases().forEach(golden -> unused.removeAll(golden.ops()));
    assertTrue(unused.isEmpty(), unused::toString);
  }

  @AfterAll
  static void summary() {
    var text = new StringBuilder("\nGolden cases   passed  failed  unsupported\n");
    TALLIES.forEach((family, t) -> row(text, family, t.passed, t.failed, t.unsupported));
    var all = TALLIES.values();
    row(
        text,
        "all",
        all.stream().mapToInt(t -> t.passed).sum(),
        all.stream().mapToInt(t -> t.failed).sum(),
        all.stream().mapToInt(t -> t.unsupported).sum());
    System.out.println(text);
  }

  private static void row(StringBuilder text, String name, int... counts) {
    text.append("%-12s %8d %7d %12d%n".formatted(name, counts[0], counts[1], counts[2]));
  }
}
