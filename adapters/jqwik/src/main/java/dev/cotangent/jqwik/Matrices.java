package dev.cotangent.jqwik;

import dev.cotangent.Tensor;
import io.vavr.Function1;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Square FLOAT64 matrices of a known condition: what is inverted or decomposed. They shrink to the
/// identity of order 1.
///
/// A matrix is made of its singular values and of reflections, so that its condition is no
/// accident.
public final class Matrices {
  private Matrices() {}

  /// Of order 1 to `largest`, with singular values between 1 / `condition` and 1.
  ///
  /// @throws IllegalArgumentException if `largest` or `condition` is below 1
  public static Arbitrary<Tensor> wellConditioned(int largest, double condition) {
    return ofOrder(
        largest,
        condition,
        n ->
            Combinators.combine(orthogonal(n), values(n, condition), orthogonal(n))
                .as((left, values, right) -> left.times(values).matmul(right)));
  }

  /// Symmetric positive definite, of order 1 to `largest`, with eigenvalues between 1 / `condition`
  /// and 1. Symmetric to the last bit.
  ///
  /// @throws IllegalArgumentException if `largest` or `condition` is below 1
  public static Arbitrary<Tensor> positiveDefinite(int largest, double condition) {
    return ofOrder(
        largest,
        condition,
        n ->
            Combinators.combine(orthogonal(n), values(n, condition))
                .as((q, values) -> q.times(values).matmul(q.transpose()))
                .map(a -> a.plus(a.transpose()).times(0.5)));
  }

  private static Arbitrary<Tensor> ofOrder(
      int largest, double condition, Function1<Integer, Arbitrary<Tensor>> matrices) {
    if (!(condition >= 1)) throw new IllegalArgumentException("a condition of " + condition);
    if (largest < 1) throw new IllegalArgumentException("matrices of order 1 to " + largest);
    return Arbitraries.integers().between(1, largest).flatMap(matrices);
  }

  /// Spread evenly on the logarithmic scale; simplest as 1.
  private static Arbitrary<Tensor> values(int n, double condition) {
    return Tensors.any()
        .ofShape(n)
        .between(0, 1)
        .map(exponents -> exponents.times(-Math.log(condition)).exp());
  }

  /// A product of two reflections; the identity where their vectors are 0.
  private static Arbitrary<Tensor> orthogonal(int n) {
    var reflections = Tensors.any().ofShape(n).between(-1, 1).map(Matrices::reflection);
    return Combinators.combine(reflections, reflections).as(Tensor::matmul);
  }

  private static Tensor reflection(Tensor v) {
    double square = v.square().sum().item();
    var identity = Tensor.eye((int) v.size());
    return square == 0 ? identity : identity.minus(v.outer(v).times(2 / square));
  }
}
