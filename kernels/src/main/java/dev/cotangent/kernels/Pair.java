package dev.cotangent.kernels;

/// An unevaluated sum `hi + lo` of two numbers, about twice as precise as one.
///
/// The error-free sums and products are Knuth's and Dekker's (see Muller et al., Handbook of
/// Floating-Point Arithmetic, chapter 4).
record Pair(Expr hi, Expr lo) {
  /// `a + b` exactly, if `|a| >= |b|` or a is zero.
  static Pair ordered(Expr a, Expr b) {
    var sum = a.add(b);
    return new Pair(sum, a.sub(sum).add(b));
  }

  /// `a + b` exactly.
  static Pair sum(Expr a, Expr b) {
    var sum = a.add(b);
    var fromB = sum.sub(a);
    var fromA = sum.sub(fromB);
    return new Pair(sum, a.sub(fromA).add(b.sub(fromB)));
  }

  /// `a * b` exactly, unless the low part underflows.
  static Pair product(Expr a, Expr b) {
    var product = a.mul(b);
    return new Pair(product, a.fma(b, product.neg()));
  }

  /// `sqrt(a)`, where `a` is not zero.
  static Pair sqrt(Pair a) {
    var root = a.hi.sqrt();
    var rest = root.neg().fma(root, a.hi);
    if (!a.lo.isConstant(0.0)) rest = rest.add(a.lo);
    return new Pair(root, rest.div(root.add(root)));
  }

  /// A number as a pair.
  static Pair of(Expr a) {
    return new Pair(a, a.constant(0.0));
  }

  Pair plus(Expr b) {
    return new Pair(hi, lo.add(b));
  }

  Pair times(Expr b) {
    var product = product(hi, b);
    return product.plus(lo.mul(b));
  }

  /// A multiple by a power of two.
  Pair scaled(Expr power) {
    return new Pair(hi.mul(power), lo.mul(power));
  }

  /// The quotient, by one division: its error is found with an fma and multiplied by the reciprocal
  /// again.
  Pair over(Pair divisor) {
    var reciprocal = hi.constant(1.0).div(divisor.hi);
    var quotient = hi.mul(reciprocal);
    var rest = quotient.neg().fma(divisor.hi, hi);
    if (!lo.isConstant(0.0)) rest = rest.add(lo);
    rest = quotient.neg().fma(divisor.lo, rest);
    return new Pair(quotient, rest.mul(reciprocal));
  }

  /// The same sum with `|lo|` at most half a unit in the last place of `hi`, if `|hi| >= |lo|`.
  Pair normalized() {
    return ordered(hi, lo);
  }

  Expr value() {
    return hi.add(lo);
  }
}
