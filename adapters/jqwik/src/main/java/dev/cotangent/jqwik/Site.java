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

/// A function of floating tensors at a point, with two tangents for each argument and a cotangent
/// for the result.
///
/// @param dx the tangent of the first order
/// @param other the one besides, of the second order
/// @param batch the point among others of its form, with what is not floating
/// @param relative what results may differ by that differ in rounding alone
/// @param smooth whether kinks are known to be elsewhere
record Site(
    Function1<Seq<Tensor>, Tensor> f,
    Seq<Tensor> x,
    Seq<Tensor> dx,
    Seq<Tensor> other,
    Tensor ct,
    Batch batch,
    double relative,
    boolean smooth) {
  static final Structure<Seq<Tensor>> SEQ = Structure.seq();

  /// The relative tolerance where there is FLOAT32.
  static final double SINGLE = 1e-4;

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

  /// The spacing of numbers at 1, in the type that is computed in.
  double unit() {
    boolean single = x.append(ct).exists(part -> part.dtype() == DType.FLOAT32);
    return single || relative >= SINGLE ? Math.ulp(1f) : Math.ulp(1.0);
  }

  /// How often a tangent fits between the point and where one of its elements is 0.
  static double reach(Seq<Tensor> x, Seq<Tensor> dx) {
    double reach = Double.POSITIVE_INFINITY;
    for (var pair : x.zip(dx)) {
      var values = pair._1.toDoubleArray();
      var along = pair._2.toDoubleArray();
      for (int k = 0; k < values.length; k++) {
        if (values[k] != 0 && along[k] != 0) {
          reach = Math.min(reach, Math.abs(values[k] / along[k]));
        }
      }
    }
    return reach;
  }

  /// Between derivatives, along as many directions as their order is.
  Tolerance tolerance(int order) {
    double scale = Math.max(1, Violation.largest(Entries.values(dx)));
    return new Tolerance(relative, 50 * unit() * Math.pow(scale, order));
  }

  /// For differences, which cancel digits.
  Tolerance slack(int order) {
    return tolerance(order).times(100);
  }

  static Tensor flat(Seq<Tensor> parts) {
    return Tensor.concat(0, parts.map(Tensor::flatten).toJavaArray(Tensor[]::new));
  }

  static Tensor inner(Tensor x, Tensor y) {
    return x.times(y).sum();
  }
}
