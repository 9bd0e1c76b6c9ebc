package dev.cotangent.op;

/// Reductions over all axes or some. The order of summation depends on the shape alone, never on
/// layout, hardware or threads. Of nothing: sum 0, prod 1, any false, all true, mean and variance
/// NaN, logsumexp -infinity; max, min, argMax, argMin and median throw.
///
/// @param <S> the type that has the operations
public interface ReductionOps<S> extends Lift<S> {
  /// The sum; BOOL counts. Derivative 1 in every element.
  ///
  /// Of all elements: rank 0.
  default S sum() {
    return lift(x -> Reductions.sum(x, false));
  }

  /// The same along some axes, which are gone from the result; negative axes count from the end.
  ///
  /// @throws IllegalArgumentException if an axis does not exist or is named twice
  default S sum(int... axes) {
    return lift(x -> Reductions.sum(x, false, axes));
  }

  /// The same along some axes, or all if none is named; with `keepDims` they stay, with length 1.
  default S sum(boolean keepDims, int... axes) {
    return lift(x -> Reductions.sum(x, keepDims, axes));
  }

  /// The arithmetic mean; integers give FLOAT64. Derivative 1 / n in every element.
  ///
  /// Of all elements: rank 0.
  default S mean() {
    return lift(x -> Reductions.mean(x, false));
  }

  /// The same along some axes, which are gone from the result; negative axes count from the end.
  ///
  /// @throws IllegalArgumentException if an axis does not exist or is named twice
  default S mean(int... axes) {
    return lift(x -> Reductions.mean(x, false, axes));
  }

  /// The same along some axes, or all if none is named; with `keepDims` they stay, with length 1.
  default S mean(boolean keepDims, int... axes) {
    return lift(x -> Reductions.mean(x, keepDims, axes));
  }

  /// The product. Its derivative, the product of the other elements, is exact with zeros, at every
  /// order.
  ///
  /// Of all elements: rank 0.
  default S prod() {
    return lift(x -> Reductions.prod(x, false));
  }

  /// The same along some axes, which are gone from the result; negative axes count from the end.
  ///
  /// @throws IllegalArgumentException if an axis does not exist or is named twice
  default S prod(int... axes) {
    return lift(x -> Reductions.prod(x, false, axes));
  }

  /// The same along some axes, or all if none is named; with `keepDims` they stay, with length 1.
  default S prod(boolean keepDims, int... axes) {
    return lift(x -> Reductions.prod(x, keepDims, axes));
  }

  /// The largest element; NaN if there is one. Ties share the derivative evenly.
  ///
  /// Of all elements: rank 0.
  ///
  /// @throws IllegalArgumentException of nothing
  default S max() {
    return lift(x -> Extremum.max(x, false));
  }

  /// The same along some axes, which are gone from the result; negative axes count from the end.
  ///
  /// @throws IllegalArgumentException if an axis does not exist or is named twice
  default S max(int... axes) {
    return lift(x -> Extremum.max(x, false, axes));
  }

  /// The same along some axes, or all if none is named; with `keepDims` they stay, with length 1.
  default S max(boolean keepDims, int... axes) {
    return lift(x -> Extremum.max(x, keepDims, axes));
  }

  /// The smallest element; NaN if there is one. Ties share the derivative evenly.
  ///
  /// Of all elements: rank 0.
  ///
  /// @throws IllegalArgumentException of nothing
  default S min() {
    return lift(x -> Extremum.min(x, false));
  }

  /// The same along some axes, which are gone from the result; negative axes count from the end.
  ///
  /// @throws IllegalArgumentException if an axis does not exist or is named twice
  default S min(int... axes) {
    return lift(x -> Extremum.min(x, false, axes));
  }

  /// The same along some axes, or all if none is named; with `keepDims` they stay, with length 1.
  default S min(boolean keepDims, int... axes) {
    return lift(x -> Extremum.min(x, keepDims, axes));
  }

  /// The mean of the squared deviations from the mean, in two passes. Derivative 2 (x - mean) / n.
  ///
  /// Of all elements: rank 0.
  default S variance() {
    return lift(x -> Reductions.variance(x, 0, false));
  }

  /// The same along some axes, which are gone from the result; negative axes count from the end.
  ///
  /// @throws IllegalArgumentException if an axis does not exist or is named twice
  default S variance(int... axes) {
    return lift(x -> Reductions.variance(x, 0, false, axes));
  }

  /// The same along some axes, or all if none is named; with `keepDims` they stay, with length 1.
  default S variance(boolean keepDims, int... axes) {
    return lift(x -> Reductions.variance(x, 0, keepDims, axes));
  }

  /// The same with n - ddof in the denominator: 1 gives the sample's estimate; NaN if n <= ddof.
  default S variance(int ddof, boolean keepDims, int... axes) {
    return lift(x -> Reductions.variance(x, ddof, keepDims, axes));
  }

  /// The square root of the variance. Derivative (x - mean) / (n std), 0 where all elements are
  /// equal.
  ///
  /// Of all elements: rank 0.
  default S std() {
    return lift(x -> Reductions.std(x, 0, false));
  }

  /// The same along some axes, which are gone from the result; negative axes count from the end.
  ///
  /// @throws IllegalArgumentException if an axis does not exist or is named twice
  default S std(int... axes) {
    return lift(x -> Reductions.std(x, 0, false, axes));
  }

  /// The same along some axes, or all if none is named; with `keepDims` they stay, with length 1.
  default S std(boolean keepDims, int... axes) {
    return lift(x -> Reductions.std(x, 0, keepDims, axes));
  }

  /// The same with n - ddof in the denominator: 1 gives the sample's estimate; NaN if n <= ddof.
  default S std(int ddof, boolean keepDims, int... axes) {
    return lift(x -> Reductions.std(x, ddof, keepDims, axes));
  }

  /// log of the sum of e^x, without overflow. Derivative softmax(x).
  ///
  /// Of all elements: rank 0.
  default S logsumexp() {
    return lift(x -> Reductions.logsumexp(x, false));
  }

  /// The same along some axes, which are gone from the result; negative axes count from the end.
  ///
  /// @throws IllegalArgumentException if an axis does not exist or is named twice
  default S logsumexp(int... axes) {
    return lift(x -> Reductions.logsumexp(x, false, axes));
  }

  /// The same along some axes, or all if none is named; with `keepDims` they stay, with length 1.
  default S logsumexp(boolean keepDims, int... axes) {
    return lift(x -> Reductions.logsumexp(x, keepDims, axes));
  }

  /// Whether any element is true (not 0).
  ///
  /// Of all elements: rank 0.
  default S any() {
    return lift(x -> Reductions.any(x, false));
  }

  /// The same along some axes, which are gone from the result; negative axes count from the end.
  ///
  /// @throws IllegalArgumentException if an axis does not exist or is named twice
  default S any(int... axes) {
    return lift(x -> Reductions.any(x, false, axes));
  }

  /// The same along some axes, or all if none is named; with `keepDims` they stay, with length 1.
  default S any(boolean keepDims, int... axes) {
    return lift(x -> Reductions.any(x, keepDims, axes));
  }

  /// Whether all elements are true (not 0).
  ///
  /// Of all elements: rank 0.
  default S all() {
    return lift(x -> Reductions.all(x, false));
  }

  /// The same along some axes, which are gone from the result; negative axes count from the end.
  ///
  /// @throws IllegalArgumentException if an axis does not exist or is named twice
  default S all(int... axes) {
    return lift(x -> Reductions.all(x, false, axes));
  }

  /// The same along some axes, or all if none is named; with `keepDims` they stay, with length 1.
  default S all(boolean keepDims, int... axes) {
    return lift(x -> Reductions.all(x, keepDims, axes));
  }

  /// The Euclidean norm of all elements. Derivative x / norm, 0 at the zero vector.
  default S norm() {
    return lift(x -> Norms.norm(x, 2, false));
  }

  /// (sum |x|^p)^(1/p), p from 0 to infinity: 1 sums, infinity takes the largest |x| (ties share),
  /// 0 counts what is not 0. Derivative sign(x) (|x| / norm)^(p-1), 0 where the norm is 0.
  ///
  /// @throws IllegalArgumentException for a negative p
  default S norm(double p) {
    return lift(x -> Norms.norm(x, p, false));
  }

  /// The same along some axes, or all if none is named.
  default S norm(double p, boolean keepDims, int... axes) {
    return lift(x -> Norms.norm(x, p, keepDims, axes));
  }

  /// The first position of the largest element along an axis, which is gone from the result: INT32,
  /// through which no derivative flows. A NaN counts as largest.
  ///
  /// @throws IllegalArgumentException if the axis has length 0
  default S argMax(int axis) {
    return lift(x -> Extremum.argMax(x, axis));
  }

  /// The first position of the smallest element along an axis: INT32. A NaN counts as smallest.
  ///
  /// @throws IllegalArgumentException if the axis has length 0
  default S argMin(int axis) {
    return lift(x -> Extremum.argMin(x, axis));
  }

  /// The middle element along an axis, the lower one of an even number; NaN if there is one. The
  /// derivative goes to the element chosen, the first in index order.
  ///
  /// @throws IllegalArgumentException if the axis has length 0
  default S median(int axis) {
    return lift(x -> Extremum.median(x, axis));
  }

  /// e^x normalised to sum to 1 along an axis, without overflow.
  default S softmax(int axis) {
    return lift(x -> Softmax.softmax(x, axis));
  }

  /// The logarithm of softmax: x - logsumexp(x).
  default S logSoftmax(int axis) {
    return lift(x -> Softmax.logSoftmax(x, axis));
  }
}
