package dev.cotangent.op;

/// Comparisons and logic, position by position: BOOL tensors, through which no derivative flows.
/// For a choice between two tensors see `Tensor.where`.
///
/// @param <S> the type that has the operations
public interface ComparisonOps<S> extends Lift<S> {
  /// Where x < y: a BOOL tensor, through which no derivative flows.
  default S lt(S y) {
    return lift(y, Comparison::lt);
  }

  /// The same against a number.
  default S lt(double y) {
    return lift(x -> Comparison.lt(x, Numbers.like(x, y)));
  }

  /// Where x <= y: a BOOL tensor, through which no derivative flows.
  default S le(S y) {
    return lift(y, Comparison::le);
  }

  /// The same against a number.
  default S le(double y) {
    return lift(x -> Comparison.le(x, Numbers.like(x, y)));
  }

  /// Where x > y: a BOOL tensor, through which no derivative flows.
  default S gt(S y) {
    return lift(y, Comparison::gt);
  }

  /// The same against a number.
  default S gt(double y) {
    return lift(x -> Comparison.gt(x, Numbers.like(x, y)));
  }

  /// Where x >= y: a BOOL tensor, through which no derivative flows.
  default S ge(S y) {
    return lift(y, Comparison::ge);
  }

  /// The same against a number.
  default S ge(double y) {
    return lift(x -> Comparison.ge(x, Numbers.like(x, y)));
  }

  /// Where x = y; 0 and -0 are equal, NaN equals nothing: a BOOL tensor, through which no
  /// derivative flows.
  default S eq(S y) {
    return lift(y, Comparison::eq);
  }

  /// The same against a number.
  default S eq(double y) {
    return lift(x -> Comparison.eq(x, Numbers.like(x, y)));
  }

  /// Where x and y differ; NaN differs from everything: a BOOL tensor, through which no derivative
  /// flows.
  default S ne(S y) {
    return lift(y, Comparison::ne);
  }

  /// The same against a number.
  default S ne(double y) {
    return lift(x -> Comparison.ne(x, Numbers.like(x, y)));
  }

  /// Where both are true. Takes BOOL alone.
  default S and(S y) {
    return lift(y, Comparison::and);
  }

  /// Where at least one is true. Takes BOOL alone.
  default S or(S y) {
    return lift(y, Comparison::or);
  }

  /// Where exactly one is true. Takes BOOL alone.
  default S xor(S y) {
    return lift(y, Comparison::xor);
  }

  /// Where false. Takes BOOL alone.
  default S not() {
    return lift(Comparison::not);
  }

  /// Where NaN.
  default S isNaN() {
    return lift(Comparison::isNaN);
  }

  /// Where infinite, of either sign.
  default S isInf() {
    return lift(Comparison::isInf);
  }

  /// Where neither infinite nor NaN.
  default S isFinite() {
    return lift(Comparison::isFinite);
  }
}
