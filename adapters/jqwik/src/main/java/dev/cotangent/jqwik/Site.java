package dev.cotangent.jqwik;

import dev.cotangent.Autodiff;
import dev.cotangent.DType;
import dev.cotangent.Recording;
import dev.cotangent.Structure;
import dev.cotangent.Tensor;
import io.vavr.Function1;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import java.util.Random;

/// A function of floating tensors at a point, with a tangent for each argument and a cotangent for
/// the result.
///
/// @param batch the point among others of its form, with what is not floating
/// @param tolerance relative, between results that differ in rounding alone
/// @param smooth whether kinks are known to be elsewhere
record Site(
    Function1<Seq<Tensor>, Tensor> f,
    Seq<Tensor> x,
    Seq<Tensor> dx,
    Tensor ct,
    Batch batch,
    double tolerance,
    boolean smooth) {
  static final Structure<Seq<Tensor>> SEQ = Structure.seq();

  /// No element near 0, so that none is missed, and each in proportion to the point's.
  static Tensor direction(Random random, Tensor x) {
    var values = x.toDoubleArray();
    for (int k = 0; k < values.length; k++) {
      double size = Double.isFinite(values[k]) ? Math.max(1, Math.abs(values[k])) : 1;
      values[k] = size * random.nextDouble(0.3, 1.5) * (random.nextBoolean() ? 1 : -1);
    }
    return Tensor.of(x.shape(), values).toDType(x.dtype());
  }

  Tensor value() {
    return f.apply(x);
  }

  Recording<Seq<Tensor>> recording() {
    return Autodiff.vjp(SEQ, f, x);
  }

  Seq<Tensor> pulled() {
    return pulled(x);
  }

  Seq<Tensor> pulled(Seq<Tensor> at) {
    return Array.ofAll(Autodiff.vjp(SEQ, f, at).pullback().apply(ct));
  }

  Tensor pushed() {
    return pushed(x);
  }

  Tensor pushed(Seq<Tensor> at) {
    return Autodiff.jvp(SEQ, f, at, dx).tangent();
  }

  /// The gradient of the result's inner product with the cotangent, as one vector.
  Tensor gradient(Seq<Tensor> at) {
    return flat(pulled(at));
  }

  /// A scalar function that has the pullback's cotangent as its gradient.
  Tensor projected(Seq<Tensor> at) {
    return inner(f.apply(at), ct);
  }

  boolean isSingle() {
    return x.append(ct).exists(part -> part.dtype() == DType.FLOAT32);
  }

  /// What differences may be off by, which cancel digits.
  double slack() {
    return 100 * tolerance;
  }

  static Tensor flat(Seq<Tensor> parts) {
    return Tensor.concat(0, parts.map(Tensor::flatten).toJavaArray(Tensor[]::new));
  }

  static Tensor inner(Tensor x, Tensor y) {
    return x.times(y).sum();
  }
}
