package dev.cotangent.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cotangent.Autodiff;
import dev.cotangent.DType;
import dev.cotangent.Tensor;
import dev.cotangent.jqwik.DerivativeLaws;
import dev.cotangent.jqwik.Law;
import io.vavr.Function1;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What docs/kinks.md says, row by row, in both modes and both types; and every operation is there.
class KinksTest {
  private static final Path PAGE = Path.of("..", "docs", "kinks.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]*)` \\| (.*) \\|$");
  private static final Pattern CLAIM = Pattern.compile("`([^`]*)` → `([^`]*)`");
  private static final Pattern SECOND =
      Pattern.compile("`([^`]*)` \\| `([^`]*)` \\| `([^`]*)` \\| `([^`]*)`");
  private static final Pattern METHOD = Pattern.compile("\\.([a-z]\\w*)\\(");

  /// Zeros of both signs, ties, and whole numbers: where a kink would be.
  private static final Seq<Tensor> DELICATE =
      Array.of(Tensor.of(0, -0.0, 1, 1, -1, 2), Tensor.of(0, 1, 1, 0, -1, 2));

  /// A row of a table: an expression, and what is said of it.
  private record Row(String expression, String says) {
    Function1<Seq<Tensor>, Tensor> f() {
      return Expression.of(expression);
    }

    /// The operation that gives the result.
    Seq<Operation> operations() {
      var chain = expression.replaceAll("\\((?:[^()]|\\([^()]*\\))*\\)", "()");
      var names = METHOD.matcher(chain).results().map(match -> match.group(1)).toList();
      return OperationTable.ROWS.filter(row -> names.getLast().equals(row.name()));
    }

    /// The gradient is that of the sum.
    Function1<Seq<Tensor>, Tensor> sum() {
      var f = f();
      return x -> f.apply(x).sum();
    }
  }

  private static Stream<Row> rows() {
    try {
      return ROW
          .matcher(Files.readString(PAGE))
          .results()
          .map(match -> new Row(match.group(1), match.group(2)))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<DynamicTest> tests(Pattern pattern, Claim claim) {
    return rows()
        .flatMap(row ->
            pattern
                .matcher(row.says())
                .results()
                .map(match ->
                    DynamicTest.dynamicTest(
                        row.expression() + " at " + match.group(1),
                        () ->
                            claim.check(
                                row, Array.range(1, match.groupCount() + 1).map(match::group)))));
  }

  private interface Claim {
    void check(Row row, Seq<String> said);
  }

  @Test
  void everyOperationHasARow() {
    var missing = new TreeSet<String>();
    for (var method : OperationTable.methods()) missing.add(method.replaceFirst("\\(.*", ""));
    rows()
        .forEach(row -> {
          var found = METHOD.matcher(row.expression());
          while (found.find()) missing.remove(found.group(1));
        });
    assertEquals(new TreeSet<>(), missing);
  }

  @TestFactory
  Stream<DynamicTest> gradientsAreAsSaid() {
    return tests(
        CLAIM,
        (row, said) -> {
          var x = Literal.tensors(said.get(0));
          var expected = Literal.tensors(said.get(1));
          for (var dtype : Array.of(DType.FLOAT64, DType.FLOAT32)) {
            double tolerance = dtype == DType.FLOAT64 ? 1e-14 : 1e-6;
            var at = x.map(part -> part.toDType(dtype)).toArray();
            var reverse = Autodiff.grad(Site.SEQ, row.sum()).apply(at);
            assertClose(Site.flat(expected), Site.flat(reverse), tolerance);
            assertEquals(dtype, Site.flat(reverse).dtype());
            assertClose(Site.flat(expected), forward(row.sum(), at), tolerance);
          }
        });
  }

  /// The gradient by forward mode, entry by entry.
  private static Tensor forward(Function1<Seq<Tensor>, Tensor> f, Seq<Tensor> x) {
    int n = (int) Site.flat(x).size();
    var entries = new Tensor[n];
    for (int k = 0; k < n; k++) {
      entries[k] = Autodiff.jvp(Site.SEQ, f, x, unit(x, k)).tangent();
    }
    return Tensor.stack(0, entries);
  }

  /// 1 in one entry of one of the tensors, 0 elsewhere.
  private static Seq<Tensor> unit(Seq<Tensor> like, int entry) {
    Seq<Tensor> parts = Array.empty();
    int at = entry;
    for (var part : like) {
      int n = (int) part.size();
      var values = new double[n];
      if (at >= 0 && at < n) values[at] = 1;
      at -= n;
      parts = parts.append(Tensor.of(part.shape(), values).toDType(part.dtype()));
    }
    return parts;
  }

  @TestFactory
  Stream<DynamicTest> smoothMeansSmooth() {
    return rows()
        .filter(row -> row.says().startsWith("smooth"))
        .map(row ->
            DynamicTest.dynamicTest(
                row.expression(),
                () ->
                    DerivativeLaws.of(Site.SEQ, row.f())
                        .only(Law.FINITE_DIFFERENCES, Law.TRANSPOSE)
                        .withTolerance(1e-11)
                        .smooth()
                        .checkAll(Array.of(DELICATE))));
  }

  @TestFactory
  Stream<DynamicTest> whatCutsTheDerivativeSaysSo() {
    return rows()
        .map(row ->
            DynamicTest.dynamicTest(
                row.expression(),
                () -> {
                  boolean cut = row.says().startsWith("no derivative");
                  assertEquals(cut, row.operations().forAll(operation -> operation.order() == 0));
                  if (cut) assertNotNull(row.f().apply(operands(row)));
                }));
  }

  private static Seq<Tensor> operands(Row row) {
    return row.says().contains("of BOOL")
        ? DELICATE.map(part -> part.gt(0))
        : row.says().contains("of INT32")
            ? DELICATE.map(part -> part.abs().toDType(DType.INT32))
            : DELICATE;
  }

  @TestFactory
  Stream<DynamicTest> secondDerivativesAreAsSaid() {
    return tests(
        SECOND,
        (row, said) -> {
          var x = Literal.tensor(said.get(0));
          var hessian = Literal.tensor(said.get(3)).flatten();
          Function1<Tensor, Tensor> f = at -> row.sum().apply(Array.of(at));
          assertClose(Literal.tensor(said.get(1)), f.apply(x), 1e-14);
          for (var outer : Mode.values()) {
            for (var inner : Mode.values()) {
              assertClose(Literal.tensor(said.get(2)), inner.gradient(f).apply(x), 1e-14);
              var rows = new Tensor[(int) x.size()];
              for (int k = 0; k < rows.length; k++) {
                int entry = k;
                rows[k] =
                    outer
                        .gradient(at -> inner.gradient(f).apply(at).flatten().get(entry))
                        .apply(x)
                        .flatten();
              }
              assertClose(hessian, Tensor.concat(0, rows), 1e-12);
            }
          }
        });
  }

  private enum Mode {
    REVERSE {
      @Override
      Function1<Tensor, Tensor> gradient(Function1<Tensor, Tensor> f) {
        return Autodiff.grad(f);
      }
    },
    FORWARD {
      @Override
      Function1<Tensor, Tensor> gradient(Function1<Tensor, Tensor> f) {
        return x -> forward(xs -> f.apply(xs.get(0)), Array.of(x)).reshape(x.shape().toArray());
      }
    };

    abstract Function1<Tensor, Tensor> gradient(Function1<Tensor, Tensor> f);
  }

  private static void assertClose(Tensor expected, Tensor actual, double tolerance) {
    var close =
        actual.shape().equals(expected.shape()) && actual.allClose(expected, tolerance, tolerance);
    assertTrue(close, () -> "expected " + expected + "\nbut was " + actual);
  }
}
