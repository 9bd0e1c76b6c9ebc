package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vavr.Function1;
import io.vavr.Tuple;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// Misuse of the transformations.
@NullUnmarked
class BadFunctionTest {
  private static final Tensor X = Tensor.of(1, 2);
  private static final Function1<Tensor, Tensor> NULL = _ -> null;

  private static void bad(String operation, Executable call, String... parts) {
    Messages.startsWith(assertThrows(IllegalArgumentException.class, call), operation, parts);
  }

  @Test
  void gradNeedsAScalar() {
    bad("grad", () -> Autodiff.grad(Tensor::square).apply(X), "rank 0", "(2)", "vjp", "jacobian");
    bad("grad", () -> Autodiff.grad(x -> x.sum(true)).apply(X), "(1)");
    bad("valueAndGrad", () -> Autodiff.valueAndGrad(Tensor::square).apply(X), "(2)", "vjp");
    bad(
        "grad",
        () -> Autodiff.grad((Tensor x, Tensor y) -> x.times(y)).apply(X, X),
        "rank 0",
        "(2)");
  }

  @Test
  void gradNeedsAFloatingResult() {
    bad("grad", () -> Autodiff.grad(x -> x.sum().toDType(DType.INT32)).apply(X), "INT32");
    bad("grad", () -> Autodiff.grad(x -> x.gt(0).any()).apply(X), "BOOL");
  }

  @Test
  void argumentsMustBeFloating() {
    var ints = Tensor.ints(1, 2);
    bad("grad", () -> Autodiff.grad(x -> x.sum()).apply(ints), "INT32", "FLOAT32", "FLOAT64");
    bad("vjp", () -> Autodiff.vjp(Tensor::sum, Tensor.bools(true)), "BOOL");
    bad("jvp", () -> Autodiff.jvp(Tensor::sum, ints, ints), "INT32");
    bad(
        "grad",
        () -> Autodiff.grad((Tensor x, Tensor y) -> x.times(y).sum()).apply(X, ints),
        "tensor 1",
        "INT32");
  }

  @Test
  void functionsMustReturnATensor() {
    bad("grad", () -> Autodiff.grad(NULL).apply(X), "null");
    bad("valueAndGrad", () -> Autodiff.valueAndGrad(NULL).apply(X), "null");
    bad("vjp", () -> Autodiff.vjp(NULL, X), "null");
    bad("jvp", () -> Autodiff.jvp(NULL, X, X), "null");
  }

  @Test
  void tangentsAreLikeTheArguments() {
    bad("jvp", () -> Autodiff.jvp(Tensor::sin, X, Tensor.of(1)), "(1)", "(2)");
    bad("jvp", () -> Autodiff.jvp(Tensor::sin, X, Tensor.scalar(1)), "()", "(2)");
    bad("jvp", () -> Autodiff.jvp(Tensor::sin, X, Tensor.floats(1, 2)), "FLOAT32", "FLOAT64");
    bad(
        "jvp",
        () ->
            Autodiff.jvp(
                (Tensor x, Tensor y) -> x.times(y), Tuple.of(X, X), Tuple.of(X, Tensor.of(1))),
        "(1)",
        "(2)");
  }

  @Test
  void cotangentsAreLikeTheValue() {
    var pullback = Autodiff.vjp(x -> x.matmul(x), X).pullback();
    bad("vjp", () -> pullback.apply(X), "(2)", "()");
    bad("vjp", () -> pullback.apply(Tensor.floats(Shape.of(), 1)), "FLOAT32", "FLOAT64");
    assertEquals(Tensor.of(2, 4), pullback.apply(Tensor.scalar(1)));
  }

  @Test
  void whatTheFunctionThrowsIsSeen() {
    var e =
        assertThrows(
            IllegalStateException.class,
            () ->
                Autodiff.grad(
                        _ -> {
                          throw new IllegalStateException("mine");
                        })
                    .apply(X));
    assertEquals("mine", e.getMessage());
    bad("matmul", () -> Autodiff.grad(x -> x.matmul(Tensor.ones(3, 3))).apply(X), "(2) x (3, 3)");
  }

  @Test
  void moreElementsThanAnArrayHolds() {
    var wide = Tensor.ones(65_536, 65_536);
    assertEquals(1L << 32, wide.size());
    for (Function1<Tensor, ?> reader :
        java.util.List.<Function1<Tensor, ?>>of(
            Tensor::sum, Tensor::toDoubleArray, Tensor::exp, Tensor::prod, Tensor::mean)) {
      var e = assertThrows(IllegalArgumentException.class, () -> reader.apply(wide));
      Messages.contains(e, "65536", "2^31 - 1");
    }
  }
}
