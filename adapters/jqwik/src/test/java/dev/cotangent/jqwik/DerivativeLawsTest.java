package dev.cotangent.jqwik;

import static dev.cotangent.Autodiff.customVjp;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cotangent.DType;
import dev.cotangent.Structure;
import dev.cotangent.Tensor;
import io.vavr.Function1;
import io.vavr.Tuple;
import io.vavr.collection.Array;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is checked, of which functions, and how a failure reads.
class DerivativeLawsTest {
  record Line(Tensor slope, Tensor intercept, String unit, Tensor index) {}

  private static final Tensor X = Tensor.of(1, 2, 3);
  private static final Tensor Y = Tensor.scalar(2);
  private static final Function1<Tensor, Tensor> WRONG =
      customVjp(Tensor::square, (x, _) -> ct -> ct.times(x));

  private static <P> DerivativeLawError failure(DerivativeLaws<P> laws, P point) {
    return assertThrows(DerivativeLawError.class, () -> laws.checkAll(Array.of(point)));
  }

  /// Where both terms cancel, small steps give no difference at all.
  @Test
  void whatCancelsBeforeItIsReturnedIsCoarse() {
    DerivativeLaws.of((Tensor x) -> x.sin().times(x).plus(x.relu()))
        .only(Law.FINITE_DIFFERENCES)
        .check(Tensor.floats(4.7083826f), Tensor.floats(4.70838f), Tensor.floats(4.7083f));
  }

  @Test
  void severalArguments() {
    DerivativeLaws.of((a, b) -> a.times(b)).check(Tuple.of(X, Y));
    DerivativeLaws.of((a, b, c) -> a.times(b).plus(c)).check(Tuple.of(X, Y, Y));
    DerivativeLaws.of((a, b, c, d) -> a.times(b).plus(c.pow(d))).check(Tuple.of(X, Y, Y, Y));
    DerivativeLaws.of((a, b, c, d, e) -> a.times(b).plus(c.pow(d)).div(e))
        .check(Tuple.of(X, Y, Y, Y, Y));
    var error = failure(DerivativeLaws.of((a, b) -> a.times(b.stopGradient())), Tuple.of(X, Y));
    assertEquals("d f[2] / d x tensor 1", error.entry());
  }

  @Test
  void structures() {
    var line = new Line(Y, Tensor.scalar(1), "m", Tensor.ints(1));
    DerivativeLaws.of(
            Line.class, at -> at.slope().times(X.take(at.index(), 0)).plus(at.intercept()).tanh())
        .check(line);
    DerivativeLaws.of(Structure.seq(), parts -> parts.reduce(Tensor::times))
        .check(Array.of(X, X), Array.of(Y, X, Y));
    var error = failure(DerivativeLaws.of(Line.class, at -> WRONG.apply(at.slope())), line);
    assertTrue(
        error
            .getMessage()
            .contains("new Line(Tensor.scalar(2.0), Tensor.scalar(1.0), \"m\", Tensor.ints(1))"),
        error::getMessage);
  }

  @Test
  void aFailureReadsWell() {
    var error = failure(DerivativeLaws.of(WRONG).withSeed(7), Tensor.of(0, 3));
    assertEquals(
        """
        a law of derivatives does not hold
          law:        FINITE_DIFFERENCES: jvp and vjp are what finite differences of f are
          at:         Tensor.of(0.0, 3.0)
          entry:      d f[1] / d x[1]
          expected:   6.0
          got:        3.0
          tape:       %0 = input  (2)
                      %1 = customVjp(%0)  (2)
          directions: drawn from seed 7 and the point\
        """
            .strip(),
        error
            .getMessage()
            .replaceAll("expected:   (6.0000000|5.9999999)[0-9]*", "expected:   6.0"));
    assertEquals("3.0", error.got());
    assertEquals(6, Double.parseDouble(error.expected()), 1e-7);
  }

  @Test
  void onlySomeLaws() {
    DerivativeLaws.of(WRONG).only(Law.VALUE, Law.TRANSPOSE).check(X);
    DerivativeLaws.of(WRONG)
        .without(Law.FINITE_DIFFERENCES, Law.HESSIAN_SYMMETRY, Law.SECOND_DIFFERENCES)
        .check(X);
    assertThrows(IllegalArgumentException.class, () -> DerivativeLaws.of(WRONG).only());
    assertThrows(
        IllegalArgumentException.class, () -> DerivativeLaws.of(WRONG).without(Law.values()));
  }

  @Test
  void aRightDerivativeAtAKinkIsOneOfThoseNearby() {
    DerivativeLaws.of(Tensor::relu).check(Tensor.of(0, 1, -1));
    DerivativeLaws.of((Tensor x) -> x.max()).check(Tensor.of(2, 2, 2));
    var error = failure(DerivativeLaws.of(Tensor::relu).smooth(), Tensor.of(0, 1));
    assertEquals("d f[0] / d x[0]", error.entry());
    var outside =
        customVjp(Tensor::relu, (x, _) -> ct -> ct.times(x.ge(0).toDType(DType.FLOAT64).times(3)));
    assertTrue(
        failure(DerivativeLaws.of(outside), Tensor.of(0))
            .expected()
            .startsWith("between 0.0 and "));
  }

  @Test
  void theToleranceIsBetweenRoundingAndMistakes() {
    var slightly = customVjp(Tensor::square, (x, _) -> ct -> ct.times(x).times(2 + 1e-5));
    failure(DerivativeLaws.of(slightly), X);
    DerivativeLaws.of(slightly).withTolerance(1e-6).check(X);
    assertThrows(
        IllegalArgumentException.class, () -> DerivativeLaws.of(slightly).withTolerance(0));
  }

  @Test
  void singlePrecisionHasAToleranceOfItsOwn() {
    DerivativeLaws.of((Tensor x) -> x.sin().times(x)).check(Tensor.floats(1, 2, 30));
    failure(DerivativeLaws.of(WRONG), Tensor.floats(1, 2));
  }

  @Test
  void pointsOfOneFormAreMappedOverTogether() {
    var seen = new HashSet<Tensor>();
    Function1<Tensor, Tensor> f =
        x -> {
          try {
            seen.add(x);
          } catch (IllegalArgumentException mapped) {
            return x;
          }
          return x;
        };
    DerivativeLaws.of(f).only(Law.VMAP).check(X, X.times(2), X.times(3), X.times(4));
    assertEquals(Set.of(X, X.times(2), X.times(3)), seen);
  }

  @Test
  void directionsComeFromTheSeedAndThePoint() {
    var clipped = customVjp((Tensor x) -> x, (_, _) -> ct -> ct.clamp(-0.1, 0.1).plus(ct.square()));
    var laws = DerivativeLaws.of(clipped).only(Law.TRANSPOSE);
    assertEquals(failure(laws, X).got(), failure(laws, X).got());
    assertNotEquals(failure(laws, X).got(), failure(laws.withSeed(2), X).got());
    assertNotEquals(failure(laws, X).got(), failure(laws, X.plus(1)).got());
  }

  @Test
  void whatCannotBeCheckedIsRefused() {
    assertAll(
        List.of(
                new Refused("no points", () -> DerivativeLaws.of(WRONG).check()),
                new Refused(
                    "no argument is a FLOAT32",
                    () -> DerivativeLaws.of(WRONG).check(Tensor.ints(1))),
                new Refused(
                    "returned BOOL", () -> DerivativeLaws.of((Tensor x) -> x.gt(0)).check(X)))
            .stream()
            .map(refused -> refused::check));
  }

  private record Refused(String says, Runnable call) {
    void check() {
      var message =
          String.valueOf(assertThrows(IllegalArgumentException.class, call::run).getMessage());
      assertTrue(message.startsWith("check: ") && message.contains(says), message);
    }
  }

  @Test
  void whatTheFunctionThrowsIsThrown() {
    var e =
        assertThrows(
            IllegalStateException.class,
            () ->
                DerivativeLaws.of(
                        (Tensor _) -> {
                          throw new IllegalStateException("mine");
                        })
                    .check(X));
    assertEquals("mine", e.getMessage());
  }
}
